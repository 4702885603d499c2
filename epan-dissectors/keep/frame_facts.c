/* What is known of a frame.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_facts.h"

#include <epan/proto_data.h>
#include <string.h>

static struct frame_facts facts;
static int proto_lync_id;

struct frame_facts *frame_facts(const packet_info *pinfo)
{
    if (facts.frame != pinfo->num) {
        facts.frame = pinfo->num;
        facts.stream = NULL;
        facts.session = NULL;
        facts.dscp = DSCP_NONE;
        facts.clear = NULL;
        facts.red_known = false;
    }
    return &facts;
}

void frame_data_keep(packet_info *pinfo, enum frame_data_kind kind,
                     const void *data)
{
    p_add_proto_data(wmem_file_scope(), pinfo, proto_lync_id, kind,
                     (void *)data);
}

void *frame_data_of(packet_info *pinfo, enum frame_data_kind kind)
{
    return p_get_proto_data(wmem_file_scope(), pinfo, proto_lync_id, kind);
}

/* Frame numbers restart with each capture. */
static void frame_facts_forget(void)
{
    memset(&facts, 0, sizeof facts);
}

void frame_facts_register(int proto_lync)
{
    proto_lync_id = proto_lync;
    register_init_routine(frame_facts_forget);
}
