/* Feeding the tap "lync".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_tap.h"

#include <epan/tap.h>

#include <string.h>

static int tap_id;

bool frame_tap_is_wanted(void)
{
    return have_tap_listener(tap_id);
}

void frame_tap_queue(packet_info *pinfo, const struct media_stream *stream,
                     const struct finding *findings, const uint32_t *legs,
                     unsigned n_legs)
{
    struct frame_tapped *tapped;

    if (stream == NULL && findings == NULL && n_legs == 0)
        return;
    /* Packet scope: it is passed to listeners after the packet's dissection. */
    tapped = wmem_new0(pinfo->pool, struct frame_tapped);
    tapped->stream = stream;
    tapped->findings = findings;
    tapped->n_legs = MIN(n_legs, FRAME_TAP_LEGS_MAX);
    memcpy(tapped->legs, legs, tapped->n_legs * sizeof *legs);
    tap_queue_packet(tap_id, pinfo, tapped);
}

void frame_tap_register(void)
{
    tap_id = register_tap(FRAME_TAP_NAME);
}
