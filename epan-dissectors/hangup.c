/* The protocol "hangup" and the order in which its parts are registered.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "hangup.h"

#include <epan/packet.h>

#include "close_frame.h"
#include "hangup_capture.h"
#include "hangup_preferences.h"
#include "services_report.h"
#include "tcp_gate.h"

void hangup_register(void)
{
    int proto_hangup =
        proto_register_protocol("Hang-ups of TCP services", "HANGUP", "hangup");

    hangup_preferences_register(proto_hangup);
    hangup_capture_register();
    close_frame_register(proto_hangup);
    services_report_register();
}

void hangup_handoff(void)
{
    tcp_gate_handoff();
}
