/* What is kept of a frame whose RTP sequence number was seen before.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_REPEAT_H
#define LYNC_FRAME_REPEAT_H

#include <epan/packet.h>

#include "rtp_duplicate.h"

/* Keeps that the frame repeats FIRST_FRAME; BURST: index of its burst, 0 for
 * none. First pass. */
void frame_repeat_keep(packet_info *pinfo, uint32_t first_frame,
                       enum rtp_origin origin, uint32_t burst);

/* Keeps that the frame has the sequence number of CONFLICT_FRAME and another
 * payload. First pass. */
void frame_repeat_keep_conflict(packet_info *pinfo, uint32_t conflict_frame);

/* Adds the fields of the frame to TREE, if something was kept. */
void frame_repeat_show(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* Registers the fields of PROTO_LYNC. */
void frame_repeat_register(int proto_lync);

#endif
