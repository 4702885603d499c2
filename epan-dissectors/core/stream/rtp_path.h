/* What becomes of one RTP stream between the places that saw it: where its
 * packets are lost, and where they are remarked.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_PATH_H
#define LYNC_CORE_RTP_PATH_H

#include "finding.h"
#include "rtp_points.h"

#define RTP_PATH_LOSS_MIN  3  /* packets, before loss is told at all */
#define RTP_PATH_LOSS_WARN 10 /* packets, and one in a hundred */
#define RTP_PATH_COMMON    50 /* numbers, before two points are compared */
#define RTP_PATH_REMARKED  10 /* packets, before it is told */

/* What two places have of a stream. */
struct rtp_path_step {
    uint32_t here; /* points; HERE comes first where ORDER_KNOWN */
    uint32_t there;
    bool order_known; /* by the TTL; else HERE lacks no more than THERE */
    bool comparable;  /* they saw the same packets, HERE's went on to THERE */
    struct rtp_gaps_comparison numbers;
    bool remarked;
    uint32_t n_remarked; /* packets, at least */
    uint8_t dscp_here;   /* of those */
    uint8_t dscp_there;
};

/* The places of a stream in the order of the way, as far as the TTL tells;
 * those of one TTL in the order of their first packets. ORDER: indexes of
 * points; returns how many. */
uint32_t rtp_path_order(const struct rtp_points *points,
                        uint32_t order[RTP_POINTS_MAX]);

/* Compares points HERE and THERE, which are different and below n_points. Not
 * comparable: the sender restarted; they have too few numbers in common; fewer
 * than a quarter of their packets came to both; or THERE has more than one in
 * ten that HERE lacks. Then they are two ways side by side, not two places of
 * one. */
struct rtp_path_step rtp_path_compare(const struct rtp_points *points,
                                      uint32_t here, uint32_t there);

/* What the texts call a point; and how many packets its capture is known to
 * have dropped, which are not lost on the way. Either may be NULL; both are
 * called with CONTEXT. */
struct rtp_path_names {
    void *context;
    const char *(*name)(void *context, uint32_t interface_id);
    uint64_t (*n_dropped)(void *context, const struct rtp_point *point);
};

/* Adds lync.points.loss, lync.points.remarked, and lync.capture.drops for what
 * a place lacks that came by behind it, for each two neighbours on the way of
 * a stream that WHO names. For the end of the capture. */
void rtp_path_report(GPtrArray *list, const struct rtp_points *points,
                     const char *who, const struct rtp_path_names *names);

#endif
