/* What is kept and shown of repeated RTP packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_repeat.h"

#include <epan/proto_data.h>

#include "finding_store.h"
#include "frame_field.h"
#include "wireshark_compat.h"

static int proto_lync_id;

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
        frame_field_uint(tvb, tree, FIELD_DUPLICATE_CONFLICT,
                         repeat->conflict_frame);
    if (repeat->first_frame == 0)
        return;
    frame_field_flag(tvb, tree, FIELD_DUPLICATE, 1);
    frame_field_uint(tvb, tree, FIELD_DUPLICATE_FIRST, repeat->first_frame);
    frame_field_text(tvb, tree, FIELD_DUPLICATE_ORIGIN,
                     rtp_origin_name(repeat->origin));
    if (repeat->burst != 0)
        frame_field_uint(tvb, tree, FIELD_BURST, repeat->burst);
}

void frame_repeat_register(int proto_lync)
{
    proto_lync_id = proto_lync;
}
