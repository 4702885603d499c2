/* Feeding the tap "lync".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_tap.h"

#include <epan/tap.h>

#include "sip_view.h"

static int tap_id;

bool frame_tap_is_wanted(void)
{
    return have_tap_listener(tap_id);
}

void frame_tap_queue(packet_info *pinfo, const struct media_stream *stream)
{
    /* Lives as long as the packet: it is handed on after its dissection. */
    struct frame_tapped *tapped = wmem_new0(pinfo->pool, struct frame_tapped);

    tapped->stream = stream;
    tapped->findings = finding_store_of_frame(pinfo);
    tapped->n_legs = sip_view_calls(pinfo, tapped->legs, FRAME_TAP_LEGS_MAX);
    if (stream != NULL || tapped->findings != NULL || tapped->n_legs > 0)
        tap_queue_packet(tap_id, pinfo, tapped);
}

void frame_tap_register(void)
{
    tap_id = register_tap(FRAME_TAP_NAME);
}
