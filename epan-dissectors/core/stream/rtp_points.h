/* One RTP stream seen at several places in the network: each interface, or
 * merged file, is an observation point with its own state, and at the end of
 * the capture the points are compared.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_POINTS_H
#define LYNC_CORE_RTP_POINTS_H

#include "rtp_gaps.h"
#include "rtp_marks.h"
#include "rtp_stats.h"

#define RTP_POINTS_MAX   8     /* of a stream; packets at others are ignored */
#define RTP_REPEATED_MAX 65536 /* of a point, kept to compare */

/* A sequence number that its sender repeated, and what became of it at the
 * other points: bit n stands for point n. */
struct rtp_repeated {
    uint16_t seq;
    uint8_t settled; /* whether it arrived there is known */
    uint8_t arrived; /* it did */
};

/* What a sender repeated at one point. */
struct rtp_repeats {
    GArray *list;                       /* struct rtp_repeated; owned */
    uint32_t n;                         /* those that did not fit included */
    uint32_t n_settled[RTP_POINTS_MAX]; /* of LIST, from its start, with each
                                           other point */
};

struct rtp_point {
    uint32_t interface_id;
    struct rtp_stats stats;
    struct rtp_marks marks;
    struct rtp_gaps gaps;        /* of the sender's first epoch */
    struct rtp_repeats *repeats; /* owned; NULL: none */
};

/* All zero is a stream of which nothing has been seen. */
struct rtp_points {
    struct rtp_point first;   /* most streams have no other */
    struct rtp_point *others; /* RTP_POINTS_MAX - 1 of them, or NULL */
    uint32_t n_points;
    uint32_t n_ignored; /* packets at interfaces beyond the limit */
};

/* Takes in a packet at the point that ARRIVAL's interface_id names; else as
 * rtp_stats_update. */
bool rtp_points_update(struct rtp_points *points,
                       const struct rtp_arrival *arrival,
                       const struct rtp_dup_burst_limits *limits,
                       uint32_t *n_bursts, struct rtp_stream_verdict *verdict);

/* Whether SEQ, just taken in at INTERFACE_ID, is ahead of all that the stream's
 * first point has seen or was known to lack. True where that cannot be told
 * (the sender restarted). */
bool rtp_points_is_news(const struct rtp_points *points, uint32_t interface_id,
                        uint16_t seq);

/* Point I, below n_points, in the order of their first packets. */
const struct rtp_point *rtp_points_at(const struct rtp_points *points,
                                      uint32_t i);

/* How many of the numbers repeated at point HERE never arrived at point THERE;
 * 0 for fewer than three, which are chance. So many, the sender has dropped
 * itself: no network knows what was repeated. */
uint32_t rtp_points_n_missing(const struct rtp_points *points, uint32_t here,
                              uint32_t there);

/* Adds lync.dup_burst.missing to LIST for each pair of points where
 * rtp_points_n_missing() is not 0. WHO names the stream's endpoints;
 * MARKED_VIDEO: as for rtp_dup_burst_report. For the end of the capture. */
void rtp_points_report(GPtrArray *list, const struct rtp_points *points,
                       const char *who, bool marked_video);

/* Frees what the struct holds and leaves it all zero. */
void rtp_points_clear(struct rtp_points *points);

#endif
