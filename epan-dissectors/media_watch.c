/* Counting the RTP streams that the RTP dissector took.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_watch.h"

#include <epan/proto_data.h>

#include <string.h>

#include "capture_sides.h"
#include "finding_store.h"
#include "frame_facts.h"
#include "frame_tap.h"
#include "frame_time.h"
#include "media_health.h"
#include "media_setup.h"
#include "preferences.h"
#include "wireshark_compat.h"
#include "big_endian.h"
#include "media_kind.h"

#define FIRST_DYNAMIC_PAYLOAD 96 /* RFC 3551 6 */
#define OFFSET_RTCP_SSRC      4  /* RFC 3550 6.4 */
#define RTCP_HEADER_BYTES     8

#define EVENT_CODEC "telephone-event" /* RFC 4733 */
#define NOISE_CODEC "CN"              /* RFC 3389 */

/* How a number without a name is shown; no name of a codec. */
#define UNNAMED_PREFIX "DynamicRTP-Type-"

static int proto_rtp;
static int proto_lync_id;

/* Whether the RTP dissector took a part of this frame. */
static bool rtp_was_dissected(const packet_info *pinfo)
{
    for (wmem_list_frame_t *layer = wmem_list_tail(pinfo->layers);
         layer != NULL; layer = wmem_list_frame_prev(layer))
        if (GPOINTER_TO_INT(wmem_list_frame_data(layer)) == proto_rtp)
            return true;
    return false;
}

/* What the RTP dissector stored for the frame on the first pass, or NULL. */
static const lync_rtp_frame_info *rtp_frame_info(packet_info *pinfo)
{
    return p_get_proto_data(wmem_file_scope(), pinfo, proto_rtp,
                            RTP_CONVERSATION_PROTO_DATA);
}

const char *media_codec_of(packet_info *pinfo, uint8_t payload_type)
{
    const lync_rtp_frame_info *info = rtp_frame_info(pinfo);
    const struct payload_type *row;
    const char *name = NULL;

    if (payload_type < FIRST_DYNAMIC_PAYLOAD) {
        row = payload_type_default(payload_type);
        return row != NULL ? row->name : NULL;
    }
    if (info != NULL && info->rtp_dyn_payload != NULL)
        name = rtp_dyn_payload_get_name(info->rtp_dyn_payload, payload_type);
    if (name != NULL && g_str_has_prefix(name, UNNAMED_PREFIX))
        return NULL;
    return name;
}

enum media_kind media_class_of(packet_info *pinfo, uint8_t payload_type,
                               uint8_t dscp)
{
    const lync_rtp_frame_info *info = rtp_frame_info(pinfo);
    enum media_kind marked = dscp <= 63
                                 ? lync_preferences()->class_of_dscp[dscp]
                                 : MEDIA_KIND_UNKNOWN;
    const struct payload_type *row;
    bool by_dscp =
        info != NULL && strcmp(info->method, MEDIA_SETUP_METHOD) == 0;

    if (info != NULL && !by_dscp) {
        if (info->media_types == RTP_MEDIA_AUDIO)
            return MEDIA_KIND_AUDIO;
        if (info->media_types == RTP_MEDIA_VIDEO)
            return MEDIA_KIND_VIDEO;
    }
    row = payload_type < FIRST_DYNAMIC_PAYLOAD || by_dscp
              ? lync_payload_type(payload_type, marked)
              : NULL;
    return row != NULL ? row->media : marked;
}

/* What a stream of audio carries beside its codec. */
static bool is_beside(const char *codec)
{
    return g_ascii_strcasecmp(codec, EVENT_CODEC) == 0 ||
           g_ascii_strcasecmp(codec, NOISE_CODEC) == 0;
}

/* First pass: the stream's first packet, or another payload type. */
static void stream_describe(packet_info *pinfo, struct media_stream *stream,
                            const struct media_arrival *arrival)
{
    const lync_rtp_frame_info *info = rtp_frame_info(pinfo);
    const char *codec = media_codec_of(pinfo, arrival->rtp.payload_type);

    stream->payload_type = arrival->rtp.payload_type;
    stream->codec_now = codec;
    stream->is_event =
        codec != NULL && g_ascii_strcasecmp(codec, EVENT_CODEC) == 0;
    if (codec != NULL && (stream->codec == NULL || is_beside(stream->codec)))
        stream->codec = wmem_strdup(wmem_file_scope(), codec);
    if (stream->media == MEDIA_KIND_UNKNOWN)
        stream->media =
            media_class_of(pinfo, arrival->rtp.payload_type, arrival->dscp);
    if (stream->setup == NULL)
        stream->setup =
            wmem_strdup(wmem_file_scope(), info != NULL ? info->method : "?");
}

/* First pass: counts one packet of RTP. */
static void watch_rtp(packet_info *pinfo, struct media_arrival *arrival)
{
    struct media_stream *stream;
    int64_t now_ns = frame_time_ns(pinfo);

    if (arrival->flow == NULL)
        arrival->flow = media_flow_get(&arrival->path);
    if (arrival->flow == NULL)
        return;
    stream = media_stream_get(arrival->flow, arrival->path.direction,
                              arrival->rtp.ssrc);
    if (stream == NULL)
        return;
    stream->last_frame = pinfo->num;
    stream->last_ns = MAX(stream->last_ns, now_ns);
    if (stream->n_packets == 0) {
        stream->first_frame = pinfo->num;
        stream->first_ns = now_ns;
        stream->last_ns = now_ns;
    }
    if (stream->n_packets == 0 ||
        stream->payload_type != arrival->rtp.payload_type)
        stream_describe(pinfo, stream, arrival);
    stream->n_packets++;
    if (arrival->dscp <= 63)
        stream->dscps_seen |= UINT64_C(1) << arrival->dscp;
    media_health_on_rtp(pinfo, stream, arrival);
}

/* The stream of an SSRC as the sender of ARRIVAL sends it: between the same
 * ends, or, for RTCP on a port of its own, from the same address. */
static struct media_stream *stream_of(const struct media_arrival *arrival,
                                      uint32_t ssrc)
{
    const struct endpoint *source =
        &arrival->path.ends[arrival->path.direction];
    struct media_stream *stream = NULL;

    if (arrival->flow != NULL)
        stream =
            media_stream_find(arrival->flow, arrival->path.direction, ssrc);
    if (stream != NULL || arrival->kind == MEDIA_PACKET_RTP)
        return stream;
    for (stream = media_streams_of_ssrc(ssrc); stream != NULL;
         stream = stream->next_of_ssrc)
        if (endpoint_same_address(&stream->flow->ends[stream->direction],
                                  source))
            return stream;
    return NULL;
}

/* First pass: keeps whose RTCP this is where no stream will tell. */
static void watch_rtcp(packet_info *pinfo, const struct media_arrival *arrival)
{
    struct media_session_entry *session = media_health_on_rtcp(pinfo, arrival);

    if (session != NULL && arrival->captured_bytes >= RTCP_HEADER_BYTES &&
        stream_of(arrival, read_be32(arrival->payload + OFFSET_RTCP_SSRC)) ==
            NULL)
        p_add_proto_data(wmem_file_scope(), pinfo, proto_lync_id,
                         FRAME_DATA_SESSION, session);
}

static bool facts_are_wanted(const proto_tree *tree)
{
    return tree != NULL || frame_tap_is_wanted();
}

/* Leaves what is shown of the frame; only where facts are wanted. What
 * the first pass could not know yet, later ones do not show either. */
static void note_facts(packet_info *pinfo, const struct media_arrival *arrival,
                       uint32_t ssrc)
{
    struct frame_facts *facts = frame_facts(pinfo);
    struct media_stream *stream = stream_of(arrival, ssrc);

    if (stream == NULL || stream->first_frame > pinfo->num) {
        facts->session = p_get_proto_data(wmem_file_scope(), pinfo,
                                          proto_lync_id, FRAME_DATA_SESSION);
        return;
    }
    facts->stream = stream;
    facts->is_rtp = arrival->kind == MEDIA_PACKET_RTP;
    facts->payload_type = arrival->rtp.payload_type;
}

void media_watch_rtp(packet_info *pinfo, proto_tree *tree,
                     struct media_arrival *arrival)
{
    if (!PINFO_FD_VISITED(pinfo))
        watch_rtp(pinfo, arrival);
    if (facts_are_wanted(tree))
        note_facts(pinfo, arrival, arrival->rtp.ssrc);
}

void media_watch(packet_info *pinfo, proto_tree *tree,
                 struct media_arrival *arrival)
{
    if (PINFO_FD_VISITED(pinfo) && !facts_are_wanted(tree))
        return;
    if (arrival->kind == MEDIA_PACKET_RTCP) {
        if (!PINFO_FD_VISITED(pinfo))
            watch_rtcp(pinfo, arrival);
        if (facts_are_wanted(tree) &&
            arrival->captured_bytes >= RTCP_HEADER_BYTES)
            note_facts(pinfo, arrival,
                       read_be32(arrival->payload + OFFSET_RTCP_SSRC));
        return;
    }
    if (!rtp_was_dissected(pinfo)) {
        if (!PINFO_FD_VISITED(pinfo))
            capture_sides_on_undissected(arrival);
        return;
    }
    if (!arrival->rtp_parsed &&
        rtp_header_parse(arrival->payload, arrival->captured_bytes,
                         arrival->reported_bytes,
                         &arrival->rtp) != RTP_HEADER_OK)
        return;
    media_watch_rtp(pinfo, tree, arrival);
}

void media_watch_handoff(int proto_lync)
{
    proto_lync_id = proto_lync;
    proto_rtp = proto_get_id_by_filter_name("rtp");
}
