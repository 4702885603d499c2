/* Packets of SRTP. RFC 3711 3.1, 3.3, RFC 7714 8.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SRTP_RTP_H
#define LYNC_CORE_SRTP_RTP_H

#include "srtp_session.h"

/* Whether the N octets of PACKET, a whole SRTP packet, carry the tag of SESSION
 * at the rollover counter ROC. False for what has no whole RTP header. */
bool srtp_rtp_fits(struct srtp_session *session, const uint8_t *packet,
                   size_t n, uint32_t roc);

/* Writes PACKET as RTP in clear to CLEAR, which has room for N octets: header
 * and payload, without MKI and tag. No tag is checked. Returns the length,
 * 0 when PACKET is too short or has no whole RTP header. */
size_t srtp_rtp_open(struct srtp_session *session, const uint8_t *packet,
                     size_t n, uint32_t roc, uint8_t *clear);

/* The most likely rollover counter of a packet with sequence number SEQ, when
 * HIGHEST with the counter ROC is the highest seen: RFC 3711 3.3.1. */
uint32_t srtp_rtp_roc(uint32_t roc, uint16_t highest, uint16_t seq);

#endif
