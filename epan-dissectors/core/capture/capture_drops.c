/* Packets that the capture itself dropped. RFC 3550 6.4.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_drops.h"

#include "capture_artefact.h"
#include "rtp_path.h"

/* The receiver's reports on a stream, compared with one observation point. */
struct watched_point {
    struct capture_loss loss;
    uint32_t reporter; /* SSRC */
    uint32_t highest_seq;
    int64_t first;  /* extended highest sequence number (rtp_gaps) in the first
                       report */
    int64_t before; /* in the last but one */
    int64_t last;   /* in the last */
    uint32_t n_restarts; /* of the sender, as in rtp_seq */
};

GHashTable *capture_drops_new(void)
{
    return g_hash_table_new_full(NULL, NULL, NULL, g_free);
}

/* Returns the point of STREAM at INTERFACE_ID, or its only point. */
static const struct rtp_point *point_of(const struct media_stream *stream,
                                        uint32_t interface_id)
{
    const struct rtp_points *points = &stream->points;

    if (points->n_points == 1)
        return rtp_points_at(points, 0);
    for (uint32_t i = 0; i < points->n_points; i++)
        if (rtp_points_at(points, i)->interface_id == interface_id)
            return rtp_points_at(points, i);
    return NULL;
}

static struct watched_point *point_get(GHashTable *drops,
                                       const struct rtp_point *point)
{
    struct watched_point *kept = g_hash_table_lookup(drops, point);

    if (kept == NULL) {
        kept = g_new0(struct watched_point, 1);
        g_hash_table_insert(drops, (void *)point, kept);
    }
    return kept;
}

static uint64_t n_repeats(const struct rtp_stats *stats)
{
    return rtp_stats_duplicates(stats) -
           stats->n_duplicates[RTP_ORIGIN_CAPTURE];
}

/* Extends SEQ, which is not ahead of the highest number at POINT. */
static int64_t number_of(const struct rtp_point *point, uint16_t seq)
{
    const struct rtp_seq *state = &point->stats.seq;

    return rtp_gaps_highest(&point->gaps, state) -
           (uint16_t)(state->max_seq - seq);
}

static void on_report(GHashTable *drops, const struct rtp_point *point,
                      uint32_t reporter, const struct rtcp_report *report)
{
    const struct rtp_seq *seq = &point->stats.seq;
    struct watched_point *kept;
    uint64_t n_lacking;

    /* On another stream, or on packets too old to be remembered. */
    if (!rtp_seq_lost_until(seq, (uint16_t)report->highest_seq, &n_lacking))
        return;
    kept = point_get(drops, point);
    if (kept->loss.n_reports > 0 &&
        (kept->reporter != reporter || kept->n_restarts != seq->n_restarts))
        kept->loss = (struct capture_loss){0};
    /* The same report captured twice, or nothing received since. */
    if (kept->loss.n_reports > 0 && kept->highest_seq == report->highest_seq)
        return;
    kept->reporter = reporter;
    kept->n_restarts = seq->n_restarts;
    kept->highest_seq = report->highest_seq;
    capture_loss_on_report(&kept->loss, report->cumulative_lost, n_lacking,
                           n_repeats(&point->stats));
    kept->before = kept->last;
    kept->last = number_of(point, (uint16_t)report->highest_seq);
    if (kept->loss.n_reports == 1)
        kept->first = kept->last;
}

void capture_drops_on_rtcp(GHashTable *drops, struct media_streams *streams,
                           const struct media_arrival *arrival,
                           const struct rtcp_header *header)
{
    for (unsigned i = 0; i < header->n_reports; i++) {
        struct media_stream *stream = media_streams_between(
            streams, header->reports[i].ssrc,
            media_arrival_destination(arrival), media_arrival_source(arrival));
        const struct rtp_point *point =
            stream != NULL ? point_of(stream, arrival->moment.interface_id)
                           : NULL;

        if (stream != NULL &&
            stream->interface_id == arrival->moment.interface_id)
            capture_stream_on_receiver_report(&stream->capture, header->ssrc,
                                              &header->reports[i]);
        if (point != NULL)
            on_report(drops, point, header->ssrc, &header->reports[i]);
    }
}

uint64_t capture_drops_at(GHashTable *drops, const struct rtp_point *point,
                          int64_t *first, int64_t *last)
{
    const struct watched_point *kept = g_hash_table_lookup(drops, point);
    uint64_t n_dropped = kept != NULL ? capture_loss_dropped(&kept->loss) : 0;

    if (n_dropped > 0) {
        *first = kept->first + 1;
        *last = kept->before;
    }
    return n_dropped;
}

struct stream_count capture_drops_reported(GHashTable *drops,
                                           const struct rtp_point *point,
                                           bool whole)
{
    const struct watched_point *kept = g_hash_table_lookup(drops, point);
    struct stream_count count = {0};

    if (kept == NULL || kept->loss.n_reports == 0)
        return count;
    whole = whole && kept->n_restarts == 0;
    count = capture_loss_count(&kept->loss, whole);
    count.n_sent =
        (uint64_t)(kept->last - (whole ? point->gaps.lowest - 1 : kept->first));
    return count;
}

void capture_drops_report(GHashTable *drops, struct capture_points *points,
                          const struct media_stream *stream,
                          GPtrArray *findings)
{
    for (uint32_t i = 0; i < stream->points.n_points; i++) {
        const struct rtp_point *point = rtp_points_at(&stream->points, i);
        const struct watched_point *kept = g_hash_table_lookup(drops, point);
        const char *where = NULL;

        if (kept == NULL)
            continue;
        if (stream->points.n_points > 1)
            where = capture_points_name(points, point->interface_id);
        capture_report_drops(&kept->loss, where, stream->ssrc,
                             media_stream_from(stream), media_stream_to(stream),
                             findings);
    }
}
