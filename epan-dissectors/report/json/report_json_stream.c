/* An RTP stream in the JSON document.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_json_row.h"

#include "media_session_table.h"
#include "report_json_value.h"
#include "media_kind.h"

static void write_what(json_dumper *dumper, const struct media_stream *stream,
                       const struct report_links *links)
{
    const struct endpoint *ends = stream->flow->ends;
    char ssrc[sizeof "0x12345678"];

    g_snprintf(ssrc, sizeof ssrc, "0x%08x", stream->ssrc);
    report_json_uint(dumper, "stream", stream->index);
    report_json_index(dumper, "call",
                      report_links_call_of_stream(links, stream->index));
    report_json_uint(dumper, "frame", stream->first_frame);
    report_json_time_ns(dumper, "start", stream->first_ns);
    report_json_seconds(dumper, "duration", stream->last_ns - stream->first_ns);
    report_json_text(dumper, "ssrc", ssrc);
    report_json_endpoint(dumper, "source", &ends[stream->direction]);
    report_json_endpoint(dumper, "destination", &ends[1 - stream->direction]);
    report_json_text(dumper, "setup", stream->setup);
    report_json_text(dumper, "media", media_kind_name(stream->media));
    report_json_text(dumper, "codec", stream->codec);
    report_json_uint(dumper, "payload_type", stream->payload_type);
}

/* The code points of the RTP, and of the sender's RTCP. */
static void write_marks(json_dumper *dumper, const struct media_stream *stream)
{
    uint8_t side = stream->flow->sides[stream->direction];

    report_json_dscps(dumper, "dscp", stream->dscps_seen);
    report_json_dscps(dumper, "rtcp.dscp",
                      stream->session->session.sides[side].dscp.rtcp_seen);
}

static void write_repeats(json_dumper *dumper, const struct rtp_stats *stats)
{
    const struct rtp_dup_burst *worst = rtp_stats_worst(stats);

    report_json_object(dumper, "duplicates");
    for (int origin = 0; origin < N_RTP_ORIGINS; origin++)
        report_json_uint(dumper, rtp_origin_name((enum rtp_origin)origin),
                         stats->n_duplicates[origin]);
    json_dumper_end_object(dumper);
    report_json_uint(dumper, "bursts", rtp_stats_bursts(stats));
    if (worst == NULL) {
        report_json_null(dumper, "burst.worst");
        return;
    }
    report_json_object(dumper, "burst.worst");
    report_json_uint(dumper, "repeats", worst->n_repeats);
    report_json_seconds(dumper, "duration", worst->last_ns - worst->first_ns);
    json_dumper_end_object(dumper);
}

static void write_gaps(json_dumper *dumper, const struct media_stream *stream)
{
    unsigned n =
        stream->rtcp_gaps != NULL ? wmem_array_get_count(stream->rtcp_gaps) : 0;

    report_json_array(dumper, "rtcp.gaps");
    for (unsigned i = 0; i < n; i++) {
        const struct rtcp_gap *gap = wmem_array_index(stream->rtcp_gaps, i);

        json_dumper_begin_object(dumper);
        report_json_time_ns(dumper, "start", gap->since_ns);
        report_json_seconds(dumper, "duration", gap->until_ns - gap->since_ns);
        json_dumper_end_object(dumper);
    }
    json_dumper_end_array(dumper);
}

static void write_points(json_dumper *dumper, const struct media_stream *stream)
{
    report_json_array(dumper, "points");
    for (uint32_t i = 0; i < stream->points.n_points; i++)
        report_json_point(dumper, &stream->points, i);
    json_dumper_end_array(dumper);
}

static void write_findings(json_dumper *dumper, uint32_t stream,
                           const struct report_links *links)
{
    report_json_array(dumper, "findings");
    for (uint32_t place = report_links_first_of_stream(links, stream);
         place != REPORT_NO_PLACE;
         place = report_links_next_of_stream(links, place))
        json_dumper_value_anyf(dumper, "%u", place);
    json_dumper_end_array(dumper);
}

void report_json_stream(json_dumper *dumper, const struct media_stream *stream,
                        const struct report_links *links)
{
    const struct rtp_stats *stats = &rtp_points_at(&stream->points, 0)->stats;

    json_dumper_begin_object(dumper);
    write_what(dumper, stream, links);
    write_marks(dumper, stream);
    report_json_uint(dumper, "packets", stream->n_packets);
    report_json_uint(dumper, "expected", rtp_seq_expected(&stats->seq));
    report_json_uint(dumper, "lost", rtp_seq_lost(&stats->seq));
    write_repeats(dumper, stats);
    write_gaps(dumper, stream);
    write_points(dumper, stream);
    write_findings(dumper, stream->index, links);
    json_dumper_end_object(dumper);
}
