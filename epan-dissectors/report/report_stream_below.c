/* What is printed below a stream: what most streams do not have.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_stream_below.h"

#include <inttypes.h>
#include <stdlib.h>

#include <epan/packet.h>

#include "capture.h"
#include "dscp_marks.h"
#include "media_streams.h"
#include "rtp_path.h"
#include "stream_loss.h"
#include "stream_rtcp.h"

/* "Repeats by sender 20, network 3; 2 bursts, worst 20 in 0.1 s." */
static void append_repeats(GString *text, const struct rtp_stats *stats)
{
    const struct rtp_dup_burst *worst = rtp_stats_worst(stats);
    const char *separator = "Repeats by";

    for (int origin = 0; origin < N_RTP_ORIGINS; origin++)
        if (stats->n_duplicates[origin] > 0) {
            g_string_append_printf(text, "%s %s %" PRIu32, separator,
                                   rtp_origin_name((enum rtp_origin)origin),
                                   stats->n_duplicates[origin]);
            separator = ",";
        }
    if (worst != NULL)
        g_string_append_printf(text, "; bursts %u, worst %u in %.1f s",
                               rtp_stats_bursts(stats), worst->n_repeats,
                               seconds_of(worst->last_ns - worst->first_ns));
    if (text->len > 0)
        g_string_append_c(text, '.');
}

/* "RTCP gaps 1, longest 30.4 s.": times above 10 s with RTP but no RTCP. */
static void append_gaps(GString *text, const GArray *gaps)
{
    int64_t longest_ns = 0;

    if (gaps == NULL || gaps->len == 0)
        return;
    for (guint i = 0; i < gaps->len; i++) {
        const struct rtcp_gap *gap = &g_array_index(gaps, struct rtcp_gap, i);

        longest_ns = MAX(longest_ns, gap->until_ns - gap->since_ns);
    }
    g_string_append_printf(text, "%sRTCP gaps %u, longest %.1f s.",
                           text->len > 0 ? " " : "", gaps->len,
                           seconds_of(longest_ns));
}

/* Whether N lost fewer are what a receiver does not miss because it counts
 * repeats as received (RFC 3550 A.3). */
static bool are_repeats(const struct rtp_stats *stats, int64_t n)
{
    int64_t n_repeats = 0;

    for (int origin = 0; origin < N_RTP_ORIGINS; origin++)
        n_repeats += stats->n_duplicates[origin];
    return n <= n_repeats + STREAM_LOSS_FLIGHT;
}

/* "Its receiver reports 73 lost, this capture lacks 0; ...", where the two
 * differ by more than may be in flight. */
static void append_reported(GString *text, const struct media_stream *stream,
                            const struct rtp_stats *stats)
{
    uint64_t n_lacking = rtp_seq_lost(&stats->seq);
    int64_t n_more;

    if (stream->rtcp == NULL || stream->rtcp->n_reports == 0)
        return;
    n_more = stream->rtcp->cumulative_lost - (int64_t)n_lacking;
    if (llabs(n_more) < STREAM_LOSS_FLIGHT)
        return;
    g_string_append_printf(
        text,
        "%sIts receiver reports %" PRId32 " lost, this capture lacks %" PRIu64
        "%s.",
        text->len > 0 ? " " : "", stream->rtcp->cumulative_lost, n_lacking,
        n_more > 0 ? "; the others were lost behind it, or before it began"
        : are_repeats(stats, -n_more) ? "; it counts repeats as received"
                                      : "");
}

/* "64", "63-64"; "-" if no packet showed a TTL. */
static char *ttl_cell(const void *row)
{
    const struct rtp_marks *marks = &((const struct rtp_point *)row)->marks;

    if (marks->ttl_min == 0)
        return g_strdup(REPORT_NONE);
    if (marks->ttl_min == marks->ttl_max)
        return g_strdup_printf("%u", marks->ttl_min);
    return g_strdup_printf("%u-%u", marks->ttl_min, marks->ttl_max);
}

/* "0, 46"; "-" for none. */
static char *dscp_cell(const void *row)
{
    GString *text = g_string_new(NULL);

    dscp_set_append(text, ((const struct rtp_point *)row)->marks.seen, ", ");
    return report_text_or_none(text);
}

REPORT_GETTER(point_name, struct rtp_point,
              report_pointer(capture_points_name(&capture_analysis()->points,
                                                 row->interface_id)));
REPORT_GETTER(point_expected, struct rtp_point,
              report_number(rtp_seq_expected(&row->stats.seq)));
REPORT_GETTER(point_lost, struct rtp_point,
              report_number(rtp_seq_lost(&row->stats.seq)));

#define POINT(member) REPORT_MEMBER(struct rtp_point, member)

static const struct report_column point_columns[] = {
    {NULL, "interface", REPORT_COUNT, POINT(interface_id)},
    {NULL, "name", REPORT_TEXT, .get = point_name},
    {"packets", "packets", REPORT_COUNT, POINT(stats.n_packets)},
    {"expected", "expected", REPORT_COUNT, .get = point_expected},
    {"lost", "lost", REPORT_COUNT, .get = point_lost},
    {"dscp", "dscp", REPORT_DSCPS, POINT(marks.seen), .cell = dscp_cell},
    {"ttl", NULL, REPORT_TEXT, .cell = ttl_cell},
};

static void each_point(const void *row, report_part_h *part_h, void *into)
{
    const struct media_stream *stream = row;

    for (uint32_t i = 0; i < stream->points.n_points; i++)
        part_h(NULL, rtp_points_at(&stream->points, i), into);
}

const struct report_parts report_stream_points = {REPORT_COLUMNS(point_columns),
                                                  each_point};

/* "At eth0: packets 50, expected 50, lost 0, dscp 46, ttl 64". */
static void append_point(GString *text, const struct rtp_point *point,
                         bool is_first)
{
    const char *separator = ": ";

    g_string_append_printf(
        text, "%s%s %s", text->len > 0 ? "\n" : "", is_first ? "At" : "Then at",
        capture_points_name(&capture_analysis()->points, point->interface_id));
    for (unsigned i = 0; i < G_N_ELEMENTS(point_columns); i++) {
        const struct report_column *column = &point_columns[i];
        char *cell;

        if (column->heading == NULL)
            continue;
        cell = report_column_cell(column, point);
        g_string_append_printf(text, "%s%s %s", separator, column->heading,
                               cell);
        g_free(cell);
        separator = ", ";
    }
}

/* What each capture point saw of STREAM, in the order in which the packets
 * passed the points as far as their TTLs tell; NULL if there is only one. */
static void append_points(GString *text, const struct media_stream *stream)
{
    uint32_t order[RTP_POINTS_MAX];
    uint32_t n = rtp_path_order(&stream->points, order);

    for (uint32_t i = 0; n > 1 && i < n; i++)
        append_point(text, rtp_points_at(&stream->points, order[i]), i == 0);
    if (stream->points.n_ignored > 0)
        g_string_append_printf(text, "\nAt others: packets %u",
                               stream->points.n_ignored);
}

char *report_stream_below(const void *row)
{
    const struct media_stream *stream = row;
    const struct rtp_stats *stats = &rtp_points_at(&stream->points, 0)->stats;
    GString *text = g_string_new(NULL);

    append_repeats(text, stats);
    append_gaps(text, stream->rtcp_gaps);
    append_reported(text, stream, stats);
    append_points(text, stream);
    return g_string_free(text, text->len == 0);
}
