/* The protocol "lync" and the order in which its parts are registered.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "lync.h"

#include <epan/packet.h>

#include "call_list.h"
#include "call_view.h"
#include "capture_copy.h"
#include "capture_point.h"
#include "capture_sides.h"
#include "capture_state.h"
#include "capture_watch.h"
#include "finding_store.h"
#include "frame_repeat.h"
#include "frame_tap.h"
#include "frame_time.h"
#include "frame_view.h"
#include "media_call_table.h"
#include "media_health.h"
#include "media_session_table.h"
#include "media_setup.h"
#include "media_watch.h"
#include "payload_guard.h"
#include "preferences.h"
#include "report.h"
#include "report_calls.h"
#include "report_findings.h"
#include "report_json.h"
#include "report_streams.h"
#include "report_window.h"
#include "report_trunks.h"
#include "sip_hook.h"
#include "sip_view.h"
#include "sip_watch.h"
#include "trunk_list.h"
#include "trunk_watch.h"
#include "turn_media.h"
#include "udp_gate.h"

static int proto_lync;

void lync_register(void)
{
    int proto_name;

    proto_lync = proto_register_protocol(
        "OCS/Lync/Skype for Business call analysis", "LYNC", "lync");
    /* What runs under this one leaves no trace in frame.protocols. */
    proto_name = proto_register_protocol_in_name_only(
        "OCS/Lync/Skype for Business media", "LYNC media", "lync.demux",
        proto_lync, FT_PROTOCOL);
    lync_preferences_register(proto_lync);
    frame_time_register();
    reports_register();
    capture_state_register();
    capture_point_register();
    capture_copy_register();
    media_session_table_register();
    media_health_register();
    media_call_table_register();
    capture_watch_register();
    capture_sides_register();
    media_setup_register(proto_name);
    udp_gate_register(proto_name);
    payload_guard_register(proto_lync);
    finding_store_register(proto_lync);
    frame_repeat_register(proto_lync);
    sip_hook_register(proto_name);
    sip_watch_register();
    trunk_watch_register();
    call_list_register();
    trunk_list_register();
    sip_view_register(proto_lync);
    call_view_register(proto_lync);
    frame_tap_register();
    frame_view_register(proto_lync, proto_name);
    report_calls_register();
    report_streams_register();
    report_findings_register();
    report_json_register();
    report_window_register();
    report_trunks_register();
}

void lync_handoff(void)
{
    media_setup_handoff();
    media_watch_handoff(proto_lync);
    payload_guard_handoff();
    turn_media_handoff(proto_lync);
    sip_hook_handoff();
    udp_gate_handoff();
}
