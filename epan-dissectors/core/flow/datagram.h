/* What the first octets of a UDP payload rule out. RFC 7983 7, RFC 8489 5, RFC
 * 6347 4.1, RFC 3261 7, [MS-TURN] 2.2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_DATAGRAM_H
#define LYNC_CORE_DATAGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether OCTETS, of which CAPTURED_BYTES of REPORTED_BYTES were captured, can
 * be none of RTP, RTCP, a message of STUN or TURN, DTLS and SIP. What is plain
 * may still say something about its flow. */
bool datagram_is_plain(const uint8_t *octets, size_t captured_bytes,
                       size_t reported_bytes);

/* Whether OCTETS are, or would be, a Binding message of STUN, which carries
 * nothing of others. */
bool datagram_is_binding(const uint8_t *octets, size_t captured_bytes);

#endif
