/* What the capture did to the media in it. RFC 3550 6.4.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_watch.h"

#include "capture_artefact.h"
#include "capture_point.h"
#include "finding_store.h"
#include "media_health.h"
#include "report.h"
#include "rtp_path.h"

#define MAX_STREAMS_OF_SSRC 64 /* that one report is compared with */

/* What the receiver says of a stream, as one point of it holds it. */
struct watched_point {
    struct capture_loss loss;
    uint32_t reporter; /* its SSRC */
    uint32_t highest_seq;
    uint32_t n_restarts; /* of the sender */
};

static wmem_map_t *watched; /* struct watched_point by const struct rtp_point *;
                               file scope */
static GPtrArray *findings;

/* Whether RTCP at port RTCP is that of RTP at port RTP (RFC 3550 11, RFC 5761).
 */
static bool is_port_of(uint16_t rtp, uint16_t rtcp)
{
    return rtcp == rtp || rtcp == (uint16_t)(rtp + 1);
}

/* The stream with SSRC that the sender of ARRIVAL receives from where ARRIVAL
 * goes to. NULL when there is none, or when several fit equally: one sender
 * can feed two receivers behind one address. */
static const struct media_stream *
reported_stream(const struct media_arrival *arrival, uint32_t ssrc)
{
    const struct endpoint *receiver =
        &arrival->path.ends[arrival->path.direction];
    const struct endpoint *sender =
        &arrival->path.ends[1 - arrival->path.direction];
    const struct media_stream *stream = media_streams_of_ssrc(ssrc);
    const struct media_stream *found = NULL;
    unsigned n_found = 0;

    for (unsigned n = 0; stream != NULL; stream = stream->next_of_ssrc) {
        const struct endpoint *ends = stream->flow->ends;
        const struct endpoint *from = &ends[stream->direction];
        const struct endpoint *to = &ends[1 - stream->direction];

        if (++n > MAX_STREAMS_OF_SSRC)
            return NULL;
        if (!endpoint_same_address(from, sender) ||
            !endpoint_same_address(to, receiver))
            continue;
        if (is_port_of(from->port, sender->port) &&
            is_port_of(to->port, receiver->port))
            return stream;
        found = stream;
        n_found++;
    }
    return n_found == 1 ? found : NULL;
}

/* The point of STREAM that saw what is at INTERFACE_ID too. */
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

static struct watched_point *watched_point(const struct rtp_point *point)
{
    struct watched_point *kept = wmem_map_lookup(watched, point);

    if (kept == NULL) {
        kept = wmem_new0(wmem_file_scope(), struct watched_point);
        wmem_map_insert(watched, point, kept);
    }
    return kept;
}

static uint64_t n_repeats(const struct rtp_stats *stats)
{
    return rtp_stats_duplicates(stats) -
           stats->n_duplicates[RTP_ORIGIN_CAPTURE];
}

static void on_report(const struct rtp_point *point, uint32_t reporter,
                      const struct rtcp_report *report)
{
    const struct rtp_seq *seq = &point->stats.seq;
    struct watched_point *kept;
    uint64_t n_lacking;

    /* A report of something else, or of a time that is not remembered. */
    if (!rtp_seq_lost_until(seq, (uint16_t)report->highest_seq, &n_lacking))
        return;
    kept = watched_point(point);
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
}

void capture_watch_on_rtcp(packet_info *pinfo,
                           const struct media_arrival *arrival,
                           const struct rtcp_header *header)
{
    uint32_t interface_id = capture_point_note(pinfo);

    for (unsigned i = 0; i < header->n_reports; i++) {
        const struct media_stream *stream =
            reported_stream(arrival, header->reports[i].ssrc);
        const struct rtp_point *point =
            stream != NULL ? point_of(stream, interface_id) : NULL;

        if (point != NULL)
            on_report(point, header->ssrc, &header->reports[i]);
    }
}

uint64_t capture_watch_dropped(const struct rtp_point *point)
{
    const struct watched_point *kept = wmem_map_lookup(watched, point);

    return kept != NULL ? capture_loss_dropped(&kept->loss) : 0;
}

static void report_drops(const struct media_stream *stream)
{
    const struct endpoint *ends = stream->flow->ends;

    for (uint32_t i = 0; i < stream->points.n_points; i++) {
        const struct rtp_point *point = rtp_points_at(&stream->points, i);
        const struct watched_point *kept = wmem_map_lookup(watched, point);

        if (kept != NULL)
            capture_report_drops(&kept->loss,
                                 stream->points.n_points > 1
                                     ? capture_point_name(point->interface_id)
                                     : NULL,
                                 stream->ssrc, &ends[stream->direction],
                                 &ends[1 - stream->direction], findings);
    }
    finding_store_add_at_end(findings, stream->index, stream->call);
}

/* The point of STREAM that holds most copies speaks for it. */
static void add_to_mirror(struct capture_mirror *mirror,
                          const struct media_stream *stream)
{
    uint64_t n_received = 0, n_copies = 0;

    for (uint32_t i = 0; i < stream->points.n_points; i++) {
        const struct rtp_stats *stats =
            &rtp_points_at(&stream->points, i)->stats;

        if (i > 0 && stats->n_duplicates[RTP_ORIGIN_CAPTURE] <= n_copies)
            continue;
        n_received = rtp_seq_received(&stats->seq);
        n_copies = stats->n_duplicates[RTP_ORIGIN_CAPTURE];
    }
    if (stream->points.n_points > 0)
        capture_mirror_add(mirror, n_received, n_copies);
}

/* Where the packets of STREAM are lost, and where they are remarked. */
static void report_path(const struct media_stream *stream)
{
    static const struct rtp_path_names names = {capture_point_name,
                                                capture_watch_dropped};
    char *who;

    if (stream->points.n_points < 2)
        return;
    who = media_stream_who(stream);
    rtp_path_report(findings, &stream->points, who, &names);
    g_free(who);
    finding_store_add_at_end(findings, stream->index, stream->call);
}

static void capture_watch_at_end(int64_t end_ns _U_)
{
    const GPtrArray *streams = media_streams();
    struct capture_mirror mirror = {0};

    for (guint i = 0; i < streams->len; i++) {
        const struct media_stream *stream = g_ptr_array_index(streams, i);

        report_drops(stream);
        report_path(stream);
        add_to_mirror(&mirror, stream);
    }
    capture_report_mirrored(&mirror, findings);
    finding_store_add_at_end(findings, FINDING_NO_INDEX, FINDING_NO_INDEX);
}

static void capture_watch_shutdown(void)
{
    g_ptr_array_unref(findings);
}

void capture_watch_register(void)
{
    findings = finding_list_new();
    watched = wmem_map_new_autoreset(wmem_epan_scope(), wmem_file_scope(),
                                     g_direct_hash, g_direct_equal);
    register_shutdown_routine(capture_watch_shutdown);
    report_at_end_register(capture_watch_at_end);
}
