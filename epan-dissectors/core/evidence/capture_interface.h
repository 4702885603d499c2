/* What one interface of a capture shows and lacks, over all directions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_INTERFACE_H
#define LYNC_CORE_CAPTURE_INTERFACE_H

#include <stdbool.h>
#include <stdint.h>

#include "capture_clock.h"
#include "capture_direction.h"
#include "loss_tally.h"
#include "rtcp_presence.h"
#include "time_spans.h"

/* RTCP that came this recently goes on; a pause of all frames in which each
 * sender owed it three times is a riddle. RFC 3550 6.2. */
#define CAPTURE_RTCP_RUNS_NS  INT64_C(7500000000)
#define CAPTURE_RTCP_PAUSE_NS (3 * RTCP_INTERVAL_MAX_NS)

/* All zero is an interface that has had no frame. */
struct capture_interface {
    struct capture_clock clock;
    int64_t now_ns; /* of the last frame */
    bool set_back;  /* its clock was set by nobody knows how much, while no
                       stream ran: */
    int64_t set_ns; /* the last time */
    bool rtcp_seen;
    int64_t rtcp_ns;           /* of the last RTCP */
    struct time_spans stopped; /* it stood still */
    struct time_spans silent;  /* no frame while RTP or RTCP had run; nothing
                                  proves that it stood still */
    struct time_spans held;    /* of these, time that may not have passed */
    struct loss_tally tallies[CAPTURE_SOURCES]; /* of all directions */
};

/* A frame of any protocol: number FRAME at RAW_NS. */
void capture_interface_on_frame(struct capture_interface *interface,
                                uint32_t frame, int64_t raw_ns);

/* The frame at hand is RTCP. */
void capture_interface_on_rtcp(struct capture_interface *interface);

/* The clock has decided what its jump was: notes the span, and what time it
 * is. */
void capture_interface_on_jump(struct capture_interface *interface,
                               enum capture_jump jump);

/* Adds packets of DIRECTION (NULL: beyond the limit) that SOURCE tells of, at
 * the time of the frame at hand, to both. */
void capture_interface_count(struct capture_interface *interface,
                             struct capture_direction *direction,
                             enum capture_source source, uint64_t n_seen,
                             uint64_t n_lacking);

/* Adds to SPANS what of the time from SINCE_NS to UNTIL_NS lies before the
 * first frame of INTERFACE and after its last; nothing if it had frames all
 * along. */
void capture_interface_add_outside(const struct capture_interface *interface,
                                   int64_t since_ns, int64_t until_ns,
                                   struct time_spans *spans);

/* Frees what the struct holds and leaves it all zero. */
void capture_interface_clear(struct capture_interface *interface);

#endif
