/* Closes that count as hang-ups, and their frames: stores and shows them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CLOSE_FRAME_H
#define LYNC_CLOSE_FRAME_H

#include <epan/packet.h>

#include "hangup_watch.h"

#define CLOSE_TAP_NAME "hangup" /* its packets are struct hangup */

/* Stores HANGUP for the current frame of PINFO, on the first pass; of several
 * in a frame, the first one. TEXT is the text of the finding, or NULL; it is
 * copied. ADVICE is the advice on it, a constant, or NULL. */
void close_frame_keep(packet_info *pinfo, const struct hangup *hangup,
                      const char *text, const char *advice);

/* Whether anything is stored for the current frame of PINFO. */
bool close_frame_is_kept(packet_info *pinfo);

/* Shows what is stored in TREE, which may be NULL, and passes it to the tap. */
void close_frame_show(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* Registers the fields and the expert item of PROTO_HANGUP, and the tap. */
void close_frame_register(int proto_hangup);

#endif
