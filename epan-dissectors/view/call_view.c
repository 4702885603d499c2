/* Showing the call of a frame in the tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_view.h"

#include "call_list.h"
#include "capture.h"
#include "wireshark_compat.h"

static int hf_call = -1;
static int hf_verdict = -1;
static int hf_cause = -1;

static void add_text(tvbuff_t *tvb, proto_tree *tree, int field,
                     const char *value)
{
    if (value != NULL)
        proto_item_set_generated(
            proto_tree_add_string(tree, field, tvb, 0, 0, value));
}

void call_view_add(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                   uint32_t leg, const char *verdict)
{
    const struct call_row *row = PINFO_FD_VISITED(pinfo)
                                     ? call_list_of_leg(capture_analysis(), leg)
                                     : NULL;

    if (leg == NO_INDEX)
        return;
    proto_item_set_generated(proto_tree_add_uint(
        tree, hf_call, tvb, 0, 0, row != NULL ? row->call : leg));
    if (row == NULL) {
        add_text(tvb, tree, hf_verdict, verdict);
        return;
    }
    add_text(tvb, tree, hf_verdict, call_verdict_name(row->judgement->verdict));
    add_text(tvb, tree, hf_cause, row->judgement->cause);
}

void call_view_register(int proto_lync)
{
    static hf_register_info fields[] = {
        {&hf_call,
         {"Call", "lync.call", FT_UINT32, BASE_DEC, NULL, 0,
          "Number of the call. Legs of one call have their own numbers until "
          "the capture has been read.",
          HFILL}},
        {&hf_verdict,
         {"Verdict", "lync.call.verdict", FT_STRING, BASE_NONE, NULL, 0,
          "What became of the call: on the frame that ends it, and on every "
          "frame of it once the capture has been read.",
          HFILL}},
        {&hf_cause,
         {"Cause", "lync.call.cause", FT_STRING, BASE_NONE, NULL, 0,
          "The verdict in a sentence, once the capture has been read.", HFILL}},
    };

    proto_register_field_array(proto_lync, fields, array_length(fields));
}
