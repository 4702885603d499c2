/* Collects SRTP keys and decrypts packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_watch.h"

#include "big_endian.h"

#define SEQ_AT       2 /* RFC 3550 5.1 */
#define SSRC_AT      8
#define RTCP_SSRC_AT 4 /* 6.4.1 */

void srtp_watch_on_message(struct analysis *analysis, uint32_t call,
                           const struct sip_message *message)
{
    if (analysis->srtp == NULL || !message->sdp_present)
        return;
    srtp_keys_add(&analysis->srtp->keys, call, message->sdp);
    srtp_keys_add(&analysis->srtp->keys, call, message->sdp_fallback);
}

static struct srtp_stream_id id_of(const struct media_arrival *arrival)
{
    bool is_rtp = arrival->kind == MEDIA_PACKET_RTP;

    return (struct srtp_stream_id){
        .ends = {*media_arrival_source(arrival),
                 *media_arrival_destination(arrival)},
        .ssrc = read_be32(arrival->payload + (is_rtp ? SSRC_AT : RTCP_SSRC_AT)),
        .kind = is_rtp ? SRTP_RTP : SRTP_RTCP,
    };
}

const struct srtp_opening *srtp_watch_open(struct analysis *analysis,
                                           const struct media_arrival *arrival)
{
    struct srtp_packet packet = {.octets = arrival->payload,
                                 .n = arrival->captured_bytes};
    struct srtp_stream_id id;
    uint32_t calls[2];

    if (analysis->srtp == NULL || packet.n < RTP_HEADER_BYTES ||
        packet.n < arrival->reported_bytes)
        return NULL;
    id = id_of(arrival);
    if (id.kind == SRTP_RTP)
        packet.seq = read_be16(arrival->payload + SEQ_AT);
    for (unsigned i = 0; i < 2; i++)
        calls[i] = media_ends_call(&analysis->sessions.ends, &id.ends[i]);
    return srtp_open(analysis->srtp, &id, calls, &packet);
}

static bool has_keys(const struct analysis *analysis,
                     const struct endpoint *end)
{
    const struct media_end *there =
        media_ends_find(&analysis->sessions.ends, end);

    return there != NULL && there->has_keys;
}

void srtp_watch_on_closed(struct analysis *analysis,
                          const struct media_stream *stream,
                          const struct media_arrival *arrival)
{
    struct srtp_stream_id id = id_of(arrival);
    struct srtp_stream *sealed = srtp_stream_find(analysis->srtp, &id);
    char *who;

    if (sealed == NULL || !has_keys(analysis, &id.ends[0]) ||
        !has_keys(analysis, &id.ends[1]) ||
        !srtp_stream_becomes_hopeless(sealed))
        return;
    who = media_stream_who(stream);
    finding_add(analysis->findings->pending, FINDING_SRTP_NO_KEY_FITS,
                "%s: SDP gives %u key%s for this call, but the tags of %u "
                "packets in a row fit none of them",
                who, sealed->n_keys, sealed->n_keys == 1 ? "" : "s",
                SRTP_HOPELESS_PACKETS);
    g_free(who);
    findings_keep(analysis->findings, &arrival->moment, stream->index,
                  stream->call);
}
