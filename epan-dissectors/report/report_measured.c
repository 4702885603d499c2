/* What was measured of an RTP stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_measured.h"

#include "stream_rtcp.h"

#define PERCENT_OF_FRACTION (100.0 / 256) /* RFC 3550 6.4.1: fraction lost */

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

    return report_ms(jitter != NULL ? jitter->max_ns : -1);
}

char *report_jitter_cell(const void *stream)
{
    struct report_value mean = report_jitter_mean(stream);

    if (!mean.known)
        return g_strdup(REPORT_NONE);
    return g_strdup_printf("%.1f, most %.1f", mean.decimal,
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
              report_decimal(row->report.cumulative_lost));
REPORT_GETTER(receiver_fraction, struct stream_rtcp,
              report_decimal(row->report.fraction_lost *PERCENT_OF_FRACTION));
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
