/* Media that a TURN server relays: in Send and Data indications, ChannelData
 * and Microsoft's multiplexed channel.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TURN_MEDIA_H
#define LYNC_TURN_MEDIA_H

#include <epan/packet.h>

#include "media_arrival.h"

/* ARRIVAL, captured at NOW_NS, is a message of STUN: notes what a TURN server
 * gives to its client, or refuses. First pass. */
void turn_media_on_stun(const struct media_arrival *arrival, int64_t now_ns);

/* ARRIVAL is ChannelData, which Wireshark knows on port 3478 and after STUN
 * messages between the same endpoints: where the capture lacks those, has it
 * dissected if it carries RTP. First pass, before UDP. */
void turn_media_on_channel_data(packet_info *pinfo,
                                struct media_arrival *arrival);

/* Dissects TVB, what TURN relays, if it is media. Returns how many octets it
 * was; 0: no media. */
int turn_media_dissect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* Adds heuristic dissectors for what STUN carries, as part of PROTO_LYNC (a
 * heuristic needs a real protocol). */
void turn_media_handoff(int proto_lync);

#endif
