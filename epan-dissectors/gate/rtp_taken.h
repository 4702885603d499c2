/* What becomes of a media packet after Wireshark has dissected it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_RTP_TAKEN_H
#define LYNC_RTP_TAKEN_H

#include <epan/packet.h>

#include "media_arrival.h"

/* Notes a media packet after UDP has dissected it: if the RTP dissector took
 * it, the packet is counted in its stream (first pass), and the frame's facts
 * point to that stream. */
void rtp_taken(packet_info *pinfo, proto_tree *tree,
               struct media_arrival *arrival);

/* The same for RTP that the RTP dissector took from inside another message;
 * its header has been parsed. */
void rtp_taken_inside(packet_info *pinfo, proto_tree *tree,
                      struct media_arrival *arrival);

/* Finds the protocol RTP. */
void rtp_taken_handoff(void);

#endif
