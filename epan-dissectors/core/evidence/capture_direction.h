/* What a capture shows and lacks of the packets from one host to another.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_DIRECTION_H
#define LYNC_CORE_CAPTURE_DIRECTION_H

#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "loss_tally.h"
#include "time_spans.h"

/* Frames of further pairs of hosts count for their interface only. */
#define CAPTURE_DIRECTIONS_MAX   4096
#define CAPTURE_DIRECTIONS_SLOTS 8192

/* Missing packets in a row that make a hole, which is remembered with its
 * time; fewer, or in less time, count as loss at random. */
#define CAPTURE_HOLE_PACKETS 8
#define CAPTURE_HOLE_NS      INT64_C(500000000)

/* Sources for how much the capture lacks, best first. */
enum capture_source {
    CAPTURE_SOURCE_RECEIVER, /* receiver reports against the capture */
    CAPTURE_SOURCE_SEQUENCE, /* sequence numbers of RTP, holes left out */
    CAPTURE_SOURCES,
};

/* One direction between two hosts at one interface. */
struct capture_direction {
    struct endpoint from; /* port 0 */
    struct endpoint to;   /* port 0 */
    uint32_t interface_id;
    uint32_t sender; /* the same for the same FROM */
    uint32_t n_frames;
    int64_t first_ns;
    int64_t last_ns;
    int64_t gap_since_ns; /* the last CAPTURE_HOLE_NS or more without a frame of
                             it; both 0 for none */
    int64_t gap_until_ns;
    int64_t quiet_since_ns; /* nothing was sent in between, as a report of its
                               receiver says; both 0 for none */
    int64_t quiet_until_ns;
    int64_t timed_since_ns; /* by the clock of a receiver this took: */
    int64_t timed_until_ns; /* 0 for none */
    int64_t timed_ns;
    struct time_spans holes; /* RTP was sent, and nothing of the direction, or
                                of that stream, was seen */
    struct loss_tally tallies[CAPTURE_SOURCES];
    struct loss_tally cut; /* frames that the snaplen cut before what they are
                              could be read: as lacking */
};

/* The directions of a capture; the members belong to the functions below. */
struct capture_directions {
    uint32_t seed;
    uint32_t n;
    struct capture_direction *slots[CAPTURE_DIRECTIONS_SLOTS];
};

/* An empty set; SEED decides where a direction lies in it. Free with
 * capture_directions_free(), which allows NULL. */
struct capture_directions *capture_directions_new(uint32_t seed);
void capture_directions_free(struct capture_directions *set);

/* The direction from FROM to TO (whatever the ports) at an interface; made if
 * there is none yet and the set has room, else NULL. */
struct capture_direction *capture_directions_get(struct capture_directions *set,
                                                 uint32_t interface_id,
                                                 const struct endpoint *from,
                                                 const struct endpoint *to);

/* The same, NULL where there is none. */
struct capture_direction *
capture_directions_find(struct capture_directions *set, uint32_t interface_id,
                        const struct endpoint *from, const struct endpoint *to);

/* A frame of DIRECTION at TIME_NS. */
static inline void
capture_direction_on_frame(struct capture_direction *direction, int64_t time_ns)
{
    if (direction->n_frames++ == 0) {
        direction->first_ns = time_ns;
    } else if (time_ns - direction->last_ns >= CAPTURE_HOLE_NS) {
        direction->gap_since_ns = direction->last_ns;
        direction->gap_until_ns = time_ns;
    }
    direction->last_ns = time_ns;
}

/* N_LACKING packets of one stream of DIRECTION are missing between LAST_NS and
 * NOW_NS, the time of the frame at hand, which the direction has not had yet.
 * Whether they are a hole, in which the capture shows nothing of the direction
 * for three quarters of the time; it is noted then. */
gboolean capture_direction_on_missing(struct capture_direction *direction,
                                      int64_t last_ns, int64_t now_ns,
                                      uint32_t n_lacking);

#endif
