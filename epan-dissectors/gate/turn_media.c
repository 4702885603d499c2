/* RTP inside TURN, by the code point of the packet that carries it, or by three
 * packets in a row.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_media.h"

#include <epan/packet.h>
#include <epan/exceptions.h>

#include "big_endian.h"
#include "capture.h"
#include "frame_facts.h"
#include "frame_ip.h"
#include "frame_moment.h"
#include "ice_media.h"
#include "media_setup.h"
#include "media_watch.h"
#include "preferences.h"
#include "rtcp_header.h"
#include "other_transport.h"
#include "rtp_taken.h"
#include "srtp_clear.h"
#include "srtp_gate.h"
#include "turn_allocation.h"
#include "turn_stream.h"
#include "wireshark_compat.h"
#include "media_kind.h"

#define RTCP_HEADER_BYTES_MIN 8    /* with the SSRC, RFC 3550 6.4 */
#define STUN_PORT             3478 /* RFC 8489 18.6 */
#define CHANNEL_HEADER_BYTES  4    /* RFC 8656 12.4 */
#define CHANNEL_LENGTH_AT     2

static dissector_handle_t rtp_handle;
static dissector_handle_t rtcp_handle;
static int proto_lync_id;

/* Wireshark's own heuristic for RTCP in TURN, which dissect_stock_rtcp()
 * replaces. */
static heur_dissector_t stock_rtcp;

/* First pass: whether the packet is RTP. A known stream stays known. */
static bool judge(packet_info *pinfo, struct media_arrival *arrival)
{
    enum media_kind marked = lync_kind_of_dscp(arrival->dscp);
    struct media_flow *flow = arrival->flow;
    struct rtp_recognition *in_turn;
    bool was_known;
    bool named;

    if (flow == NULL)
        flow = arrival->flow =
            media_flow_get(&capture_analysis()->streams, &arrival->path);
    if (flow == NULL)
        return false;
    if (flow->n_streams == 0)
        ice_media_prove(arrival);
    named = ice_media_name(pinfo, flow, arrival->path.direction, true);
    if (media_stream_find(flow, arrival->path.direction, arrival->rtp.ssrc))
        return true;
    in_turn = media_flow_in_turn(flow);
    in_turn->relayed = true;
    flow->is_tcp = pinfo->ptype == PT_TCP;
    if (ice_media_judge(arrival) != MEDIA_PAIR_UNKNOWN)
        in_turn->confirmed = true;
    was_known = in_turn->directions[arrival->path.direction].probable;
    if (rtp_recognition_judge(in_turn, arrival->path.direction, &arrival->rtp,
                              marked,
                              lync_payload_type(arrival->rtp.payload_type,
                                                marked)) != RTP_VERDICT_ACCEPT)
        return false;
    if (!named && !was_known)
        media_setup_name(pinfo, marked);
    return true;
}

/* First pass: the same, and keeps which packet of a TCP segment was the first
 * of its stream. */
static bool judge_once(packet_info *pinfo, struct media_arrival *arrival)
{
    if (!judge(pinfo, arrival))
        return false;
    if (pinfo->ptype == PT_TCP &&
        frame_data_of(pinfo, FRAME_DATA_BEGUN) == NULL &&
        media_stream_find(arrival->flow, arrival->path.direction,
                          arrival->rtp.ssrc) == NULL)
        frame_data_keep(
            pinfo, FRAME_DATA_BEGUN,
            wmem_memdup(wmem_file_scope(), &arrival->rtp, sizeof arrival->rtp));
    return true;
}

/* Later passes: what the first one decided. */
static bool was_judged(packet_info *pinfo, const struct media_arrival *arrival)
{
    const struct media_stream *stream =
        arrival->flow != NULL
            ? media_stream_find(arrival->flow, arrival->path.direction,
                                arrival->rtp.ssrc)
            : NULL;
    const struct rtp_header *begun = frame_data_of(pinfo, FRAME_DATA_BEGUN);

    if (stream == NULL || stream->first_frame > pinfo->num)
        return false;
    return begun == NULL || begun->ssrc != arrival->rtp.ssrc ||
           (int16_t)(arrival->rtp.seq - begun->seq) >= 0;
}

typedef void take_h(packet_info *pinfo, proto_tree *tree,
                    struct media_arrival *arrival);

/* Has the packet dissected, in clear if it was opened, then TAKEn; this also
 * where a dissector throws an exception, which goes on. */
static void dissect_and_take(dissector_handle_t handle, tvbuff_t *tvb,
                             packet_info *pinfo, proto_tree *tree,
                             struct media_arrival *arrival, take_h *take)
{
    TRY
    {
        if (srtp_clear_dissect(tvb, pinfo, tree) == 0)
            call_dissector_only(handle, tvb, pinfo, tree, NULL);
    }
    FINALLY
    {
        take(pinfo, tree, arrival);
    }
    ENDTRY;
}

/* Whether STREAM had begun when the frame came: the same on every pass. */
static bool has_begun(const struct media_stream *stream,
                      const packet_info *pinfo)
{
    return stream != NULL && stream->first_frame < pinfo->num;
}

/* Whether ARRIVAL is RTCP of media that is known: by its endpoints, or by its
 * sender's SSRC where RTCP has an allocation of its own. HEADER is set if it is
 * RTCP. */
static bool is_rtcp_known(const packet_info *pinfo,
                          const struct media_arrival *arrival,
                          struct rtcp_header *header)
{
    enum rtcp_header_result result =
        rtcp_header_read(arrival->payload, arrival->captured_bytes,
                         arrival->reported_bytes, header);
    const struct media_stream *stream =
        arrival->flow != NULL ? arrival->flow->streams : NULL;

    if (result != RTCP_HEADER_OK && result != RTCP_HEADER_TRUNCATED)
        return false;
    for (; stream != NULL; stream = stream->next_of_flow)
        if (has_begun(stream, pinfo))
            return true;
    return header->ssrc_present &&
           has_begun(
               media_watch_stream_of(capture_analysis(), arrival, header->ssrc),
               pinfo);
}

/* RTCP that belongs to RTP recognised earlier. Returns whether it was
 * dissected: encrypted RTCP is left to Wireshark, which takes it only if it
 * consists of whole words. */
static bool dissect_rtcp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                         struct media_arrival *arrival)
{
    struct rtcp_header header;

    if (!is_rtcp_known(pinfo, arrival, &header))
        return false;
    if (header.protection == RTCP_CLEAR)
        dissect_and_take(rtcp_handle, tvb, pinfo, tree, arrival, rtp_taken);
    else if (stock_rtcp == NULL || arrival->reported_bytes % 4 != 0)
        rtp_taken(pinfo, tree, arrival);
    return header.protection == RTCP_CLEAR;
}

/* RTP; a key that OPENED it proves what it is. Returns whether it was
 * dissected. */
static bool dissect_rtp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        struct media_arrival *arrival, bool opened)
{
    bool accepted;

    if (rtp_header_parse(arrival->payload, arrival->captured_bytes,
                         arrival->reported_bytes,
                         &arrival->rtp) != RTP_HEADER_OK)
        return false;
    arrival->kind = MEDIA_PACKET_RTP;
    arrival->rtp_parsed = true;
    accepted = PINFO_FD_VISITED(pinfo) ? was_judged(pinfo, arrival)
                                       : judge_once(pinfo, arrival);
    if (!accepted && !opened)
        return false;
    dissect_and_take(rtp_handle, tvb, pinfo, tree, arrival, rtp_taken_inside);
    return true;
}

/* The code point of the packet. The gate in front of UDP noted it; in front of
 * TCP there is none. */
static uint8_t dscp_of(const packet_info *pinfo)
{
    struct frame_facts *facts = frame_facts(pinfo);
    struct frame_ip ip;

    if (pinfo->ptype == PT_TCP && frame_ip(pinfo, &ip))
        facts->dscp = ip.dscp;
    return facts->dscp;
}

/* What TVB, in TURN over TCP, holds behind the length of RFC 4571, if that is
 * there. */
static tvbuff_t *behind_length(tvbuff_t *tvb)
{
    int length_bytes = (int)tvb_captured_length(tvb);

    return turn_stream_has_length(tvb_get_ptr(tvb, 0, length_bytes),
                                  (size_t)length_bytes)
               ? tvb_new_subset_remaining(tvb, TURN_STREAM_LENGTH_BYTES)
               : tvb;
}

/* Fills ARRIVAL from what a TURN message carries; returns false if it cannot be
 * media. */
static bool read_arrival(tvbuff_t *tvb, packet_info *pinfo,
                         struct media_arrival *arrival)
{
    if (!lync_decode_dscp() ||
        (pinfo->ptype != PT_UDP && pinfo->ptype != PT_TCP))
        return false;
    arrival->captured_bytes = tvb_captured_length(tvb);
    arrival->reported_bytes = tvb_reported_length(tvb);
    if (arrival->captured_bytes < RTCP_HEADER_BYTES_MIN)
        return false;
    arrival->payload = tvb_get_ptr(tvb, 0, (int)arrival->captured_bytes);
    arrival->kind =
        media_packet_kind(arrival->payload, arrival->captured_bytes);
    if (!frame_path(pinfo, pinfo->srcport, pinfo->destport, &arrival->path))
        return false;
    arrival->dscp = dscp_of(pinfo);
    arrival->flow =
        media_flow_find(&capture_analysis()->streams, &arrival->path);
    return true;
}

int turn_media_dissect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    struct media_arrival arrival = {0};
    bool opened;
    bool used;

    if (pinfo->ptype == PT_TCP)
        tvb = behind_length(tvb);
    if (!read_arrival(tvb, pinfo, &arrival))
        return 0;
    other_transport_look(pinfo, tree);
    opened = capture_analysis()->srtp != NULL &&
             media_arrival_is_media(&arrival) &&
             srtp_gate_open(pinfo, &arrival, true);
    used = arrival.kind == MEDIA_PACKET_RTCP
               ? dissect_rtcp(tvb, pinfo, tree, &arrival)
               : dissect_rtp(tvb, pinfo, tree, &arrival, opened);
    return used ? (int)arrival.captured_bytes : 0;
}

static lync_bool dissect_turn_media(tvbuff_t *tvb, packet_info *pinfo,
                                    proto_tree *tree, void *data _U_)
{
    return turn_media_dissect(tvb, pinfo, tree) != 0;
}

/* Wireshark's heuristic for RTCP in TURN, which a match moves before this
 * plugin's: leaves to this plugin what it knows, and counts the rest. */
static lync_bool dissect_stock_rtcp(tvbuff_t *tvb, packet_info *pinfo,
                                    proto_tree *tree, void *data)
{
    struct media_arrival arrival = {0};
    struct rtcp_header header;
    volatile bool used = true; /* an exception comes from what it took */
    bool counts =
        proto_is_protocol_enabled(find_protocol_by_id(proto_lync_id)) &&
        read_arrival(tvb, pinfo, &arrival) && arrival.kind == MEDIA_PACKET_RTCP;

    if (counts && is_rtcp_known(pinfo, &arrival, &header) &&
        header.protection == RTCP_CLEAR)
        return FALSE;
    TRY
    {
        used = stock_rtcp(tvb, pinfo, tree, data);
    }
    FINALLY
    {
        if (used && counts)
            rtp_taken(pinfo, tree, &arrival);
    }
    ENDTRY;
    return used;
}

void turn_media_on_stun(const struct media_arrival *arrival, int64_t now_ns)
{
    struct analysis *analysis = capture_analysis();

    turn_clients_on_message(&analysis->turn, &analysis->sessions.ends,
                            &arrival->path, false, arrival->payload,
                            arrival->captured_bytes, now_ns);
}

/* Reads what the ChannelData ARRIVAL carries into INNER, if its length is the
 * datagram's. RFC 8656 12.4, 12.5: up to three octets of padding. */
static bool read_channel_data(const struct media_arrival *arrival,
                              struct media_arrival *inner)
{
    unsigned length_bytes;

    if (arrival->captured_bytes < CHANNEL_HEADER_BYTES)
        return false;
    length_bytes = read_be16(arrival->payload + CHANNEL_LENGTH_AT);
    if (arrival->reported_bytes < CHANNEL_HEADER_BYTES + length_bytes ||
        arrival->reported_bytes > CHANNEL_HEADER_BYTES + length_bytes + 3)
        return false;
    *inner = *arrival;
    inner->payload += CHANNEL_HEADER_BYTES;
    inner->captured_bytes =
        MIN(arrival->captured_bytes - CHANNEL_HEADER_BYTES, length_bytes);
    inner->reported_bytes = length_bytes;
    return true;
}

void turn_media_on_channel_data(packet_info *pinfo,
                                struct media_arrival *arrival)
{
    struct media_arrival inner;

    if ((arrival->flow != NULL && arrival->flow->stun_seen) ||
        pinfo->srcport == STUN_PORT || pinfo->destport == STUN_PORT ||
        pinfo->fragmented || !lync_decode_dscp() ||
        !read_channel_data(arrival, &inner) ||
        media_packet_kind(inner.payload, inner.captured_bytes) !=
            MEDIA_PACKET_RTP ||
        rtp_header_read(inner.payload, inner.captured_bytes,
                        inner.reported_bytes, &inner.rtp) != RTP_HEADER_OK ||
        media_owner_of(pinfo) != OWNER_NONE || !judge(pinfo, &inner))
        return;
    arrival->flow = inner.flow;
    arrival->flow->stun_seen = true;
    media_setup_hold(pinfo);
}

void turn_media_handoff(int proto_lync)
{
    heur_dtbl_entry_t *rtcp =
        find_heur_dissector_by_unique_short_name("rtcp_stun");

    proto_lync_id = proto_lync;
    rtp_handle = find_dissector("rtp");
    rtcp_handle = find_dissector("rtcp");
    if (rtcp != NULL) {
        stock_rtcp = rtcp->dissector;
        rtcp->dissector = dissect_stock_rtcp;
    }
    heur_dissector_add("stun", dissect_turn_media, "Media over TURN",
                       "lync_stun", proto_lync, HEURISTIC_ENABLE);
    heur_dissector_add("classicstun", dissect_turn_media,
                       "Media over TURN of [MS-TURN]", "lync_classicstun",
                       proto_lync, HEURISTIC_ENABLE);
}
