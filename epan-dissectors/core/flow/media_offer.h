/* What a session description declares for endpoints. RFC 3264, RFC 8839,
 * [MS-ICE], [MS-ICE2].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_OFFER_H
#define LYNC_CORE_MEDIA_OFFER_H

#include "media_ends.h"

/* Stores the endpoints that SDP, sent by SIDE of CALL from SENDER, declares for
 * RTP, RTCP and UDP candidates. From now on they belong to CALL. Those that
 * ICE chose on the other side count as the other side's. */
void media_offer_note(struct media_ends *ends, uint32_t call, enum side side,
                      const struct sdp *sdp, const struct endpoint *sender);

#endif
