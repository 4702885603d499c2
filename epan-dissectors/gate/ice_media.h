/* Media between ICE candidates: SDP names its endpoints, its payload types and
 * their clock rates. RFC 8445, [MS-ICE], [MS-ICE2].
 *
 * All of it on the first pass, before UDP sees the packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_ICE_MEDIA_H
#define LYNC_ICE_MEDIA_H

#include <epan/packet.h>

#include "media_arrival.h"

/* Whether SDP offers an end of ARRIVAL's path as a candidate for RTP. */
bool ice_media_is_possible(const struct media_arrival *arrival);

/* Whether SDP offers one of those, or names the SSRC of ARRIVAL, which has an
 * RTP header. */
bool ice_media_is_named(const struct media_arrival *arrival);

/* ARRIVAL is RTP: if SDP names its SSRC, its ends are where the two sides of
 * that m-line send and receive. */
void ice_media_prove(const struct media_arrival *arrival);

/* Whether SDP makes ARRIVAL, which has an RTP header, RTP, or would if another
 * packet of its stream came: UNKNOWN: SDP says nothing of it. BOTH_ENDS: it
 * does, for both ends were offered, or one was and STUN has run to the other,
 * which is how connectivity checks show, or SDP names its SSRC. ONE_END: one
 * packet is not enough. */
enum media_pair ice_media_judge(const struct media_arrival *arrival);

/* Judges ARRIVAL, whose mark stands for MARKED, as rtp_recognition_judge()
 * does; one between ends of a PAIR is RTP whatever its mark. */
enum rtp_verdict ice_media_recognise(struct media_arrival *arrival,
                                     enum media_kind marked,
                                     enum media_pair pair);

/* Tells the RTP dissector what SDP says of RTP between the ends of FLOW, that
 * of the packet which PINFO is at in DIRECTION; cheap when SDP has said nothing
 * new. RELAYED: inside TURN; then of this direction alone, and for each packet.
 * Returns false if SDP says nothing. */
bool ice_media_name(packet_info *pinfo, struct media_flow *flow,
                    uint8_t direction, bool relayed);

#endif
