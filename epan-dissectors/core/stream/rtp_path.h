/* One RTP stream between observation points: where its packets are lost and
 * where they are remarked.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_PATH_H
#define LYNC_CORE_RTP_PATH_H

#include "finding.h"
#include "rtp_points.h"

/* Sets ORDER to the indexes of the stream's points in the order in which
 * packets pass them, by TTL; points with the same TTL in the order of their
 * first packets. Returns the number of points. */
uint32_t rtp_path_order(const struct rtp_points *points,
                        uint32_t order[RTP_POINTS_MAX]);

/* Callbacks for a report, called with CONTEXT; either may be NULL. name()
 * returns the name of a point. n_dropped() returns how many packets the capture
 * at a point is known to have dropped, which are therefore not lost on the
 * path. It sets FIRST and LAST to the extended numbers (rtp_gaps) for which
 * this is known; if it is known for all, it leaves them unchanged. */
struct rtp_path_names {
    void *context;
    const char *(*name)(void *context, uint32_t interface_id);
    uint64_t (*n_dropped)(void *context, const struct rtp_point *point,
                          int64_t *first, int64_t *last);
};

/* Compares neighbouring points of the stream that WHO names. Adds to LIST
 * lync.points.loss, lync.points.remarked, and lync.capture.drops for packets
 * that a point lacks although they arrived at the next. Packets that were
 * either lost or dropped count as neither. Call it at the end of the
 * capture. */
void rtp_path_report(GPtrArray *list, const struct rtp_points *points,
                     const char *who, const struct rtp_path_names *names);

#endif
