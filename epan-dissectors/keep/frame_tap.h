/* The tap "lync": tells listeners which stream, calls and findings each frame
 * has.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_TAP_H
#define LYNC_FRAME_TAP_H

#include <epan/packet.h>

#include "findings.h"
#include "media_streams.h"
#include "qoe_reports.h"

#define FRAME_TAP_NAME     "lync"
#define FRAME_TAP_LEGS_MAX 16 /* SIP messages per frame; ignores the rest */

/* What a listener gets with a frame about which the plugin knows something.
 * Valid during the frame. */
struct frame_tapped {
    const struct media_stream *stream; /* of its RTP or RTCP; or NULL */
    const struct finding *findings;    /* linked; or NULL */
    const struct qoe_entry *reports;   /* linked; or NULL */
    unsigned n_legs;
    uint32_t legs[FRAME_TAP_LEGS_MAX]; /* lync.call of its SIP messages, as of
                                          the first pass */
};

/* Whether there is a listener: then the facts of each frame are needed, with or
 * without a tree. */
bool frame_tap_is_wanted(void);

/* Passes FRAME, what the frame that PINFO is at has, to the listeners, unless
 * it has nothing. */
void frame_tap_queue(packet_info *pinfo, const struct frame_tapped *frame);

/* Registers the tap. */
void frame_tap_register(void);

#endif
