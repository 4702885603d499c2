/* Showing the call of a frame in the tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_view.h"

#include "call_list.h"
#include "capture.h"
#include "frame_field.h"
#include "wireshark_compat.h"

void call_view_add(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                   uint32_t leg, const char *verdict)
{
    const struct call_row *row = PINFO_FD_VISITED(pinfo)
                                     ? call_list_of_leg(capture_analysis(), leg)
                                     : NULL;

    if (leg == NO_INDEX)
        return;
    frame_field_uint(tvb, tree, FIELD_CALL, row != NULL ? row->call : leg);
    if (row == NULL) {
        frame_field_text(tvb, tree, FIELD_CALL_VERDICT, verdict);
        return;
    }
    frame_field_text(tvb, tree, FIELD_CALL_VERDICT,
                     call_verdict_name(row->judgement->verdict));
    frame_field_text(tvb, tree, FIELD_CALL_CERTAINTY,
                     call_certainty_name(row->judgement->certainty));
    frame_field_text(tvb, tree, FIELD_CALL_CAUSE, row->judgement->cause);
}
