/* Findings that only the end of a capture proves.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_end.h"

#include "call_end.h"
#include "capture_artefact.h"
#include "loss_watch.h"
#include "media_watch.h"
#include "rtp_path.h"
#include "stream_watch.h"

static const char *point_name(void *context, uint32_t interface_id)
{
    struct analysis *analysis = context;

    return capture_points_name(&analysis->points, interface_id);
}

static uint64_t point_dropped(void *context, const struct rtp_point *point,
                              int64_t *first, int64_t *last)
{
    const struct analysis *analysis = context;

    return capture_drops_at(analysis->drops, point, first, last);
}

/* Reports where packets of STREAM are lost and where they are remarked. */
static void report_path(struct analysis *analysis,
                        const struct media_stream *stream)
{
    const struct rtp_path_names names = {analysis, point_name, point_dropped};
    char *who;

    if (stream->points.n_points < 2)
        return;
    who = media_stream_who(stream);
    rtp_path_report(analysis->findings->pending, &stream->points, who, &names);
    g_free(who);
}

/* Counts STREAM by the point that holds most copies. */
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

/* Reports faults of the capture itself that concern media. */
static void capture_at_end(struct analysis *analysis)
{
    struct findings *findings = analysis->findings;
    const GPtrArray *streams = analysis->streams.streams;
    struct capture_mirror mirror = {0};

    for (guint i = 0; i < streams->len; i++) {
        const struct media_stream *stream = g_ptr_array_index(streams, i);

        capture_drops_report(analysis->drops, &analysis->points, stream,
                             findings->pending);
        report_path(analysis, stream);
        findings_keep_at_end(findings, stream->index, stream->call);
        add_to_mirror(&mirror, stream);
    }
    capture_report_mirrored(&mirror, findings->pending);
    findings_keep_at_end(findings, NO_INDEX, NO_INDEX);
}

void analysis_end(struct analysis *analysis)
{
    if (analysis->ended_at == analysis->n_frames)
        return;
    analysis->ended_at = analysis->n_frames;
    findings_forget_end(analysis->findings);
    media_watch_at_end(analysis);
    call_end_report(analysis);
    loss_watch_at_end(analysis);
    capture_at_end(analysis);
    call_end_report_sides(analysis);
    stream_watch_grown(analysis);
}
