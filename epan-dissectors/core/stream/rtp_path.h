/* What becomes of one RTP stream between the places that saw it: where its
 * packets are lost, and where they are remarked.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_PATH_H
#define LYNC_CORE_RTP_PATH_H

#include "finding.h"
#include "rtp_points.h"

/* The places of a stream in the order of the way, as far as the TTL tells;
 * those of one TTL in the order of their first packets. ORDER: indexes of
 * points; returns how many. */
uint32_t rtp_path_order(const struct rtp_points *points,
                        uint32_t order[RTP_POINTS_MAX]);

/* What the texts call a point; and how many packets its capture is known to
 * have dropped, which are not lost on the way. Either may be NULL. */
struct rtp_path_names {
    const char *(*name)(uint32_t interface_id);
    uint64_t (*n_dropped)(const struct rtp_point *point);
};

/* Adds lync.points.loss, lync.points.remarked, and lync.capture.drops for what
 * a place lacks that came by behind it, for each two neighbours on the way of
 * a stream that WHO names. For the end of the capture. */
void rtp_path_report(GPtrArray *list, const struct rtp_points *points,
                     const char *who, const struct rtp_path_names *names);

#endif
