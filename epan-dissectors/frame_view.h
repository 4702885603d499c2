/* What the plugin shows of a frame: the subtree "lync" and its fields.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_VIEW_H
#define LYNC_FRAME_VIEW_H

/* Registers the fields of PROTO_LYNC, and the post-dissector that adds them
 * under PROTO_NAME, a protocol in name only. */
void frame_view_register(int proto_lync, int proto_name);

#endif
