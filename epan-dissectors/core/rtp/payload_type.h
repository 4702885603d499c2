/* The payload types of Microsoft's voice products: number, name, clock rate and
 * payload sizes. [MS-RTP] 2.2.1, [MS-RTPME] 2.2.1,
 * [MS-SDPEXT] 3.1.5.3; a number's meaning is a default that SDP overrides.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_PAYLOAD_TYPE_H
#define LYNC_CORE_PAYLOAD_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "media_kind.h"

struct payload_type {
    uint8_t number;         /* 0..127 */
    const char *name;       /* encoding name as SDP's rtpmap writes it */
    uint32_t clock_rate_hz; /* of the RTP timestamp */
    uint8_t channels;       /* 1 unless SDP would say more */
    enum media_kind media;
    uint16_t frame_bytes; /* the payload is a multiple of this; 0: any size */
    uint16_t
        longest_bytes; /* of one packet's payload, without SRTP's trailer */
};

/* The default row of NUMBER; NULL when the table has none, which includes all
 * above 127. */
const struct payload_type *payload_type_default(uint8_t number);

/* Whether a payload of LENGTH_BYTES can belong to the row: a multiple of its
 * frame size (any size below its longest when it has none), alone or with the
 * trailer that SRTP adds (RFC 3711: tag of 4 or 10 octets, MKI of 0, 1 or 4).
 * An empty payload never does. */
bool payload_type_length_fits(const struct payload_type *row,
                              size_t length_bytes);

#endif
