/* One RTP stream between the places that saw it: where its packets are lost,
 * and where they are remarked.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_PATH_H
#define LYNC_CORE_RTP_PATH_H

#include "finding.h"
#include "rtp_points.h"

/* Fills ORDER with the indexes of the stream's points in the order in which
 * packets pass them, by TTL; points with the same TTL in the order of their
 * first packets. Returns how many there are. */
uint32_t rtp_path_order(const struct rtp_points *points,
                        uint32_t order[RTP_POINTS_MAX]);

/* What a report calls a point, and how many packets its capture is known to
 * have dropped: these are not lost on the way. Either may be NULL; both are
 * called with CONTEXT. How many of the numbers (rtp_gaps) before FIRST and
 * after LAST it dropped is not known; n_dropped leaves FIRST and LAST alone if
 * it is known of all. */
struct rtp_path_names {
    void *context;
    const char *(*name)(void *context, uint32_t interface_id);
    uint64_t (*n_dropped)(void *context, const struct rtp_point *point,
                          int64_t *first, int64_t *last);
};

/* Compares neighbouring points of the stream that WHO names, and adds to LIST
 * lync.points.loss, lync.points.remarked, and lync.capture.drops for packets
 * that a point lacks although they came to the next. Packets that were either
 * lost or dropped count as neither. For the end of the capture. */
void rtp_path_report(GPtrArray *list, const struct rtp_points *points,
                     const char *who, const struct rtp_path_names *names);

#endif
