/* How each stream sounded.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "quality_watch.h"

#include <string.h>

#include "stream_rtcp.h"

/* A stream shows that the capture's clock is right if it has at most a quarter
 * of another's jitter, and enough packets. */
#define WITNESS_SHARE   4
#define WITNESS_PACKETS (QUALITY_PACKETS_MIN / 2)

/* Time stamps of packets: the capture takes them in batches if more than one in
 * TOGETHER_SHARE is equal to the one before. */
#define TOGETHER_SHARE 20

/* Several captures in one, with clocks of their own, if more than one packet in
 * COPIES_SHARE comes again, and not at once. */
#define COPIES_SHARE 10

/* An RTP clock that gains or loses this much each packet does not run at the
 * rate it is declared with: RED and G.722 may use others. */
#define DRIFT_NS INT64_C(1000000)

#define NOT_KNOWN (-1.0)

/* TTLs that senders begin with. */
static const uint8_t first_ttls[] = {64, 128, 255};

/* Loss of the stream in percent, unless the capture may have lost more than
 * next to nothing. */
static double loss_percent(const struct stream_loss_sides *sides)
{
    double percent = 100.0 * (double)(sides->n_before + sides->n_behind) /
                     (double)MAX(sides->n_sent, 1);

    return sides->known || percent < STREAM_LOSS_NOTE_PERCENT ? percent
                                                              : NOT_KNOWN;
}

/* BurstR of G.107 7.5: the mean run of lost packets over that of random loss.
 * Of loss that the capture does not show it is not known, and 1. */
static double burst_ratio(const struct media_stream *stream,
                          const struct stream_loss_sides *sides)
{
    const struct rtp_seq *seq = &stream->points.first.stats.seq;

    if (seq->n_gaps == 0 || sides->n_behind > 0 ||
        stream->capture.track.n_in_holes > 0)
        return 1;
    return (double)rtp_seq_lost(seq) / seq->n_gaps *
           (double)rtp_seq_received(seq) /
           (double)MAX(rtp_seq_expected(seq), 1);
}

static double round_trip_ms(const struct media_stream *stream)
{
    int64_t round_trip_ns = stream_rtcp_round_trip_ns(stream);

    return round_trip_ns >= 0 ? seconds_of(round_trip_ns) * 1e3 : NOT_KNOWN;
}

/* Ta of G.107, mouth to ear, in ms: half the round trip, a packet, and a jitter
 * buffer of twice the mean jitter. 0 without a round trip: not counted. */
static double delay_ms(const struct media_stream *stream)
{
    int64_t packet_ns = rtp_track_packet_time_ns(&stream->capture.track);
    int64_t jitter_ns =
        stream->jitter != NULL ? rtp_jitter_mean_ns(stream->jitter) : 0;
    double there_ms = round_trip_ms(stream) / 2;

    return there_ms >= 0
               ? there_ms + seconds_of(packet_ns + 2 * jitter_ns) * 1e3
               : 0;
}

static struct stream_score score_of(const struct media_stream *stream,
                                    const struct stream_loss_sides *sides)
{
    const struct e_model_input input = {
        .loss_percent = loss_percent(sides),
        .burst_ratio = burst_ratio(stream, sides),
        .delay_ms = delay_ms(stream),
    };
    const bool *encrypted = stream->flow->encrypted; /* then it has a trailer */
    const struct codec_impairment *codec = NULL;

    if (input.loss_percent >= 0 && !stream->codec_changed &&
        sides->n_sent >= STREAM_LOSS_PACKETS_MIN)
        codec = codec_impairment_find(
            stream->codec,
            encrypted[0] || encrypted[1] ? 0 : stream->payload_bytes);
    return stream_score(codec, &input);
}

/* Whether the jitter of STREAM was measured with clocks that can be right. */
static bool is_measured(const struct media_stream *stream)
{
    const struct rtp_jitter *jitter = stream->jitter;
    const struct rtp_stats *stats = &stream->points.first.stats;

    return jitter != NULL && jitter->n > 0 &&
           ABS(jitter->drift_ns) <= jitter->n * DRIFT_NS &&
           jitter->n_together <= jitter->n / TOGETHER_SHARE &&
           rtp_stats_duplicates(stats) -
                   stats->n_duplicates[RTP_ORIGIN_CAPTURE] <=
               stats->n_packets / COPIES_SHARE;
}

/* Whether WITNESS, beside STREAM, shows that the capture's clock did not make
 * the jitter of STREAM. */
static bool shows_clock(const struct media_stream *witness,
                        const struct media_stream *stream)
{
    int64_t together_ns = MIN(witness->last_ns, stream->last_ns) -
                          MAX(witness->first_ns, stream->first_ns);

    return witness->interface_id == stream->interface_id &&
           witness->kind == MEDIA_KIND_AUDIO &&
           together_ns > (stream->last_ns - stream->first_ns) / 2 &&
           is_measured(witness) && witness->jitter->n >= WITNESS_PACKETS &&
           rtp_jitter_network_ns(witness->jitter) * WITNESS_SHARE <=
               rtp_jitter_network_ns(stream->jitter);
}

/* Whether the receiver of STREAM reports half of its jitter at least. */
static bool receiver_agrees(const struct media_stream *stream)
{
    const struct stream_rtcp *rtcp = stream->rtcp;

    return rtcp != NULL && rtcp->n_reports > 0 && rtcp->jitter_known &&
           rtcp->jitter_ns * 2 >= rtp_jitter_network_ns(stream->jitter);
}

/* The mean jitter of STREAM in ms that the network may have made. Sets DOUBTED
 * if there is no witness for that. */
static double jitter_ms(const GPtrArray *beside,
                        const struct media_stream *stream, bool *doubted)
{
    *doubted = true;
    if (!is_measured(stream))
        return NOT_KNOWN;
    *doubted = !receiver_agrees(stream);
    for (guint i = 0; i < beside->len && *doubted; i++)
        *doubted = !shows_clock(g_ptr_array_index(beside, i), stream);
    return seconds_of(rtp_jitter_network_ns(stream->jitter)) * 1e3;
}

/* "; worst 61.0 ms in seconds 10 to 20 of the stream"; empty if no ten seconds
 * are worst by METRIC. Free with g_free. */
static char *worst_text(const struct media_stream *stream,
                        enum quality_metric metric)
{
    int64_t since = 0;
    int64_t until_ns, worst_ns;

    if (metric == QUALITY_LOSS && stream->worst != NULL &&
        rtp_worst_find(stream->worst, &since) > 0)
        return g_strdup_printf("; worst in seconds %" G_GINT64_FORMAT
                               " to %" G_GINT64_FORMAT " of the stream",
                               since, since + RTP_WORST_SECONDS);
    if (metric != QUALITY_JITTER)
        return g_strdup("");
    worst_ns = rtp_jitter_worst_ns(stream->jitter, &since);
    until_ns = MIN(since + RTP_JITTER_WINDOW_NS, stream->last_ns);
    return g_strdup_printf(
        "; worst %.1f ms in seconds %.0f to %.0f of the stream",
        seconds_of(worst_ns) * 1e3, seconds_of(since - stream->first_ns),
        seconds_of(until_ns - stream->first_ns));
}

/* Whether the packets of STREAM passed no router before the capture. */
static bool is_near_sender(const struct media_stream *stream)
{
    const struct rtp_marks *marks = &stream->points.first.marks;

    return marks->ttl_min == marks->ttl_max &&
           memchr(first_ttls, marks->ttl_min, sizeof first_ttls) != NULL;
}

/* What to look at if METRIC is beyond its limit. */
static const char *advice(const struct media_stream *stream,
                          enum quality_metric metric)
{
    if (metric == QUALITY_LOSS)
        return "lync.loss says on which side of the capture packets are lost; "
               "look there for full queues, Wi-Fi and duplex mismatches.";
    if (metric == QUALITY_ROUND_TRIP)
        return "Look at the way that the media takes: relays (lync.ice.path), "
               "VPN, a conference server far away, full queues.";
    if (is_near_sender(stream))
        return "No router lies between the sender and the capture: look at the "
               "sender itself (load, sound device, virtual machine) and at its "
               "Wi-Fi or switch port.";
    return "Look between the sender and the capture: Wi-Fi, VPN, full queues, "
           "missing QoS (lync.dscp); capture at the sender to compare.";
}

/* Which metric of FACTS is beyond its limit; the first if several are. */
static enum quality_metric cause_of(enum quality_thresholds thresholds,
                                    const struct quality_facts *facts,
                                    enum quality_class class)
{
    for (unsigned i = 0; i < QUALITY_LOSS; i++) {
        enum quality_metric metric = (enum quality_metric)i;

        if (facts->values[i] >
            quality_limit(thresholds, facts->kind, metric, class))
            return metric;
    }
    return QUALITY_LOSS;
}

/* Adds the finding that STREAM is of CLASS (poor or acceptable) by FACTS. */
static void report(struct analysis *analysis, const struct media_stream *stream,
                   enum quality_class class, const struct quality_facts *facts,
                   const char *doubt)
{
    static const char *const few_words[] = {
        [QUALITY_JITTER] = "ms of jitter before the capture",
        [QUALITY_ROUND_TRIP] = "ms of round trip",
        [QUALITY_LOSS] = "% of packets lost",
    };
    GPtrArray *findings = analysis->findings->pending;
    enum quality_thresholds thresholds = analysis->settings.thresholds;
    enum quality_metric cause = cause_of(thresholds, facts, class);
    char *what = quality_text(thresholds, facts, class);
    char *worst = worst_text(stream, cause);
    char source[ENDPOINT_TEXT_BYTES], destination[ENDPOINT_TEXT_BYTES];

    finding_add(findings,
                class == QUALITY_POOR ? FINDING_QUALITY_POOR
                                      : FINDING_QUALITY_DEGRADED,
                "%s from %s to %s was %s: %s%s%s\n%s",
                facts->kind == MEDIA_KIND_VIDEO ? "Video" : "Audio",
                endpoint_text(media_stream_from(stream), source),
                endpoint_text(media_stream_to(stream), destination),
                class == QUALITY_POOR ? "poor" : "only acceptable", what, worst,
                doubt, advice(stream, cause));
    g_free(what);
    what = g_strdup_printf("%.0f %s", facts->values[cause], few_words[cause]);
    finding_point_at(findings, media_stream_from(stream),
                     class == QUALITY_POOR ? what : NULL);
    g_free(what);
    g_free(worst);
}

/* The class of STREAM by FACTS. Jitter without a witness can make it neither
 * acceptable nor poor: DOUBTED is set if it would. */
static enum quality_class classify(const struct analysis *analysis,
                                   struct quality_facts *facts, bool *doubted)
{
    double jitter = facts->values[QUALITY_JITTER];

    *doubted = *doubted && jitter > quality_limit(analysis->settings.thresholds,
                                                  facts->kind, QUALITY_JITTER,
                                                  QUALITY_ACCEPTABLE);
    if (*doubted)
        facts->values[QUALITY_JITTER] = NOT_KNOWN;
    return quality_classify(analysis->settings.thresholds, facts);
}

/* The facts of STREAM, without its loss. */
static struct quality_facts facts_of(const GPtrArray *beside,
                                     const struct media_stream *stream,
                                     bool *doubted)
{
    return (struct quality_facts){
        .kind = stream->kind,
        .n_packets = rtp_seq_received(&stream->points.first.stats.seq),
        .values = {[QUALITY_JITTER] = jitter_ms(beside, stream, doubted),
                   [QUALITY_ROUND_TRIP] = round_trip_ms(stream),
                   [QUALITY_LOSS] = NOT_KNOWN}};
}

void quality_watch_judge(struct analysis *analysis, const GPtrArray *beside,
                         struct media_stream *stream,
                         const struct stream_loss_sides *sides)
{
    bool doubted;
    struct quality_facts facts = facts_of(beside, stream, &doubted);
    double jitter = facts.values[QUALITY_JITTER];

    facts.values[QUALITY_LOSS] = loss_percent(sides);
    stream->score = score_of(stream, sides);
    stream->quality = classify(analysis, &facts, &doubted);
    if (stream->loss_told || stream->poor_told)
        return;
    if (stream->quality == QUALITY_POOR ||
        stream->quality == QUALITY_ACCEPTABLE) {
        report(analysis, stream, stream->quality, &facts, "");
    } else if (doubted && facts.n_packets >= QUALITY_PACKETS_MIN) {
        facts.values[QUALITY_JITTER] = jitter;
        report(analysis, stream, QUALITY_ACCEPTABLE, &facts,
               ", unless by the clock of the capture: nothing shows that that "
               "is right");
    }
}

void quality_watch_on_ten_seconds(struct analysis *analysis,
                                  struct media_stream *stream)
{
    GPtrArray *beside;
    struct quality_facts facts;
    bool doubted;

    if (stream->poor_told || stream->loss_told || stream->session == NULL ||
        stream->kind != MEDIA_KIND_AUDIO ||
        stream->last_ns - stream->first_ns < QUALITY_RUNNING_NS ||
        seconds_of(rtp_jitter_network_ns(stream->jitter)) * 1e3 <=
            quality_limit(analysis->settings.thresholds, stream->kind,
                          QUALITY_JITTER, QUALITY_POOR))
        return;
    beside = g_ptr_array_new();
    media_streams_of_session(&analysis->streams, &stream->session->session,
                             beside);
    facts = facts_of(beside, stream, &doubted);
    g_ptr_array_unref(beside);
    if (classify(analysis, &facts, &doubted) != QUALITY_POOR)
        return;
    stream->poor_told = true;
    report(analysis, stream, QUALITY_POOR, &facts, "");
}
