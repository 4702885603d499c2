/* Filters for the call and for the stream of the selected packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_filter.h"

#include <epan/packet.h>
#include <epan/conversation_filter.h>

#include "index.h"
#include "selection.h"
#include "wireshark_compat.h"

/* Whether PINFO is of the selected packet, which SELECTED is set to. Wireshark
 * asks this for every filter when a packet is selected: media and signalling
 * only are looked at. */
static bool is_selected(packet_info *pinfo, struct selection *selected)
{
    return (proto_is_frame_protocol(pinfo->layers, "rtp") ||
            proto_is_frame_protocol(pinfo->layers, "rtcp") ||
            proto_is_frame_protocol(pinfo->layers, "sip")) &&
           selection_get(selected) && selected->pinfo == pinfo;
}

static lync_bool has_call LYNC_CONVERSATION_ARGUMENTS(pinfo)
{
    struct selection selected;

    return is_selected(pinfo, &selected) && selected.call != NO_INDEX;
}

static char *filter_of_call LYNC_CONVERSATION_ARGUMENTS(pinfo)
{
    struct selection selected;

    return is_selected(pinfo, &selected)
               ? g_strdup_printf("lync.call == %u", selected.call)
               : NULL;
}

static lync_bool has_stream LYNC_CONVERSATION_ARGUMENTS(pinfo)
{
    struct selection selected;

    return is_selected(pinfo, &selected) && selected.stream != NO_INDEX;
}

static char *filter_of_stream LYNC_CONVERSATION_ARGUMENTS(pinfo)
{
    struct selection selected;

    return is_selected(pinfo, &selected)
               ? g_strdup_printf("lync.stream == %u", selected.stream)
               : NULL;
}

void call_filter_register(void)
{
    /* Before those of TCP and UDP, for Ctrl+1. */
    add_conversation_filter_protocol("lync");
    lync_register_conversation_filter("lync", "Lync call", has_call,
                                      filter_of_call);
    lync_register_conversation_filter("lync", "Lync stream", has_stream,
                                      filter_of_stream);
}
