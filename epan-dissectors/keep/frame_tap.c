/* Feeding the tap "lync".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_tap.h"

#include <epan/tap.h>

static int tap_id;

bool frame_tap_is_wanted(void)
{
    return have_tap_listener(tap_id);
}

void frame_tap_queue(packet_info *pinfo, const struct frame_tapped *frame)
{
    if (frame->stream == NULL && frame->findings == NULL &&
        frame->reports == NULL && frame->n_legs == 0)
        return;
    /* Packet scope: it is passed to listeners after the packet's dissection. */
    tap_queue_packet(tap_id, pinfo,
                     wmem_memdup(pinfo->pool, frame, sizeof *frame));
}

void frame_tap_register(void)
{
    tap_id = register_tap(FRAME_TAP_NAME);
}
