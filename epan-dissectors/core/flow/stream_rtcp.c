/* What RTCP says of an RTP stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stream_rtcp.h"

#include "seconds.h"

#define TOLD_MS_MAX 0xFFFD /* greater values stand for none */

/* Returns what is kept of STREAM at INTERFACE_ID; NULL if STREAM is NULL or
 * another interface counts. */
static struct stream_rtcp *rtcp_of(struct media_stream *stream,
                                   uint32_t interface_id)
{
    struct stream_rtcp *rtcp;

    if (stream == NULL)
        return NULL;
    if (stream->rtcp == NULL) { /* freed by media_streams_clear() */
        stream->rtcp = g_new0(struct stream_rtcp, 1);
        stream->rtcp->interface_id = interface_id;
    }
    rtcp = stream->rtcp;
    if (interface_id < rtcp->interface_id)
        *rtcp = (struct stream_rtcp){.interface_id = interface_id};
    return rtcp->interface_id == interface_id ? rtcp : NULL;
}

/* Processes what an RTCP packet says on STREAM: the receiver's report. */
static void on_report(struct stream_rtcp *rtcp,
                      const struct media_stream *stream,
                      const struct rtcp_report *report)
{
    uint32_t clock_rate_hz =
        stream->jitter != NULL ? stream->jitter->clock_rate_hz : 0;

    rtcp->n_reports++;
    rtcp->cumulative_lost = report->cumulative_lost;
    rtcp->highest_seq = (uint16_t)report->highest_seq;
    rtcp->fraction_lost = report->fraction_lost;
    rtcp->worst_fraction = MAX(rtcp->worst_fraction, report->fraction_lost);
    if (clock_rate_hz == 0)
        return;
    rtcp->jitter_known = true;
    rtcp->jitter_ns = report->jitter * NS_PER_S / clock_rate_hz;
    rtcp->worst_jitter_ns = MAX(rtcp->worst_jitter_ns, rtcp->jitter_ns);
}

/* The streams that an RTCP packet is about, and what it proves so far. */
struct packet {
    struct media_streams *streams;
    const struct media_arrival *arrival;
    struct media_stream *own; /* its sender's; NULL: none */
    struct rtcp_round_trip_proof proof;
};

static struct media_stream *reported(const struct packet *packet, uint32_t ssrc)
{
    return media_streams_between(packet->streams, ssrc,
                                 media_arrival_destination(packet->arrival),
                                 media_arrival_source(packet->arrival));
}

static void on_echo(struct packet *packet, struct stream_rtcp *rtcp,
                    const struct rtcp_echo *echo)
{
    const struct moment *moment = &packet->arrival->moment;
    const struct stream_rtcp *own = rtcp_of(packet->own, moment->interface_id);
    struct rtcp_round_trip_proof proof = rtcp_round_trip_on_echo(
        &rtcp->round_trip, own != NULL ? &own->round_trip : NULL, echo,
        moment->time_ns);

    if (proof.half_known)
        packet->proof = proof;
}

static void on_reports(struct packet *packet, const struct rtcp_header *header)
{
    uint32_t interface_id = packet->arrival->moment.interface_id;

    for (unsigned i = 0; i < header->n_reports; i++) {
        const struct rtcp_report *report = &header->reports[i];
        struct media_stream *stream = reported(packet, report->ssrc);
        struct stream_rtcp *rtcp = rtcp_of(stream, interface_id);

        if (rtcp == NULL)
            continue;
        rtcp->peer = packet->own;
        on_report(rtcp, stream, report);
        on_echo(
            packet, rtcp,
            &(struct rtcp_echo){report->ssrc, report->last_sr, report->delay});
    }
}

static void on_extended(struct packet *packet, const struct rtcp_header *header)
{
    uint32_t interface_id = packet->arrival->moment.interface_id;
    struct stream_rtcp *rtcp;

    for (unsigned i = 0; i < header->n_echoes; i++) {
        rtcp = rtcp_of(reported(packet, header->echoes[i].ssrc), interface_id);
        if (rtcp == NULL)
            continue;
        rtcp->peer = packet->own;
        on_echo(packet, rtcp, &header->echoes[i]);
    }
    if (header->voip_delay_ms == 0 || header->voip_delay_ms > TOLD_MS_MAX)
        return;
    rtcp = rtcp_of(reported(packet, header->voip_ssrc), interface_id);
    if (rtcp != NULL)
        rtcp->told_ms = header->voip_delay_ms;
}

struct rtcp_round_trip_proof
stream_rtcp_on_packet(struct media_streams *streams,
                      const struct media_arrival *arrival,
                      const struct rtcp_header *header)
{
    struct packet packet = {
        .streams = streams,
        .arrival = arrival,
        .own = media_streams_between(streams, header->ssrc,
                                     media_arrival_source(arrival),
                                     media_arrival_destination(arrival)),
    };
    const struct moment *moment = &arrival->moment;
    struct stream_rtcp *own = NULL;

    if (header->n_stamps > 0)
        own = rtcp_of(packet.own, moment->interface_id);
    for (unsigned i = 0; own != NULL && i < header->n_stamps; i++)
        rtcp_round_trip_on_stamp(&own->round_trip, header->stamps[i],
                                 moment->time_ns);
    on_reports(&packet, header);
    on_extended(&packet, header);
    return packet.proof;
}

/* What is kept of the other direction, at the same interface; NULL: nothing. */
static const struct stream_rtcp *peer_of(const struct media_stream *stream)
{
    const struct media_stream *peer =
        stream->rtcp != NULL ? stream->rtcp->peer : NULL;

    if (peer == NULL || peer->rtcp == NULL ||
        peer->rtcp->interface_id != stream->rtcp->interface_id)
        return NULL;
    return peer->rtcp;
}

int64_t stream_rtcp_round_trip_ns(const struct media_stream *stream)
{
    const struct stream_rtcp *peer = peer_of(stream);

    return peer != NULL ? rtcp_round_trip_whole_ns(&stream->rtcp->round_trip,
                                                   &peer->round_trip)
                        : -1;
}

int64_t stream_rtcp_longest_ns(const struct media_stream *stream)
{
    const struct stream_rtcp *peer = peer_of(stream);
    const struct rtcp_round_trip *there, *back;

    if (peer == NULL)
        return -1;
    there = &stream->rtcp->round_trip;
    back = &peer->round_trip;
    return there->whole_known || back->whole_known
               ? MAX(there->max_ns, back->max_ns)
               : -1;
}

int64_t stream_rtcp_receiver_ns(const struct media_stream *stream)
{
    return rtcp_round_trip_half_ns(
        stream->rtcp != NULL ? &stream->rtcp->round_trip : NULL);
}

int64_t stream_rtcp_sender_ns(const struct media_stream *stream)
{
    const struct stream_rtcp *peer = peer_of(stream);

    return rtcp_round_trip_half_ns(peer != NULL ? &peer->round_trip : NULL);
}
