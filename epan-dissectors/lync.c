/* The protocol "lync" and the order in which its parts are registered.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "lync.h"

#include <epan/packet.h>

#include "call_filter.h"
#include "call_menu.h"
#include "capture.h"
#include "finding_store.h"
#include "filter_again.h"
#include "frame_facts.h"
#include "frame_field.h"
#include "frame_gate.h"
#include "frame_tap.h"
#include "frame_view.h"
#include "media_names.h"
#include "media_setup.h"
#include "payload_guard.h"
#include "payload_show.h"
#include "preferences.h"
#include "qoe_gate.h"
#include "qoe_view.h"
#include "report.h"
#include "report_json.h"
#include "rtp_names.h"
#include "rtp_taken.h"
#include "sip_hook.h"
#include "srtp_clear.h"
#include "turn_media.h"
#include "turn_tcp.h"
#include "udp_gate.h"
#include "voip_view.h"

static int proto_lync;

void lync_register(void)
{
    int proto_name;

    proto_lync = proto_register_protocol(
        "OCS/Lync/Skype for Business call analysis", "LYNC", "lync");
    /* Dissectors of this protocol do not show up in frame.protocols. */
    proto_name = proto_register_protocol_in_name_only(
        "OCS/Lync/Skype for Business media", "LYNC media", "lync.demux",
        proto_lync, FT_PROTOCOL);
    lync_preferences_register(proto_lync);
    capture_register();
    frame_facts_register(proto_lync);
    media_names_register();
    media_setup_register(proto_name);
    udp_gate_register();
    turn_tcp_register(proto_name);
    payload_guard_register();
    payload_show_register(proto_lync);
    qoe_gate_register(proto_name);
    finding_store_register(proto_lync);
    frame_field_register(proto_lync);
    sip_hook_register();
    frame_tap_register();
    frame_view_register(proto_lync);
    qoe_view_register(proto_lync);
    voip_view_register();
    frame_gate_register(proto_name);
    report_register();
    report_json_register();
    report_windows_register();
    filter_again_register();
    call_menu_register(proto_lync);
    call_filter_register();
}

void lync_handoff(void)
{
    media_names_handoff();
    media_setup_handoff();
    rtp_names_handoff();
    rtp_taken_handoff();
    payload_guard_handoff();
    payload_show_handoff();
    qoe_gate_handoff();
    turn_media_handoff(proto_lync);
    turn_tcp_handoff();
    sip_hook_handoff();
    srtp_clear_handoff();
    udp_gate_handoff();
    frame_gate_handoff();
}
