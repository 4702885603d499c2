/* Media that a TURN server relays: in Send and Data indications, ChannelData
 * and Microsoft's multiplexed channel.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TURN_MEDIA_H
#define LYNC_TURN_MEDIA_H

/* Adds a heuristic dissector for what STUN carries, as part of PROTO_LYNC (a
 * heuristic needs a real protocol). */
void turn_media_handoff(int proto_lync);

#endif
