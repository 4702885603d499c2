/* One line for each RTP stream of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_tables.h"

#include <inttypes.h>
#include <epan/packet.h>

#include "call_list.h"
#include "ice_path.h"
#include "capture.h"
#include "frame_moment.h"
#include "media_streams.h"
#include "dscp_marks.h"
#include "media_kind.h"
#include "rtp_path.h"
#include "report_measured.h"
#include "report_rows.h"
#include "report_steps.h"
#include "report_stream_below.h"

/* "40", "0,40": the code points of a set, ascending, with SEPARATOR between;
 * "-" for none. */
static char *dscps_text(uint64_t dscps_seen, const char *separator)
{
    GString *text = g_string_new(NULL);

    dscp_set_append(text, dscps_seen, separator);
    return report_text_or_none(text);
}

/* The code points that the sender of STREAM uses in its session. */
static const struct dscp_direction *
sender_dscp(const struct media_stream *stream)
{
    uint8_t side = stream->flow->sides[stream->direction];

    return &stream->session->session.sides[side].dscp;
}

/* "46 rtcp 0": the code points of the stream, and those of its sender's RTCP if
 * the two have none in common. */
static char *marks_cell(const void *row)
{
    const struct media_stream *stream = row;
    const struct dscp_direction *dscp = sender_dscp(stream);
    char *rtp = dscps_text(stream->dscps_seen, ",");
    char *rtcp;
    char *both;

    if (!dscp_rtcp_differs(dscp))
        return rtp;
    rtcp = dscps_text(dscp->rtcp_seen, ",");
    both = g_strdup_printf("%s rtcp %s", rtp, rtcp);
    g_free(rtcp);
    g_free(rtp);
    return both;
}

/* What was seen of STREAM at its first capture point. */
static const struct rtp_stats *first_stats(const struct media_stream *stream)
{
    return &rtp_points_at(&stream->points, 0)->stats;
}

static unsigned n_gaps(const struct media_stream *stream)
{
    return stream->rtcp_gaps != NULL ? stream->rtcp_gaps->len : 0;
}

REPORT_GETTER(stream_call, struct media_stream,
              report_index(call_list_number(capture_analysis(), row->call)));
REPORT_GETTER(stream_start, struct media_stream,
              report_ns(analysis_shown_ns(capture_analysis(), row->first_frame,
                                          row->first_ns)));
REPORT_GETTER(stream_lasted, struct media_stream,
              report_ns(row->last_ns - row->first_ns));
REPORT_GETTER(stream_source, struct media_stream,
              report_endpoint(&row->flow->ends[row->direction]));
REPORT_GETTER(stream_destination, struct media_stream,
              report_endpoint(&row->flow->ends[1 - row->direction]));
REPORT_GETTER(stream_media, struct media_stream,
              report_pointer(media_kind_name(row->kind)));
REPORT_GETTER(stream_path, struct media_stream,
              report_pointer(ice_path_name(row->flow->path)));
REPORT_GETTER(stream_rtcp_dscps, struct media_stream,
              report_number(sender_dscp(row)->rtcp_seen));
REPORT_GETTER(stream_expected, struct media_stream,
              report_number(rtp_seq_expected(&first_stats(row)->seq)));
REPORT_GETTER(stream_lost, struct media_stream,
              report_number(rtp_seq_lost(&first_stats(row)->seq)));
REPORT_GETTER(stream_r, struct media_stream,
              report_if(row->score.codec != NULL,
                        report_decimal(row->score.r)));
REPORT_GETTER(stream_mos, struct media_stream,
              report_if(row->score.codec != NULL,
                        report_decimal(stream_score_mos(&row->score))));
REPORT_GETTER(stream_scale, struct media_stream,
              report_pointer(row->score.codec != NULL
                                 ? e_model_scale_name(row->score.codec->scale)
                                 : NULL));
REPORT_GETTER(stream_delay, struct media_stream,
              report_if(row->score.delay_ms > 0,
                        report_decimal(row->score.delay_ms)));
REPORT_GETTER(stream_assumed, struct media_stream,
              report_pointer(row->score.codec != NULL
                                 ? row->score.codec->assumed
                                 : NULL));
REPORT_GETTER(stream_quality, struct media_stream,
              report_pointer(quality_class_name(row->quality)));
REPORT_GETTER(stream_bursts, struct media_stream,
              report_number(rtp_stats_bursts(first_stats(row))));
REPORT_GETTER(stream_worst_burst, struct media_stream,
              report_pointer(rtp_stats_worst(first_stats(row))));
REPORT_GETTER(stream_findings, struct media_stream,
              report_pointer(call_list_findings_of_stream(capture_analysis(),
                                                          row->index)));
REPORT_GETTER(burst_lasted, struct rtp_dup_burst,
              report_ns(row->last_ns - row->first_ns));
REPORT_GETTER(gap_lasted, struct rtcp_gap,
              report_ns(row->until_ns - row->since_ns));

/* "03:04:05-03:05:06": its first and its last packet. */
static char *times_cell(const void *row)
{
    int64_t start_ns = stream_start(row).ns;
    nstime_t first = frame_time_absolute(start_ns);
    nstime_t last = frame_time_absolute(start_ns + stream_lasted(row).ns);
    char *began = report_text_clock(&first, "%H:%M:%S");
    char *ended = report_text_clock(&last, "%H:%M:%S");
    char *cell = g_strdup_printf("%s-%s", began, ended);

    g_free(ended);
    g_free(began);
    return cell;
}

static char *findings_cell(const void *row)
{
    const struct media_stream *stream = row;

    return report_findings_named(
        call_list_findings_of_stream(capture_analysis(), stream->index));
}

static unsigned quality_rank(const void *row)
{
    return ((const struct media_stream *)row)->quality;
}

static void each_repeat(const void *row, report_part_h *part_h, void *into)
{
    const struct media_stream *stream = row;
    const struct rtp_stats *stats = first_stats(stream);

    for (int origin = 0; origin < N_RTP_ORIGINS; origin++)
        part_h(rtp_origin_name((enum rtp_origin)origin),
               &stats->n_duplicates[origin], into);
}

static void each_gap(const void *row, report_part_h *part_h, void *into)
{
    const struct media_stream *stream = row;

    for (unsigned i = 0; i < n_gaps(stream); i++)
        part_h(NULL, &g_array_index(stream->rtcp_gaps, struct rtcp_gap, i),
               into);
}

static const struct report_column repeats_column = {NULL, NULL, REPORT_COUNT,
                                                    REPORT_ITSELF(uint32_t)};
static const struct report_parts repeats = {&repeats_column, 1, each_repeat};
static const struct report_column burst_columns[] = {
    {NULL, "repeats", REPORT_COUNT,
     REPORT_MEMBER(struct rtp_dup_burst, n_repeats)},
    {NULL, "duration", REPORT_DURATION, .get = burst_lasted},
};
static const struct report_parts burst = {REPORT_COLUMNS(burst_columns)};
static const struct report_column gap_columns[] = {
    {NULL, "start", REPORT_START, REPORT_MEMBER(struct rtcp_gap, since_ns)},
    {NULL, "duration", REPORT_DURATION, .get = gap_lasted},
};
static const struct report_parts gaps = {REPORT_COLUMNS(gap_columns), each_gap};

#define STREAM(member) REPORT_MEMBER(struct media_stream, member)

/* Some have two rows: tables show first what decides, JSON keeps its order. */
static const struct report_column columns[] = {
    {"stream", "stream", REPORT_COUNT, STREAM(index)},
    {NULL, "call", REPORT_COUNT, .get = stream_call},
    {NULL, "frame", REPORT_COUNT, STREAM(first_frame)},
    {NULL, "start", REPORT_START, .get = stream_start},
    {NULL, "duration", REPORT_DURATION, .get = stream_lasted},
    {NULL, "ssrc", REPORT_SSRC, STREAM(ssrc)},
    {"from", "source", REPORT_ENDPOINT, .get = stream_source},
    {"to", "destination", REPORT_ENDPOINT, .get = stream_destination},
    {NULL, "setup", REPORT_TEXT, STREAM(setup)},
    {NULL, "ice.path", REPORT_TEXT, .get = stream_path},
    {"media", "media", REPORT_TEXT, .get = stream_media},
    {"codec", "codec", REPORT_TEXT, STREAM(codec)},
    {NULL, "payload_type", REPORT_COUNT, STREAM(payload_type)},
    {NULL, "dscp", REPORT_DSCPS, STREAM(dscps_seen)},
    {NULL, "rtcp.dscp", REPORT_DSCPS, .get = stream_rtcp_dscps},
    {"packets", "packets", REPORT_COUNT, STREAM(n_packets)},
    {"expected", "expected", REPORT_COUNT, .get = stream_expected},
    {"lost", "lost", REPORT_COUNT, .get = stream_lost},
    {"loss %", "loss.percent", REPORT_DECIMAL, .get = report_loss},
    {NULL, "loss.counting_repeats_percent", REPORT_DECIMAL,
     .get = report_loss_repeats},
    {NULL, "loss.run", REPORT_DECIMAL, .get = report_loss_run},
    {NULL, "loss.bursts", REPORT_COUNT, .get = report_loss_bursts},
    {NULL, "loss.burst_percent", REPORT_DECIMAL, .get = report_burst_loss},
    {NULL, "loss.burst_ms", REPORT_DECIMAL, .get = report_burst_time},
    {NULL, "loss.gap_percent", REPORT_DECIMAL, .get = report_gap_loss},
    {NULL, "loss.gap_ms", REPORT_DECIMAL, .get = report_gap_time},
    {NULL, "silence.max_ms", REPORT_DECIMAL, .get = report_longest_gap},
    {NULL, "late", REPORT_COUNT, .get = report_late},
    {NULL, "late.max", REPORT_COUNT, .get = report_late_most},
    {NULL, "discarded", REPORT_COUNT, .get = report_discarded},
    {"jitter ms", "jitter.mean_ms", REPORT_DECIMAL, .get = report_jitter_mean,
     .cell = report_jitter_cell},
    {NULL, "jitter.p95_ms", REPORT_DECIMAL, .get = report_jitter_p95},
    {NULL, "jitter.max_ms", REPORT_DECIMAL, .get = report_jitter_max},
    {"rtt ms", "rtt_ms", REPORT_DECIMAL, .get = report_rtt},
    {NULL, "rtt.max_ms", REPORT_DECIMAL, .get = report_rtt_max},
    {NULL, "rtt.sender_ms", REPORT_DECIMAL, .get = report_rtt_sender},
    {NULL, "rtt.receiver_ms", REPORT_DECIMAL, .get = report_rtt_receiver},
    {NULL, "rtt.reported_ms", REPORT_COUNT, .get = report_rtt_told},
    {NULL, "receiver", REPORT_PART, .get = report_receiver_of,
     .parts = &report_receiver},
    {NULL, "r", REPORT_DECIMAL, .get = stream_r},
    {"mos", "mos", REPORT_DECIMAL, .get = stream_mos},
    {NULL, "mos.scale", REPORT_TEXT, .get = stream_scale},
    {NULL, "mos.delay_ms", REPORT_DECIMAL, .get = stream_delay},
    {NULL, "mos.assumed", REPORT_TEXT, .get = stream_assumed},
    {"quality", "quality", REPORT_TEXT, .get = stream_quality,
     .rank = quality_rank},
    {NULL, "duplicates", REPORT_KEYED, .parts = &repeats},
    {NULL, "bursts", REPORT_COUNT, .get = stream_bursts},
    {NULL, "burst.worst", REPORT_PART, .get = stream_worst_burst,
     .parts = &burst},
    {NULL, "rtcp.gaps", REPORT_PARTS, .parts = &gaps},
    {NULL, "timeline.step", REPORT_DURATION, .get = report_step},
    {NULL, "timeline", REPORT_KEYED, .parts = &report_steps},
    {NULL, "points", REPORT_PARTS, .parts = &report_stream_points},
    {NULL, "findings", REPORT_NUMBERS, .get = stream_findings},
    {"dscp", NULL, REPORT_DSCPS, .cell = marks_cell},
    {"time of day", NULL, REPORT_TEXT, .cell = times_cell},
    {"pt", NULL, REPORT_COUNT, STREAM(payload_type)},
    {"ssrc", NULL, REPORT_SSRC, STREAM(ssrc)},
    {"found by", NULL, REPORT_TEXT, STREAM(setup)},
    {"call", NULL, REPORT_FRAME, .get = stream_call, .window_only = true},
    {"findings", NULL, REPORT_TEXT, .cell = findings_cell, .window_only = true},
};

static const char *const window_first[] = {
    "stream", "call", "quality", "findings", "loss %", "jitter ms", NULL};

static void each_stream(report_row_h *row_h, void *data)
{
    const GPtrArray *streams = report_analysis()->streams.streams;

    for (guint i = 0; i < streams->len; i++)
        row_h(g_ptr_array_index(streams, i), data);
}

static uint64_t n_not_kept(void)
{
    return capture_analysis()->streams.n_not_kept;
}

const struct report_table report_streams_table = {
    "lync,streams",
    "Lync Streams",
    "RTP streams",
    REPORT_COLUMNS(columns),
    .window_first = window_first,
    .each = each_stream,
    .below = {report_stream_below, "more"},
    .n_not_kept = n_not_kept,
    .not_kept = {"Not counted, because a table was full: packets of",
                 "flows or streams."},
    .before = report_answer_print,
};
