/* Reports lync.loss for each stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "loss_watch.h"

#include "media_stopped.h"
#include "quality_watch.h"
#include "stream_rtcp.h"

/* A stream shows that the capture is complete if its share of lacking packets
 * is at most a quarter of another stream's, and at least WITNESS_LOST_MIN
 * packets of it would be lacking with the same share. By chance, at most 5 of
 * 20 expected are missing in 1 of 14 000 cases. */
#define WITNESS_LOST_MIN 20
#define WITNESS_SHARE    4

/* A stream without signalling was captured from its start if the capture began
 * at least this long before it. */
#define BEGINNING_NS (NS_PER_S / 2)

void loss_watch_on_missing(struct media_stream *stream,
                           const struct capture_rtp_verdict *verdict,
                           int64_t now_ns)
{
    int64_t age_ns = now_ns - stream->first_ns;

    rtp_steps_lose(&stream->steps, age_ns - verdict->step.d_ns, age_ns,
                   verdict->n_lacking);
    if (stream->worst == NULL)
        stream->worst = g_new0(struct rtp_worst, 1);
    rtp_worst_add(stream->worst, age_ns - verdict->step.d_ns, age_ns,
                  verdict->n_lacking);
}

const struct rtp_point *loss_watch_best_point(const struct media_stream *stream)
{
    const struct rtp_point *best = rtp_points_at(&stream->points, 0);

    for (uint32_t i = 1; i < stream->points.n_points; i++) {
        const struct rtp_point *point = rtp_points_at(&stream->points, i);

        if (rtp_seq_lost(&point->stats.seq) < rtp_seq_lost(&best->stats.seq))
            best = point;
    }
    return best;
}

/* Whether WITNESS, which ran at the same time as STREAM, shows that the capture
 * does not lack what STREAM lacks: otherwise it would lack packets of both. */
static bool shows_completeness(const struct media_stream *witness,
                               const struct media_stream *stream)
{
    const struct rtp_seq *seq = &loss_watch_best_point(stream)->stats.seq;
    const struct rtp_seq *other = &loss_watch_best_point(witness)->stats.seq;
    int64_t together_ns = MIN(witness->last_ns, stream->last_ns) -
                          MAX(witness->first_ns, stream->first_ns);

    return witness->interface_id == stream->interface_id &&
           together_ns > (stream->last_ns - stream->first_ns) / 2 &&
           rtp_seq_lost(seq) * rtp_seq_expected(other) >=
               WITNESS_LOST_MIN * rtp_seq_expected(seq) &&
           rtp_seq_lost(other) * rtp_seq_expected(seq) * WITNESS_SHARE <=
               rtp_seq_lost(seq) * rtp_seq_expected(other);
}

static bool capture_is_complete(const GPtrArray *beside,
                                const struct media_stream *stream)
{
    for (guint i = 0; i < beside->len; i++)
        if (shows_completeness(g_ptr_array_index(beside, i), stream))
            return true;
    return false;
}

/* Whether the capture holds STREAM from its start. */
static bool is_whole(const struct analysis *analysis,
                     const struct media_stream *stream)
{
    const struct watched_call *call =
        stream->session->call != NO_INDEX
            ? analysis_call(analysis, stream->session->call)
            : NULL;

    return call != NULL
               ? call->record.leg.start_seen
               : capture_points_age_ns(&analysis->points, stream->interface_id,
                                       stream->first_ns) >= BEGINNING_NS;
}

/* How many packets STREAM's sender counted after the last one in the capture,
 * if its receiver has none of them either: it would report a higher sequence
 * number. At least that many were lost on the way. */
static uint32_t n_unseen(const struct media_stream *stream,
                         const struct rtp_seq *seq)
{
    const struct rtp_stop *stop = &stream->source->stop;

    if (rtp_stop_proof(stop) != RTP_STOP_GROWS || stream->rtcp == NULL ||
        stream->rtcp->n_reports == 0 ||
        (int16_t)(stream->rtcp->highest_seq - seq->max_seq) >
            STREAM_LOSS_FLIGHT)
        return 0;
    return stop->count - stop->first_count;
}

/* Adds to SIDES and WORST the packets that were lost after the last one of
 * STREAM, if nothing else that was lost is in doubt. */
static void add_unseen(const struct media_stream *stream,
                       const struct rtp_seq *seq,
                       struct stream_loss_sides *sides, struct rtp_worst *worst)
{
    uint32_t n = n_unseen(stream, seq);

    if (n == 0 || (!sides->known && sides->n_before > 0))
        return;
    sides->known = true;
    sides->n_sent = rtp_seq_expected(seq) + n;
    sides->n_before += n;
    rtp_worst_add(worst, stream->last_ns - stream->first_ns,
                  stream->source->stop.last_ns - stream->first_ns, n);
}

/* Reports that the sender of STREAM stopped, if its call was up until
 * TIME_NS. */
static void report_stopped(struct analysis *analysis,
                           const struct media_stream *stream, int64_t time_ns)
{
    media_stopped_report(&stream->session->session,
                         stream->flow->sides[stream->direction], stream->source,
                         time_ns, analysis->findings->pending);
}

/* Judges STREAM by all that is known of it, and reports its loss unless that
 * was done. */
static void judge(struct analysis *analysis, const GPtrArray *beside,
                  struct media_stream *stream)
{
    const struct rtp_point *point = loss_watch_best_point(stream);
    const struct stream_loss loss = {
        .all = {.n_sent = rtp_seq_expected(&point->stats.seq),
                .n_lacking = rtp_seq_lost(&point->stats.seq)},
        .n_in_holes = stream->capture.track.n_in_holes,
        .reported = capture_drops_reported(analysis->drops, point,
                                           is_whole(analysis, stream)),
        .capture_is_complete =
            capture_is_complete(beside, stream) ||
            g_hash_table_contains(analysis->qoe->agreed,
                                  GUINT_TO_POINTER(stream->index + 1)),
    };
    struct stream_loss_sides sides = stream_loss_sides(&loss);
    struct rtp_worst worst = {0};

    if (stream->worst != NULL && point == rtp_points_at(&stream->points, 0))
        worst = *stream->worst;
    sides.n_doubled = point->stats.n_duplicates[RTP_ORIGIN_SENDER];
    quality_watch_judge(analysis, beside, stream, &sides);
    if (stream->loss_told)
        return;
    add_unseen(stream, &point->stats.seq, &sides, &worst);
    stream_loss_report(stream->kind, &sides, &worst, media_stream_from(stream),
                       media_stream_to(stream), analysis->findings->pending);
}

void loss_watch_on_bye(struct analysis *analysis, uint32_t call,
                       const struct moment *moment)
{
    const struct media_session *sessions[SDP_MAX_MEDIA];
    unsigned n = media_lines_sessions(&analysis_call_get(analysis, call)->media,
                                      sessions);
    GPtrArray *streams = g_ptr_array_new();

    for (unsigned i = 0; i < n; i++)
        media_streams_of_session(&analysis->streams, sessions[i], streams);
    for (guint i = 0; i < streams->len; i++) {
        struct media_stream *stream = g_ptr_array_index(streams, i);

        if (stream->loss_told)
            continue;
        judge(analysis, streams, stream);
        report_stopped(analysis, stream, moment->time_ns);
        stream->loss_told = true;
        findings_keep(analysis->findings, moment, stream->index, call);
    }
    g_ptr_array_unref(streams);
}

void loss_watch_at_end(struct analysis *analysis)
{
    const GPtrArray *entries = analysis->sessions.entries;
    GPtrArray *streams = g_ptr_array_new();

    for (guint i = 0; i < entries->len; i++) {
        const struct media_session_entry *entry = g_ptr_array_index(entries, i);

        g_ptr_array_set_size(streams, 0);
        media_streams_of_session(&analysis->streams, &entry->session, streams);
        for (guint k = 0; k < streams->len; k++) {
            struct media_stream *stream = g_ptr_array_index(streams, k);

            judge(analysis, streams, stream);
            if (entry->session.call != NULL && entry->session.call->timeout.up)
                report_stopped(analysis, stream, analysis->end_ns);
            findings_keep_at_end(analysis->findings, stream->index,
                                 entry->number);
        }
    }
    g_ptr_array_unref(streams);
}
