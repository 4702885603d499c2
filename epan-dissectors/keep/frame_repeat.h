/* What is kept for a frame whose RTP sequence number was seen before.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_REPEAT_H
#define LYNC_FRAME_REPEAT_H

#include <epan/packet.h>

#include "media_watch.h"

/* Keeps REPEAT for the frame that PINFO is at, if there is anything to keep.
 * First pass. */
void frame_repeat_keep(packet_info *pinfo, const struct media_repeat *repeat);

/* Adds the fields of the frame to TREE, if something was kept. */
void frame_repeat_show(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* Makes PROTO_LYNC the owner of what is kept. */
void frame_repeat_register(int proto_lync);

#endif
