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
        facts.n_gates = 0;
        facts.ends_late = NULL;
        facts.ended = false;
        facts.counted = false;
        facts.stream = NULL;
        facts.session = NULL;
        facts.dscp = DSCP_NONE;
        facts.clear = NULL;
        facts.red_known = false;
    }
    return &facts;
}

struct frame_facts *frame_facts_known(const packet_info *pinfo)
{
    return facts.frame == pinfo->num ? &facts : NULL;
}

void frame_facts_again(const packet_info *pinfo)
{
    frame_facts(pinfo)->ended = false;
    facts.ends_late = NULL;
}

void frame_facts_plain(const packet_info *pinfo)
{
    facts.plain_frame = pinfo->num;
}

const struct frame_facts *frame_facts_latest(void)
{
    return &facts;
}

void frame_data_keep(packet_info *pinfo, enum frame_data_kind kind,
                     const void *data)
{
    p_add_proto_data(wmem_file_scope(), pinfo, proto_lync_id, kind,
                     (void *)data);
}

bool frame_data_first_shown(packet_info *pinfo)
{
    if (p_get_proto_data(pinfo->pool, pinfo, proto_lync_id, FRAME_DATA_SHOWN))
        return false;
    p_add_proto_data(pinfo->pool, pinfo, proto_lync_id, FRAME_DATA_SHOWN,
                     GINT_TO_POINTER(TRUE));
    return true;
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
