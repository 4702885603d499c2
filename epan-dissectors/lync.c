/* The protocol "lync" and the order in which its parts are registered.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "lync.h"

#include <epan/packet.h>

#include "capture_state.h"
#include "frame_view.h"
#include "media_setup.h"
#include "media_watch.h"
#include "preferences.h"
#include "report_streams.h"
#include "udp_gate.h"

void lync_register(void)
{
    int proto_lync = proto_register_protocol(
        "OCS/Lync/Skype for Business call analysis", "LYNC", "lync");
    /* What runs under this one leaves no trace in frame.protocols. */
    int proto_name = proto_register_protocol_in_name_only(
        "OCS/Lync/Skype for Business media", "LYNC media", "lync.demux",
        proto_lync, FT_PROTOCOL);

    lync_preferences_register(proto_lync);
    capture_state_register();
    media_setup_register(proto_name);
    udp_gate_register(proto_name);
    frame_view_register(proto_lync, proto_name);
    report_streams_register();
}

void lync_handoff(void)
{
    media_setup_handoff();
    media_watch_handoff();
    udp_gate_handoff();
}
