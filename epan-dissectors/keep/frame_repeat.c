/* Fields of repeated RTP packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_repeat.h"

#include <epan/proto_data.h>

#include "finding_store.h"
#include "wireshark_compat.h"

static int proto_lync_id;
static int hf_duplicate = -1;
static int hf_first = -1;
static int hf_origin = -1;
static int hf_burst = -1;
static int hf_conflict = -1;

void frame_repeat_keep(packet_info *pinfo, const struct media_repeat *repeat)
{
    if (repeat->first_frame != 0 || repeat->conflict_frame != 0)
        p_add_proto_data(
            wmem_file_scope(), pinfo, proto_lync_id, FRAME_DATA_REPEAT,
            wmem_memdup(wmem_file_scope(), repeat, sizeof *repeat));
}

void frame_repeat_show(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    const struct media_repeat *repeat = p_get_proto_data(
        wmem_file_scope(), pinfo, proto_lync_id, FRAME_DATA_REPEAT);

    if (repeat == NULL)
        return;
    if (repeat->conflict_frame != 0)
        proto_item_set_generated(proto_tree_add_uint(
            tree, hf_conflict, tvb, 0, 0, repeat->conflict_frame));
    if (repeat->first_frame == 0)
        return;
    proto_item_set_generated(
        proto_tree_add_boolean(tree, hf_duplicate, tvb, 0, 0, 1));
    proto_item_set_generated(
        proto_tree_add_uint(tree, hf_first, tvb, 0, 0, repeat->first_frame));
    proto_item_set_generated(proto_tree_add_string(
        tree, hf_origin, tvb, 0, 0, rtp_origin_name(repeat->origin)));
    if (repeat->burst != 0)
        proto_item_set_generated(
            proto_tree_add_uint(tree, hf_burst, tvb, 0, 0, repeat->burst));
}

void frame_repeat_register(int proto_lync)
{
    static hf_register_info fields[] = {
        {&hf_duplicate,
         {"Duplicate", "lync.duplicate", FT_BOOLEAN, BASE_NONE, NULL, 0,
          "The RTP packet repeats one that was captured before.", HFILL}},
        {&hf_first,
         {"First copy", "lync.duplicate.first", FT_FRAMENUM, BASE_NONE, NULL, 0,
          "Frame number of the first copy.", HFILL}},
        {&hf_origin,
         {"Origin", "lync.duplicate.origin", FT_STRING, BASE_NONE, NULL, 0,
          "Who made the copy: sender, network, capture, event (a telephone "
          "event sent again) or unknown.",
          HFILL}},
        {&hf_burst,
         {"Burst", "lync.burst", FT_UINT32, BASE_DEC, NULL, 0,
          "Index of the burst of repeats that the packet belongs to.", HFILL}},
        {&hf_conflict,
         {"Conflict with", "lync.duplicate.conflict", FT_FRAMENUM, BASE_NONE,
          NULL, 0,
          "Frame number of a packet with the same sequence number and another "
          "payload.",
          HFILL}},
    };

    proto_lync_id = proto_lync;
    proto_register_field_array(proto_lync, fields, array_length(fields));
}
