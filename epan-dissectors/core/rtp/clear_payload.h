/* Whether an RTP payload is what its payload type says, in clear. Lync
 * encrypts media by default (SRTP), and without its SDP nothing says so; a
 * dissector would read ciphertext as headers.
 * [MS-RTPRAD] 2.2, 3.2; RFC 2198 3; RFC 4733 2.3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CLEAR_PAYLOAD_H
#define LYNC_CORE_CLEAR_PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CLEAR_RED_PRIMARY_AT 4 /* offset of the primary block's header */

/* The payload types of the two blocks of redundant audio. */
struct clear_red {
    uint8_t redundant;
    uint8_t primary;
};

/* Whether the payload is redundant audio as [MS-RTPRAD] profiles RFC 2198:
 * one redundant and one primary block, the primary one of an audio payload
 * type of the default table, the redundant one of the same or of RED's own,
 * at most three packets of 60 ms apart. A payload with the primary block
 * alone is too little to go by: false. PAYLOAD, LENGTH_BYTES: as captured; a
 * payload cut by the snap length is judged by what is left of it. Sets RED, if
 * so; clear_payload_is_red() only answers. */
bool clear_payload_red(const uint8_t *payload, size_t length_bytes,
                       struct clear_red *red);
bool clear_payload_is_red(const uint8_t *payload, size_t length_bytes);

/* Whether the payload is one telephone event: exactly four octets, event 0
 * to 16, reserved bit 0. */
bool clear_payload_is_event(const uint8_t *payload, size_t length_bytes);

#endif
