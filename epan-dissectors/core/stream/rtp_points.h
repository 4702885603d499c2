/* One RTP stream seen at several observation points. Each interface, or merged
 * file, is a point with its own state; the points are compared at the end of
 * the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_POINTS_H
#define LYNC_CORE_RTP_POINTS_H

#include "rtp_gaps.h"
#include "rtp_marks.h"
#include "rtp_stats.h"

#define RTP_POINTS_MAX   8     /* of a stream; further ones are ignored */
#define RTP_REPEATED_MAX 65536 /* numbers kept at each point */

/* A sequence number that the sender repeated, and whether it arrived at the
 * other points. Bit n stands for point n. */
struct rtp_repeated {
    uint16_t seq;
    uint8_t settled; /* it is known whether it arrived */
    uint8_t arrived; /* it did arrive */
};

/* What the sender repeated at one point. */
struct rtp_repeats {
    GArray *list;                       /* struct rtp_repeated; owned */
    uint32_t n;                         /* including those that did not fit into
                                           list */
    uint32_t n_settled[RTP_POINTS_MAX]; /* [n]: entries of list, from the first,
                                           that are settled for point n */
};

struct rtp_point {
    uint32_t interface_id;
    struct rtp_gaps gaps; /* in the sender's first epoch */
    struct rtp_marks marks;
    struct rtp_stats stats;
    struct rtp_repeats *repeats; /* owned; NULL: none */
};

/* The points of one stream. All zero: no packet yet. */
struct rtp_points {
    struct rtp_point *others; /* array of RTP_POINTS_MAX - 1, owned; or NULL */
    uint32_t n_ignored;       /* packets at interfaces beyond the limit */
    uint32_t n_points;
    struct rtp_point first; /* most streams have no other */
};

/* Processes a packet at the point of ARRIVAL's interface_id. Otherwise like
 * rtp_stats_update(). */
bool rtp_points_update(struct rtp_points *points,
                       const struct rtp_arrival *arrival,
                       const struct rtp_dup_burst_limits *limits,
                       uint32_t *n_bursts, struct rtp_stream_verdict *verdict);

/* Whether SEQ, just processed at INTERFACE_ID, is ahead of everything that the
 * stream's first point has seen or is known to lack. True if the sender
 * restarted, when this is not known. */
bool rtp_points_is_news(const struct rtp_points *points, uint32_t interface_id,
                        uint16_t seq);

/* Returns point I (below n_points), in the order of their first packets. */
const struct rtp_point *rtp_points_at(const struct rtp_points *points,
                                      uint32_t i);

/* Returns how many of the numbers repeated at point HERE never arrived at point
 * THERE; 0 if fewer than three, which is chance. More than that were dropped by
 * the sender itself, because no network knows what was repeated. */
uint32_t rtp_points_n_missing(const struct rtp_points *points, uint32_t here,
                              uint32_t there);

/* Adds lync.dup_burst.missing to LIST for each pair of points for which
 * rtp_points_n_missing() is not 0. WHO names the stream's endpoints;
 * MARKED_VIDEO as for rtp_dup_burst_report(). Call it at the end of the
 * capture. */
void rtp_points_report(GPtrArray *list, const struct rtp_points *points,
                       const char *who, bool marked_video);

/* rtp_stats_forget_packets() at each point. */
void rtp_points_forget_packets(struct rtp_points *points);

/* Frees what the struct holds and sets it to all zero. */
void rtp_points_clear(struct rtp_points *points);

#endif
