/* A stream's observation points.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_points.h"

#include <inttypes.h>

#include "capture_point.h"
#include "rtp_path.h"

/* "64", "63-64", "-". Free with g_free. */
static char *ttl_text(const struct rtp_marks *marks)
{
    if (marks->ttl_min == 0)
        return g_strdup("-");
    if (marks->ttl_min == marks->ttl_max)
        return g_strdup_printf("%u", marks->ttl_min);
    return g_strdup_printf("%u-%u", marks->ttl_min, marks->ttl_max);
}

static void append_point(GString *text, const struct rtp_point *point)
{
    const struct rtp_seq *seq = &point->stats.seq;
    char *ttl = ttl_text(&point->marks);

    g_string_append_printf(text,
                           "%s %s: packets %" PRIu64 ", expected %" PRIu64
                           ", lost %" PRIu64 ", dscp ",
                           text->len > 0 ? "; then at" : "At",
                           capture_point_name(point->interface_id),
                           point->stats.n_packets, rtp_seq_expected(seq),
                           rtp_seq_lost(seq));
    if (point->marks.seen != 0)
        dscp_set_append(text, point->marks.seen);
    else
        g_string_append_c(text, '-');
    g_string_append_printf(text, ", ttl %s", ttl);
    g_free(ttl);
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
