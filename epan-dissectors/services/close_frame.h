/* The closes of connections that count, and the frames they are in: what is
 * kept of them, and how it is shown.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CLOSE_FRAME_H
#define LYNC_CLOSE_FRAME_H

#include <epan/packet.h>

#include "hangup_watch.h"

#define CLOSE_TAP_NAME "hangup" /* its packets are struct hangup */

/* Keeps HANGUP for the frame that PINFO is at. TEXT: the finding, or NULL; not
 * used afterwards. ADVICE: on it, a constant, or NULL. First pass; of several
 * in a frame, the first one. */
void close_frame_keep(packet_info *pinfo, const struct hangup *hangup,
                      const char *text, const char *advice);

/* Whether anything is kept for the frame that PINFO is at. */
bool close_frame_is_kept(packet_info *pinfo);

/* Shows what is kept in TREE, which may be NULL, and hands it to the tap. */
void close_frame_show(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* Registers the fields and the expert item of PROTO_HANGUP, and the tap. */
void close_frame_register(int proto_hangup);

#endif
