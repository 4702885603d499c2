/* Which packets one interface of a capture holds and which it lacks, over all
 * directions.
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

/* RTCP counts as running if its last packet is at most CAPTURE_RTCP_RUNS_NS
 * old. If no frame at all follows for CAPTURE_RTCP_PAUSE_NS, in which each
 * sender should have sent RTCP three times (RFC 3550 6.2), the clock may have
 * been set. */
#define CAPTURE_RTCP_RUNS_NS  INT64_C(7500000000)
#define CAPTURE_RTCP_PAUSE_NS (3 * RTCP_INTERVAL_MAX_NS)

/* One interface. All zero: it has had no frame. */
struct capture_interface {
    struct capture_clock clock;
    int64_t now_ns; /* of the last frame, as capture_clock_now_ns() */
    bool set_back;  /* the clock was set by an unknown amount, since no stream
                       ran */
    int64_t set_ns; /* when, the last time */
    bool rtcp_seen;
    int64_t rtcp_ns;           /* of the last RTCP packet */
    struct time_spans stopped; /* the capture stood still */
    struct time_spans silent;  /* no frame at all, though RTP or RTCP had run;
                                  whether the capture ran is unknown */
    struct time_spans held;    /* parts of silent that may not have passed */
    struct loss_tally tallies[CAPTURE_SOURCES]; /* of all directions */
};

/* Processes frame number FRAME, of any protocol, with time RAW_NS. */
void capture_interface_on_frame(struct capture_interface *interface,
                                uint32_t frame, int64_t raw_ns);

/* The current frame is RTCP. */
void capture_interface_on_rtcp(struct capture_interface *interface);

/* The clock has decided what its latest jump was: records the span and updates
 * the interface's time. */
void capture_interface_on_jump(struct capture_interface *interface,
                               enum capture_jump jump);

/* Adds N_SEEN and N_LACKING packets, known from SOURCE, to INTERFACE and to
 * DIRECTION (NULL if the limit of directions was reached), at the time of the
 * current frame. */
void capture_interface_count(struct capture_interface *interface,
                             struct capture_direction *direction,
                             enum capture_source source, uint64_t n_seen,
                             uint64_t n_lacking);

/* Adds to SPANS the parts of SINCE_NS to UNTIL_NS that lie before the first
 * frame of INTERFACE or after its last one. */
void capture_interface_add_outside(const struct capture_interface *interface,
                                   int64_t since_ns, int64_t until_ns,
                                   struct time_spans *spans);

/* Frees what the struct holds and sets it to all zero. */
void capture_interface_clear(struct capture_interface *interface);

#endif
