/* Shows the call of a frame, and its verdict, in the tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CALL_VIEW_H
#define LYNC_CALL_VIEW_H

#include <epan/packet.h>

/* Adds the fields for a frame of LEG, a lync.call of the first pass; nothing
 * for NO_INDEX. VERDICT: the one that the first pass gave on this frame, or
 * NULL; a frame that is shown again gets the verdict of its call, as far as the
 * capture has been read. */
void call_view_add(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                   uint32_t leg, const char *verdict);

#endif
