/* The type of a candidate whose line does not say it: draft-ietf-mmusic-ice-06,
 * [MS-ICE].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ICE_TYPE_H
#define LYNC_CORE_ICE_TYPE_H

#include "sdp.h"

/* SDP_CANDIDATE_HOST if CANDIDATE, one of MEDIA, is certainly its agent's own
 * address: it is a private one (RFC 1918, RFC 4193), and
 *
 *  - SENDER, who sent that SDP, has the same address; or
 *  - it is the only private one among candidates with several addresses. An
 *    agent offers its own address first ([MS-ICE] 3.1.4.8.1); what a STUN or
 *    TURN server adds to it is public.
 *
 * Else SDP_CANDIDATE_UNKNOWN. */
enum sdp_candidate_type ice_type_derive(const struct sdp_media *media,
                                        const struct sdp_candidate *candidate,
                                        const struct endpoint *sender);

#endif
