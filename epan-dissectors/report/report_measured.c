/* What was measured of an RTP stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_measured.h"

#include "call_list.h"
#include "capture.h"
#include "stream_rtcp.h"

#define PERCENT_OF_FRACTION (100.0 / 256) /* RFC 3550 6.4.1: fraction lost */

static const struct rtp_stats *stats_of(const struct media_stream *stream)
{
    return &rtp_points_at(&stream->points, 0)->stats;
}

/* PART of WHOLE in percent; unknown if WHOLE is 0. */
static struct report_value percent(double part, double whole)
{
    return report_if(whole > 0,
                     report_decimal(whole > 0 ? 100 * part / whole : 0));
}

struct report_value report_loss(const void *stream)
{
    const struct rtp_seq *seq = &stats_of(stream)->seq;

    return percent((double)rtp_seq_lost(seq), (double)rtp_seq_expected(seq));
}

struct report_value report_loss_repeats(const void *stream)
{
    const struct rtp_stats *stats = stats_of(stream);
    double expected = (double)rtp_seq_expected(&stats->seq);
    uint64_t n_received =
        rtp_seq_received(&stats->seq) + rtp_stats_duplicates(stats);

    return percent(expected - (double)n_received, expected);
}

static struct rtp_bursts bursts_of(const struct media_stream *stream)
{
    return rtp_seq_bursts(&stats_of(stream)->seq);
}

struct report_value report_loss_run(const void *stream)
{
    struct rtp_bursts bursts = bursts_of(stream);

    return report_if(
        bursts.n_runs > 0,
        report_decimal((double)bursts.n_lost / (double)MAX(bursts.n_runs, 1)));
}

struct report_value report_loss_bursts(const void *stream)
{
    return report_number(bursts_of(stream).n_bursts);
}

struct report_value report_burst_loss(const void *stream)
{
    struct rtp_bursts bursts = bursts_of(stream);

    return percent(bursts.burst_lost, bursts.burst_sent);
}

/* Packets sent in gaps. */
static double gap_sent(const struct media_stream *stream,
                       const struct rtp_bursts *bursts)
{
    return (double)rtp_seq_expected(&stats_of(stream)->seq) -
           bursts->burst_sent;
}

struct report_value report_gap_loss(const void *stream)
{
    struct rtp_bursts bursts = bursts_of(stream);

    return percent(bursts.n_lost - bursts.burst_lost,
                   gap_sent(stream, &bursts));
}

/* The mean time of N spans of N_SENT packets; unknown if there are none, or the
 * stream has no packet time, as video has not. */
static struct report_value mean_time(const struct media_stream *stream,
                                     double n_sent, uint32_t n)
{
    int64_t packet_ns =
        stream->playout != NULL && stream->kind != MEDIA_KIND_VIDEO
            ? stream->playout->packet_ns
            : 0;

    return report_if(
        n > 0 && packet_ns > 0,
        report_decimal(n_sent / MAX(n, 1) * (double)packet_ns / 1e6));
}

struct report_value report_burst_time(const void *stream)
{
    struct rtp_bursts bursts = bursts_of(stream);

    return mean_time(stream, bursts.burst_sent, bursts.n_bursts);
}

struct report_value report_gap_time(const void *stream)
{
    struct rtp_bursts bursts = bursts_of(stream);

    return mean_time(stream, gap_sent(stream, &bursts), bursts.n_bursts + 1);
}

static const struct rtp_playout *playout_of(const struct media_stream *stream)
{
    static const struct rtp_playout none;

    return stream->playout != NULL ? stream->playout : &none;
}

struct report_value report_longest_gap(const void *stream)
{
    const struct rtp_playout *playout = playout_of(stream);

    return report_ms(playout->gap_ns > 0 ? playout->gap_ns : -1);
}

struct report_value report_late(const void *stream)
{
    const struct rtp_playout *playout = playout_of(stream);

    return report_if(playout->started, report_number(playout->n_late));
}

struct report_value report_late_most(const void *stream)
{
    const struct rtp_playout *playout = playout_of(stream);

    return report_if(playout->n_late > 0, report_number(playout->late_most));
}

struct report_value report_discarded(const void *stream)
{
    const struct rtp_playout *playout = playout_of(stream);

    return report_if(playout->started, report_number(playout->n_discarded));
}

/* The jitter of STREAM; NULL if none was measured. */
static const struct rtp_jitter *jitter_of(const struct media_stream *stream)
{
    return stream->jitter != NULL && stream->jitter->n > 0 ? stream->jitter
                                                           : NULL;
}

struct report_value report_jitter_mean(const void *stream)
{
    const struct rtp_jitter *jitter = jitter_of(stream);

    return report_ms(jitter != NULL ? rtp_jitter_mean_ns(jitter) : -1);
}

struct report_value report_jitter_p95(const void *stream)
{
    const struct rtp_jitter *jitter = jitter_of(stream);

    return report_ms(jitter != NULL ? rtp_jitter_p95_ns(jitter) : -1);
}

struct report_value report_jitter_max(const void *stream)
{
    const struct rtp_jitter *jitter = jitter_of(stream);

    return report_ms(jitter != NULL ? (int64_t)jitter->max_ns : -1);
}

char *report_jitter_cell(const void *stream)
{
    struct report_value mean = report_jitter_mean(stream);

    if (!mean.known)
        return g_strdup(REPORT_NONE);
    return g_strdup_printf("%.1f (%.1f)", mean.decimal,
                           report_jitter_max(stream).decimal);
}

struct report_value report_rtt(const void *stream)
{
    return report_ms(stream_rtcp_round_trip_ns(stream));
}

struct report_value report_rtt_max(const void *stream)
{
    return report_ms(stream_rtcp_longest_ns(stream));
}

struct report_value report_rtt_sender(const void *stream)
{
    return report_ms(stream_rtcp_sender_ns(stream));
}

struct report_value report_rtt_receiver(const void *stream)
{
    return report_ms(stream_rtcp_receiver_ns(stream));
}

struct report_value report_rtt_told(const void *stream)
{
    const struct stream_rtcp *rtcp =
        ((const struct media_stream *)stream)->rtcp;

    return report_if(rtcp != NULL && rtcp->told_ms > 0,
                     report_number(rtcp != NULL ? rtcp->told_ms : 0));
}

/* The greatest value that GET gives of the streams of CALL. */
static struct report_value greatest(const struct call_row *call,
                                    struct report_value (*get)(const void *))
{
    const GPtrArray *streams = capture_analysis()->streams.streams;
    struct report_value most = {.known = false};

    for (guint i = 0; i < call->streams->len; i++) {
        uint32_t index = g_array_index(call->streams, uint32_t, i);
        struct report_value value = {.known = false};

        if (index < streams->len)
            value = get(g_ptr_array_index(streams, index));
        if (value.known && (!most.known || value.decimal > most.decimal))
            most = value;
    }
    return most;
}

struct report_value report_call_loss(const void *call)
{
    return greatest(call, report_loss);
}

struct report_value report_call_jitter(const void *call)
{
    return greatest(call, report_jitter_mean);
}

struct report_value report_call_jitter_max(const void *call)
{
    return greatest(call, report_jitter_max);
}

struct report_value report_call_rtt(const void *call)
{
    return greatest(call, report_rtt);
}

struct report_value report_receiver_of(const void *stream)
{
    const struct stream_rtcp *rtcp =
        ((const struct media_stream *)stream)->rtcp;

    return report_pointer(rtcp != NULL && rtcp->n_reports > 0 ? rtcp : NULL);
}

static int64_t shown_jitter_ns(const struct stream_rtcp *rtcp, int64_t ns)
{
    return rtcp->jitter_known ? ns : -1;
}

REPORT_GETTER(receiver_lost, struct stream_rtcp,
              report_decimal(row->cumulative_lost));
REPORT_GETTER(receiver_fraction, struct stream_rtcp,
              report_decimal(row->fraction_lost *PERCENT_OF_FRACTION));
REPORT_GETTER(receiver_worst, struct stream_rtcp,
              report_decimal(row->worst_fraction *PERCENT_OF_FRACTION));
REPORT_GETTER(receiver_jitter, struct stream_rtcp,
              report_ms(shown_jitter_ns(row, row->jitter_ns)));
REPORT_GETTER(receiver_worst_jitter, struct stream_rtcp,
              report_ms(shown_jitter_ns(row, row->worst_jitter_ns)));

static const struct report_column receiver_columns[] = {
    {NULL, "reports", REPORT_COUNT,
     REPORT_MEMBER(struct stream_rtcp, n_reports)},
    {NULL, "lost", REPORT_DECIMAL, .get = receiver_lost},
    {NULL, "loss.percent", REPORT_DECIMAL, .get = receiver_fraction},
    {NULL, "loss.max_percent", REPORT_DECIMAL, .get = receiver_worst},
    {NULL, "jitter_ms", REPORT_DECIMAL, .get = receiver_jitter},
    {NULL, "jitter.max_ms", REPORT_DECIMAL, .get = receiver_worst_jitter},
};
const struct report_parts report_receiver = {REPORT_COLUMNS(receiver_columns)};
