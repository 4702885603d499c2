/* Packets of SRTCP. RFC 3711 3.4, RFC 7714 9.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SRTP_RTCP_H
#define LYNC_CORE_SRTP_RTCP_H

#include "srtp_session.h"

/* Whether the N octets of PACKET, a whole SRTCP packet, carry the tag of
 * SESSION. */
bool srtp_rtcp_fits(struct srtp_session *session, const uint8_t *packet,
                    size_t n);

/* Writes PACKET as RTCP in clear to CLEAR, which has room for N octets: without
 * index, MKI and tag. No tag is checked. Returns the length, 0 when PACKET is
 * too short. */
size_t srtp_rtcp_open(struct srtp_session *session, const uint8_t *packet,
                      size_t n, uint8_t *clear);

#endif
