/* One line for each RTP stream of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_streams.h"

#include <epan/packet.h>

#include <inttypes.h>
#include <stdio.h>

#include "capture_state.h"
#include "media_session_table.h"
#include "report.h"

#define N_DSCPS 64

/* "40", "0,40": the code points of a set, ascending; "-" for none. */
static char *dscps_text(uint64_t dscps_seen)
{
    GString *text = g_string_new(NULL);

    for (unsigned dscp = 0; dscp < N_DSCPS; dscp++)
        if (dscps_seen >> dscp & 1)
            g_string_append_printf(text, "%s%u", text->len > 0 ? "," : "",
                                   dscp);
    if (text->len == 0)
        g_string_append_c(text, '-');
    return g_string_free(text, FALSE);
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
static char *repeats_text(const struct rtp_stream_stats *stats)
{
    GString *text = g_string_new(NULL);

    for (int origin = 0; origin < N_RTP_ORIGINS; origin++)
        if (stats->n_duplicates[origin] > 0)
            g_string_append_printf(text, "%s%s %" PRIu64,
                                   text->len > 0 ? ", " : "",
                                   rtp_origin_name((enum rtp_origin)origin),
                                   stats->n_duplicates[origin]);
    if (text->len == 0)
        g_string_append_c(text, '-');
    return g_string_free(text, FALSE);
}

/* "2, worst 20 in 0.1 s"; "-" for none. */
static char *bursts_text(const struct rtp_stream_stats *stats)
{
    const struct dup_burst *worst = rtp_stream_stats_worst(stats);

    if (worst == NULL)
        return g_strdup("-");
    return g_strdup_printf("%u, worst %u in %.1f s",
                           rtp_stream_stats_bursts(stats), worst->n_repeats,
                           (double)(worst->last_ns - worst->first_ns) /
                               MEDIA_NS_PER_S);
}

/* "1, longest 30.4 s": times of RTP without RTCP above 10 s; "-" for none. */
static char *gaps_text(const struct media_stream *stream)
{
    int64_t longest_ns = 0;
    unsigned n =
        stream->rtcp_gaps != NULL ? wmem_array_get_count(stream->rtcp_gaps) : 0;

    if (n == 0)
        return g_strdup("-");
    for (unsigned i = 0; i < n; i++) {
        const struct rtcp_gap *gap = wmem_array_index(stream->rtcp_gaps, i);

        longest_ns = MAX(longest_ns, gap->until_ns - gap->since_ns);
    }
    return g_strdup_printf("%u, longest %.1f s", n,
                           (double)longest_ns / MEDIA_NS_PER_S);
}

static void print_stream(const struct media_stream *stream)
{
    char from[ENDPOINT_TEXT_BYTES];
    char to[ENDPOINT_TEXT_BYTES];
    const struct endpoint *ends = stream->flow->ends;
    const struct rtp_stream_stats *stats =
        &rtp_points_at(&stream->points, 0)->stats;
    const char *media = media_class_name(stream->media);
    char *dscps = marks_text(stream);
    char *repeats = repeats_text(stats);
    char *bursts = bursts_text(stats);
    char *gaps = gaps_text(stream);

    endpoint_text(&ends[stream->direction], from);
    endpoint_text(&ends[1 - stream->direction], to);
    printf("%6u  %-9s  0x%08x  %-21s  %-21s  %-5s  %-15s  %3u  %-9s  %8u  "
           "%8" PRIu64 "  %6" PRIu64 "  %-18s  %-22s  %s\n",
           stream->index, stream->setup, stream->ssrc, from, to,
           media != NULL ? media : "-",
           stream->codec != NULL ? stream->codec : "-", stream->payload_type,
           dscps, stream->n_packets, rtp_seq_expected(&stats->seq),
           rtp_seq_lost(&stats->seq), repeats, bursts, gaps);
    g_free(gaps);
    g_free(bursts);
    g_free(repeats);
    g_free(dscps);
}

static void print_streams(void)
{
    const GPtrArray *streams = media_streams();

    printf("RTP streams: %u\n", streams->len);
    if (streams->len > 0)
        printf("%6s  %-9s  %-10s  %-21s  %-21s  %-5s  %-15s  %3s  %-9s  %8s  "
               "%8s  %6s  %-18s  %-22s  %s\n",
               "stream", "found by", "ssrc", "from", "to", "media", "codec",
               "pt", "dscp", "packets", "expected", "lost", "repeats by",
               "bursts", "rtcp gaps");
    for (guint i = 0; i < streams->len; i++)
        print_stream(g_ptr_array_index(streams, i));
    if (media_n_not_kept() > 0)
        printf("Not counted, because a table was full: packets of %u flows "
               "or streams.\n",
               media_n_not_kept());
}

void report_streams_register(void)
{
    static struct report report = {"lync,streams", print_streams};

    report_register(&report);
}
