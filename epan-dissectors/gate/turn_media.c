/* RTP inside TURN, by the code point of the packet that carries it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_media.h"

#include <epan/packet.h>
#include <epan/exceptions.h>

#include "capture.h"
#include "frame_facts.h"
#include "frame_moment.h"
#include "media_setup.h"
#include "preferences.h"
#include "rtcp_header.h"
#include "rtp_taken.h"
#include "srtp_clear.h"
#include "srtp_gate.h"
#include "wireshark_compat.h"
#include "media_kind.h"

static dissector_handle_t rtp_handle;
static dissector_handle_t rtcp_handle;

/* First pass: whether the packet is RTP. A known stream stays known. */
static bool judge(packet_info *pinfo, struct media_arrival *arrival)
{
    enum media_kind marked = lync_kind_of_dscp(arrival->dscp);
    struct media_flow *flow = arrival->flow;
    bool was_known;

    if (flow == NULL && marked != MEDIA_KIND_UNKNOWN)
        flow = arrival->flow =
            media_flow_get(&capture_analysis()->streams, &arrival->path);
    if (flow == NULL)
        return false;
    if (media_stream_find(flow, arrival->path.direction, arrival->rtp.ssrc))
        return true;
    was_known = flow->in_turn.directions[arrival->path.direction].probable;
    if (rtp_recognition_judge(&flow->in_turn, arrival->path.direction,
                              &arrival->rtp, marked,
                              lync_payload_type(arrival->rtp.payload_type,
                                                marked)) != RTP_VERDICT_ACCEPT)
        return false;
    if (!was_known)
        media_setup_name(pinfo, marked);
    return true;
}

/* Later passes: what the first one decided. */
static bool was_judged(const packet_info *pinfo,
                       const struct media_arrival *arrival)
{
    const struct media_stream *stream =
        arrival->flow != NULL
            ? media_stream_find(arrival->flow, arrival->path.direction,
                                arrival->rtp.ssrc)
            : NULL;

    return stream != NULL && stream->first_frame <= pinfo->num;
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

/* RTCP that belongs to RTP recognised earlier. Wireshark's own heuristic would
 * take it, too, and would from then on be asked before this one. Returns
 * whether it was dissected: encrypted RTCP is left to others. */
static bool dissect_rtcp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                         struct media_arrival *arrival)
{
    struct rtcp_header header;
    enum rtcp_header_result result =
        rtcp_header_read(arrival->payload, arrival->captured_bytes,
                         arrival->reported_bytes, &header);

    if ((result != RTCP_HEADER_OK && result != RTCP_HEADER_TRUNCATED) ||
        arrival->flow == NULL || arrival->flow->streams == NULL)
        return false;
    if (header.protection == RTCP_CLEAR)
        dissect_and_take(rtcp_handle, tvb, pinfo, tree, arrival, rtp_taken);
    else
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
                                       : judge(pinfo, arrival);
    if (!accepted && !opened)
        return false;
    dissect_and_take(rtp_handle, tvb, pinfo, tree, arrival, rtp_taken_inside);
    return true;
}

static lync_bool dissect_turn_media(tvbuff_t *tvb, packet_info *pinfo,
                                    proto_tree *tree, void *data _U_)
{
    struct media_arrival arrival = {0};
    bool opened;

    if (!lync_decode_dscp() || pinfo->ptype != PT_UDP)
        return FALSE;
    arrival.captured_bytes = tvb_captured_length(tvb);
    arrival.reported_bytes = tvb_reported_length(tvb);
    if (arrival.captured_bytes < RTP_HEADER_BYTES)
        return FALSE;
    arrival.payload = tvb_get_ptr(tvb, 0, (int)arrival.captured_bytes);
    arrival.kind = media_packet_kind(arrival.payload, arrival.captured_bytes);
    if (!frame_path(pinfo, pinfo->srcport, pinfo->destport, &arrival.path))
        return FALSE;
    arrival.dscp = frame_facts(pinfo)->dscp;
    arrival.flow = media_flow_find(&capture_analysis()->streams, &arrival.path);
    opened = capture_analysis()->srtp != NULL &&
             media_arrival_is_media(&arrival) &&
             srtp_gate_open(pinfo, &arrival, true);
    if (arrival.kind == MEDIA_PACKET_RTCP)
        return dissect_rtcp(tvb, pinfo, tree, &arrival);
    return dissect_rtp(tvb, pinfo, tree, &arrival, opened);
}

void turn_media_handoff(int proto_lync)
{
    rtp_handle = find_dissector("rtp");
    rtcp_handle = find_dissector("rtcp");
    heur_dissector_add("stun", dissect_turn_media, "Marked media over TURN",
                       "lync_stun", proto_lync, HEURISTIC_ENABLE);
}
