/* Media that a TURN server relays: in Send and Data indications, ChannelData
 * and Microsoft's multiplexed channel.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TURN_MEDIA_H
#define LYNC_TURN_MEDIA_H

#include <epan/packet.h>

#include "media_arrival.h"

/* ARRIVAL is ChannelData between endpoints of which the capture has no STUN
 * message so far: judges what it carries. Returns whether that is RTP. First
 * pass. */
bool turn_media_on_channel_data(packet_info *pinfo,
                                const struct media_arrival *arrival);

/* Adds heuristic dissectors for what STUN carries, as part of PROTO_LYNC (a
 * heuristic needs a real protocol). */
void turn_media_handoff(int proto_lync);

#endif
