/* What the plugin shows of a frame: the subtree "lync" and its fields.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_VIEW_H
#define LYNC_FRAME_VIEW_H

#include <epan/packet.h>

#include "findings.h"
#include "frame_facts.h"

/* Shows in TREE, which may be NULL, what is known of the frame that PINFO is
 * at, and adds the expert items of FINDINGS, its first one, or NULL. FACTS:
 * what the gate saw in the frame. */
void frame_view_add(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                    const struct frame_facts *facts,
                    const struct finding *findings);

/* Registers the subtree of PROTO_LYNC. */
void frame_view_register(int proto_lync);

#endif
