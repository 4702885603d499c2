/* Packets that the capture itself dropped: what receivers report (RFC 3550
 * 6.4.1) against what each observation point holds.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_DROPS_H
#define LYNC_CORE_CAPTURE_DROPS_H

#include "capture_points.h"
#include "media_arrival.h"
#include "media_streams.h"
#include "rtcp_header.h"
#include "stream_loss.h"

/* A table of what is known of each observation point, by its struct rtp_point:
 * no report seen. Free with g_hash_table_destroy. */
GHashTable *capture_drops_new(void);

/* RTCP with HEADER that belongs to a media session. */
void capture_drops_on_rtcp(GHashTable *drops, struct media_streams *streams,
                           const struct media_arrival *arrival,
                           const struct rtcp_header *header);

/* How many packets of a stream the capture dropped at POINT of it, at least; 0
 * when that is not proved, and FIRST and LAST are left as they are. Otherwise
 * the reports cover the numbers (rtp_gaps) from FIRST to LAST, and no others.
 */
uint64_t capture_drops_at(GHashTable *drops, const struct rtp_point *point,
                          int64_t *first, int64_t *last);

/* What the receiver of a stream reports of it, against POINT: from its first
 * packet on if WHOLE, else from the first report on. All zero without reports.
 */
struct stream_count capture_drops_reported(GHashTable *drops,
                                           const struct rtp_point *point,
                                           bool whole);

/* Adds lync.capture.drops for each point of STREAM where it is proved. For the
 * end of the capture. */
void capture_drops_report(GHashTable *drops, struct capture_points *points,
                          const struct media_stream *stream,
                          GPtrArray *findings);

#endif
