/* The capture points of a stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_points.h"

#include "capture.h"
#include "dscp_marks.h"
#include "report_text.h"
#include "rtp_path.h"

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
    const struct rtp_point *point = row;
    GString *text = g_string_new(NULL);

    dscp_set_append(text, point->marks.seen);
    return report_text_or_none(text);
}

REPORT_GETTER(point_name, struct rtp_point,
              report_text(capture_points_name(&capture_analysis()->points,
                                              row->interface_id)));
REPORT_GETTER(point_expected, struct rtp_point,
              report_number(rtp_seq_expected(&row->stats.seq)));
REPORT_GETTER(point_lost, struct rtp_point,
              report_number(rtp_seq_lost(&row->stats.seq)));

#define POINT(member) REPORT_MEMBER(struct rtp_point, member)

const struct report_column report_point_columns[REPORT_POINT_COLUMNS] = {
    {NULL, "interface", REPORT_COUNT, POINT(interface_id)},
    {NULL, "name", REPORT_TEXT, .get = point_name},
    {"packets", "packets", REPORT_COUNT, POINT(stats.n_packets)},
    {"expected", "expected", REPORT_COUNT, .get = point_expected},
    {"lost", "lost", REPORT_COUNT, .get = point_lost},
    {"dscp", "dscp", REPORT_DSCPS, POINT(marks.seen), .cell = dscp_cell},
    {"ttl", NULL, REPORT_TEXT, .cell = ttl_cell},
};

/* "At eth0: packets 50, expected 50, lost 0, dscp 46, ttl 64". */
static void append_point(GString *text, const struct rtp_point *point)
{
    const char *separator = ": ";

    g_string_append_printf(
        text, "%s %s", text->len > 0 ? "; then at" : "At",
        capture_points_name(&capture_analysis()->points, point->interface_id));
    for (unsigned i = 0; i < REPORT_POINT_COLUMNS; i++) {
        const struct report_column *column = &report_point_columns[i];
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

char *report_points_text(const struct media_stream *stream)
{
    uint32_t order[RTP_POINTS_MAX];
    uint32_t n = rtp_path_order(&stream->points, order);
    GString *text = g_string_new(NULL);

    for (uint32_t i = 0; n > 1 && i < n; i++)
        append_point(text, rtp_points_at(&stream->points, order[i]));
    if (stream->points.n_ignored > 0)
        g_string_append_printf(text, "; at others: packets %u",
                               stream->points.n_ignored);
    return g_string_free(text, text->len == 0);
}
