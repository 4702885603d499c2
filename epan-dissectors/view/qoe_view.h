/* The quality reports of a frame in its tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_QOE_VIEW_H
#define LYNC_QOE_VIEW_H

#include <epan/packet.h>

#include "qoe_reports.h"

/* The first of the reports that are kept for the frame that PINFO is at; NULL
 * for none. Cheap in a capture without reports. */
const struct qoe_entry *qoe_view_of(packet_info *pinfo);

/* Adds the reports that are kept for the frame that PINFO is at to TREE,
 * without octets of TVB, and the call that the first is about, unless the frame
 * is of a call itself. */
void qoe_view_add(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* Registers the fields of PROTO_LYNC. */
void qoe_view_register(int proto_lync);

#endif
