/* One line for each RTP stream of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_streams.h"

#include <inttypes.h>
#include <stdio.h>

#include "capture_state.h"
#include "media_session_table.h"
#include "report.h"
#include "report_text.h"
#include "report_points.h"
#include "media_kind.h"

#define N_DSCPS 64

static const struct report_column columns[] = {
    {"stream", REPORT_COUNT},    {"found by", REPORT_TEXT},
    {"ssrc", REPORT_TEXT},       {"from", REPORT_TEXT},
    {"to", REPORT_TEXT},         {"media", REPORT_TEXT},
    {"codec", REPORT_TEXT},      {"pt", REPORT_COUNT},
    {"dscp", REPORT_TEXT},       {"packets", REPORT_COUNT},
    {"expected", REPORT_COUNT},  {"lost", REPORT_COUNT},
    {"repeats by", REPORT_TEXT}, {"bursts", REPORT_TEXT},
    {"rtcp gaps", REPORT_TEXT},
};

/* "40", "0,40": the code points of a set, ascending; "-" for none. */
static char *dscps_text(uint64_t dscps_seen)
{
    GString *text = g_string_new(NULL);

    for (unsigned dscp = 0; dscp < N_DSCPS; dscp++)
        if (dscps_seen >> dscp & 1)
            g_string_append_printf(text, "%s%u", text->len > 0 ? "," : "",
                                   dscp);
    return report_text_or_none(text);
}

/* The same, and "rtcp" with those of the sender's RTCP where it uses none of
 * them. */
static char *marks_text(const struct media_stream *stream)
{
    const struct media_flow *flow = stream->flow;
    const struct dscp_direction *dscp =
        &stream->session->session.sides[flow->sides[stream->direction]].dscp;
    char *rtp = dscps_text(stream->dscps_seen);
    char *rtcp;
    char *both;

    if (!dscp_rtcp_differs(dscp))
        return rtp;
    rtcp = dscps_text(dscp->rtcp_seen);
    both = g_strdup_printf("%s rtcp %s", rtp, rtcp);
    g_free(rtcp);
    g_free(rtp);
    return both;
}

/* "sender 20, network 3": repeats by who made them; "-" for none. */
static char *repeats_text(const struct rtp_stats *stats)
{
    GString *text = g_string_new(NULL);

    for (int origin = 0; origin < N_RTP_ORIGINS; origin++)
        if (stats->n_duplicates[origin] > 0)
            g_string_append_printf(text, "%s%s %" PRIu64,
                                   text->len > 0 ? ", " : "",
                                   rtp_origin_name((enum rtp_origin)origin),
                                   stats->n_duplicates[origin]);
    return report_text_or_none(text);
}

/* "2, worst 20 in 0.1 s"; "-" for none. */
static char *bursts_text(const struct rtp_stats *stats)
{
    const struct rtp_dup_burst *worst = rtp_stats_worst(stats);

    if (worst == NULL)
        return g_strdup(REPORT_NONE);
    return g_strdup_printf(
        "%u, worst %u in %.1f s", rtp_stats_bursts(stats), worst->n_repeats,
        (double)(worst->last_ns - worst->first_ns) / NS_PER_S);
}

/* "1, longest 30.4 s": times of RTP without RTCP above 10 s; "-" for none. */
static char *gaps_text(const struct media_stream *stream)
{
    int64_t longest_ns = 0;
    unsigned n =
        stream->rtcp_gaps != NULL ? wmem_array_get_count(stream->rtcp_gaps) : 0;

    if (n == 0)
        return g_strdup(REPORT_NONE);
    for (unsigned i = 0; i < n; i++) {
        const struct rtcp_gap *gap = wmem_array_index(stream->rtcp_gaps, i);

        longest_ns = MAX(longest_ns, gap->until_ns - gap->since_ns);
    }
    return g_strdup_printf("%u, longest %.1f s", n,
                           (double)longest_ns / NS_PER_S);
}

static void stream_cells(const void *row, char **cells)
{
    const struct media_stream *stream = row;
    char from[ENDPOINT_TEXT_BYTES];
    char to[ENDPOINT_TEXT_BYTES];
    const struct endpoint *ends = stream->flow->ends;
    const struct rtp_stats *stats = &rtp_points_at(&stream->points, 0)->stats;
    const char *media = media_kind_name(stream->media);

    endpoint_text(&ends[stream->direction], from);
    endpoint_text(&ends[1 - stream->direction], to);
    *cells++ = g_strdup_printf("%u", stream->index);
    *cells++ = report_text_shown(stream->setup);
    *cells++ = g_strdup_printf("0x%08x", stream->ssrc);
    *cells++ = g_strdup(from);
    *cells++ = g_strdup(to);
    *cells++ = g_strdup(media != NULL ? media : REPORT_NONE);
    *cells++ =
        report_text_shown(stream->codec != NULL ? stream->codec : REPORT_NONE);
    *cells++ = g_strdup_printf("%u", stream->payload_type);
    *cells++ = marks_text(stream);
    *cells++ = g_strdup_printf("%u", stream->n_packets);
    *cells++ = g_strdup_printf("%" PRIu64, rtp_seq_expected(&stats->seq));
    *cells++ = g_strdup_printf("%" PRIu64, rtp_seq_lost(&stats->seq));
    *cells++ = repeats_text(stats);
    *cells++ = bursts_text(stats);
    *cells++ = gaps_text(stream);
}

static char *stream_below(const void *row)
{
    return report_points_text(row);
}

static void each_stream(report_row_h *row_h, void *data)
{
    const GPtrArray *streams = media_streams();

    for (guint i = 0; i < streams->len; i++)
        row_h(g_ptr_array_index(streams, i), data);
}

static void print_lack(void)
{
    if (media_n_not_kept() > 0)
        printf("Not counted, because a table was full: packets of %u flows "
               "or streams.\n",
               media_n_not_kept());
}

const struct report_table report_streams_table = {
    .name = "lync,streams",
    .title = "Lync Streams",
    .rows_are = "RTP streams",
    .columns = columns,
    .n_columns = array_length(columns),
    .each = each_stream,
    .cells = stream_cells,
    .below = stream_below,
    .below_heading = "at several points",
    .print_lack = print_lack,
};

static void print_streams(void)
{
    report_table_print(&report_streams_table);
}

void report_streams_register(void)
{
    static struct report report = {"lync,streams", print_streams};

    report_register(&report);
}
