/* Packets that the capture itself dropped: compares receiver reports (RFC 3550
 * 6.4.1) with what each observation point holds.
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

/* Returns an empty table of observation points, keyed by struct rtp_point. Free
 * it with g_hash_table_destroy(). */
GHashTable *capture_drops_new(void);

/* Processes RTCP of a media session. */
void capture_drops_on_rtcp(GHashTable *drops, struct media_streams *streams,
                           const struct media_arrival *arrival,
                           const struct rtcp_header *header);

/* Returns the least number of packets of a stream that the capture dropped at
 * POINT. If that is not 0, sets FIRST and LAST to the first and last sequence
 * number (extended, as in rtp_gaps) that the reports cover. If it is 0, nothing
 * is proved and FIRST and LAST are unchanged. */
uint64_t capture_drops_at(GHashTable *drops, const struct rtp_point *point,
                          int64_t *first, int64_t *last);

/* Counts what the receiver of a stream reports of it and what POINT lacks, from
 * POINT's first packet if WHOLE, else from the first report. All zero without
 * reports. */
struct stream_count capture_drops_reported(GHashTable *drops,
                                           const struct rtp_point *point,
                                           bool whole);

/* Adds lync.capture.drops for each point of STREAM that is proved to have
 * dropped packets. Call it at the end of the capture. */
void capture_drops_report(GHashTable *drops, struct capture_points *points,
                          const struct media_stream *stream,
                          GPtrArray *findings);

#endif
