/* The gate in front of UDP: it sees the code point, which IP knows and UDP does
 * not pass on, and decides before UDP whether the packet starts media.
 *
 * Decisions are made on the first pass only. What they change in Wireshark
 * (conversations) is tied to frame numbers, so later passes get the same
 * result.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "udp_gate.h"

#include <epan/packet.h>
#include <epan/exceptions.h>
#include <epan/ipproto.h>

#include "capture.h"
#include "datagram.h"
#include "frame_facts.h"
#include "frame_gate.h"
#include "frame_ip.h"
#include "frame_moment.h"
#include "ice_media.h"
#include "ice_watch.h"
#include "media_setup.h"
#include "media_watch.h"
#include "only_rtp.h"
#include "preferences.h"
#include "rtcp_header.h"
#include "rtp_taken.h"
#include "sip_hook.h"
#include "srtp_gate.h"
#include "turn_allocation.h"
#include "turn_media.h"
#include "wireshark_compat.h"
#include "big_endian.h"
#include "media_kind.h"

#define UDP_HEADER_BYTES 8
#define UDP_LENGTH_AT    4
#define STUN_LENGTH_AT   2
#define SIP_BYTES_MIN    16 /* "ACK a:b SIP/2.0" and a line end */

static dissector_handle_t udp_handle;
static dissector_handle_t gate_handle;

/* The ports of a UDP datagram. */
struct ports {
    uint16_t source;
    uint16_t destination;
};

/* The ports in the UDP header OCTETS, RFC 768. */
static struct ports ports_of(const uint8_t *octets)
{
    return (struct ports){read_be16(octets), read_be16(octets + 2)};
}

static struct media_flow *flow_get(const struct media_arrival *arrival)
{
    return media_flow_get(&capture_analysis()->streams, &arrival->path);
}

/* Fills ARRIVAL and PORTS from the CAPTURED OCTETS of a datagram that may
 * concern media; returns false if it does not. The flow is set if it is known.
 */
static bool read_arrival(tvbuff_t *tvb, const uint8_t *octets,
                         unsigned captured, const packet_info *pinfo,
                         void *data, struct media_arrival *arrival,
                         struct ports *ports)
{
    unsigned reported = tvb_reported_length(tvb);

    if (captured < UDP_HEADER_BYTES + 2 || pinfo->flags.in_error_pkt)
        return false;
    arrival->kind = media_packet_kind(octets + UDP_HEADER_BYTES,
                                      captured - UDP_HEADER_BYTES);
    if (arrival->kind == MEDIA_PACKET_OTHER ||
        arrival->kind == MEDIA_PACKET_ZRTP ||
        arrival->kind == MEDIA_PACKET_DTLS)
        return false;
    *ports = ports_of(octets);
    /* What follows UDP's own length is padding of the link layer. */
    reported = MIN(reported, read_be16(octets + UDP_LENGTH_AT));
    if (reported <= UDP_HEADER_BYTES)
        return false;
    captured = MIN(captured, reported);
    arrival->payload = octets + UDP_HEADER_BYTES;
    arrival->captured_bytes = captured - UDP_HEADER_BYTES;
    arrival->reported_bytes = reported - UDP_HEADER_BYTES;
    frame_ip_arrival(data, arrival);
    return frame_flow(pinfo, ports->source, ports->destination, &arrival->path,
                      &arrival->flow);
}

/* Draft-06 of ICE checks with STUN of RFC 3489, which has no cookie. */
static bool is_stun(const struct media_arrival *arrival)
{
    return arrival->captured_bytes >= STUN_HEADER_BYTES &&
           (read_be32(arrival->payload + STUN_COOKIE_AT) == STUN_COOKIE ||
            (read_be16(arrival->payload + STUN_LENGTH_AT) + STUN_HEADER_BYTES ==
                 (int)arrival->reported_bytes &&
             ice_media_is_possible(arrival)));
}

/* Decides about RTP that nothing declared, or that STUN took. Returns the
 * conversation whose packet the owner of a port is asked about, or NULL. */
static struct conversation *judge_rtp(packet_info *pinfo,
                                      struct media_arrival *arrival,
                                      enum media_kind marked)
{
    struct media_flow *flow = arrival->flow;
    bool was_claimed = flow->claimed;
    enum media_owner owner;
    enum media_pair pair;
    enum rtp_verdict verdict;

    if (flow->recognition.confirmed && flow->claimed) {
        ice_media_name(pinfo, flow, arrival->path.direction, false);
        return NULL;
    }
    /* Signalling never withdraws a declaration: asking once is enough. */
    if (flow->declared[arrival->path.direction] && !flow->claimed &&
        !flow->stun_seen)
        return NULL;
    owner = media_owner_of(pinfo);
    if (owner == OWNER_FOREIGN)
        return NULL;
    if (owner == OWNER_DECLARED && !flow->claimed) {
        flow->declared[arrival->path.direction] = true;
        if (LYNC_STUN_TAKES_CONVERSATION && flow->stun_seen) {
            flow->claimed = true;
            flow->recognition.confirmed = true;
            media_setup_hold(pinfo);
            ice_media_name(pinfo, flow, arrival->path.direction, false);
        }
        return NULL;
    }
    pair = ice_media_judge(arrival);
    if (pair == MEDIA_PAIR_UNKNOWN && !lync_decode_dscp())
        return NULL;
    if (!flow->owner_asked) {
        flow->recognition.owned = media_port_is_owned(pinfo);
        flow->owner_asked = true;
    }
    verdict = ice_media_recognise(arrival, marked, pair);
    flow->claimed = verdict == RTP_VERDICT_ACCEPT;
    if (flow->claimed && !was_claimed) {
        ice_media_name(pinfo, flow, arrival->path.direction, false);
        media_setup_claim(pinfo, arrival, owner, marked);
        only_rtp_begin(pinfo, flow);
    }
    if (!flow->claimed && was_claimed) {
        media_setup_release(pinfo);
        flow->only_rtp = false;
    }
    return verdict == RTP_VERDICT_ASK_OWNER ? media_setup_ask_owner(pinfo)
                                            : NULL;
}

/* Whether RTCP between endpoints that carry no RTP belongs to media that this
 * plugin found: its sender's SSRC is known, or RTP uses the ports below. */
static bool is_rtcp_of_media(const struct media_arrival *arrival,
                             const struct rtcp_header *rtcp)
{
    const struct analysis *analysis = capture_analysis();
    const struct endpoint *ends = arrival->path.ends;

    return (rtcp->ssrc_present &&
            media_watch_stream_of(analysis, arrival, rtcp->ssrc) != NULL) ||
           media_flow_at_port_below(&analysis->streams, &ends[0]) ||
           media_flow_at_port_below(&analysis->streams, &ends[1]);
}

/* Decides about RTCP that Wireshark's heuristic does not recognise: SRTCP,
 * whose length is not a multiple of four or whose contents are encrypted. */
static void judge_rtcp(packet_info *pinfo, struct media_arrival *arrival)
{
    struct rtcp_header rtcp;
    struct media_flow *flow = arrival->flow;

    if (!lync_decode_dscp() || pinfo->fragmented ||
        rtcp_header_read(arrival->payload, arrival->captured_bytes,
                         arrival->reported_bytes, &rtcp) != RTCP_HEADER_OK ||
        rtcp.protection == RTCP_CLEAR)
        return;
    if (flow != NULL && flow->encrypted[arrival->path.direction])
        return;
    if (flow == NULL || !(flow->claimed || flow->is_rtcp)) {
        if (!is_rtcp_of_media(arrival, &rtcp) ||
            media_owner_of(pinfo) != OWNER_NONE)
            return;
        flow = arrival->flow = flow_get(arrival);
        if (flow == NULL)
            return;
        flow->is_rtcp = true;
        media_setup_hold(pinfo);
    } else if (media_owner_of(pinfo) != OWNER_NONE) {
        return;
    }
    flow->encrypted[arrival->path.direction] = true;
    media_setup_encrypt_rtcp(pinfo, arrival->reported_bytes);
}

/* Sets what UDP will set, for conversations asked for before. */
static void foretell(packet_info *pinfo, const struct ports *ports)
{
    pinfo->ptype = PT_UDP;
    pinfo->srcport = ports->source;
    pinfo->destport = ports->destination;
}

/* First pass, before UDP: who dissects the packet. Returns as judge_rtp(). */
static struct conversation *judge_arrival(packet_info *pinfo,
                                          struct media_arrival *arrival)
{
    enum media_kind marked = lync_kind_of_dscp(arrival->dscp);

    if (arrival->kind == MEDIA_PACKET_STUN) {
        if (is_stun(arrival) && !arrival->flow)
            arrival->flow = flow_get(arrival);
        if (arrival->flow != NULL) {
            arrival->flow->stun_seen = true;
            ice_watch_on_stun(capture_analysis(), arrival,
                              frame_moment(pinfo)->time_ns);
        }
        turn_media_on_stun(arrival, frame_moment(pinfo)->time_ns);
        return NULL;
    }
    if (arrival->kind == MEDIA_PACKET_CHANNEL_DATA)
        turn_media_on_channel_data(pinfo, arrival);
    else
        media_setup_name_back(pinfo, arrival);
    if (arrival->kind == MEDIA_PACKET_RTCP)
        judge_rtcp(pinfo, arrival);
    if (arrival->kind != MEDIA_PACKET_RTP ||
        rtp_header_read(arrival->payload, arrival->captured_bytes,
                        arrival->reported_bytes,
                        &arrival->rtp) != RTP_HEADER_OK)
        return NULL;
    arrival->rtp_parsed = true;
    if (arrival->flow == NULL &&
        (marked != MEDIA_KIND_UNKNOWN || ice_media_is_named(arrival)))
        arrival->flow = flow_get(arrival);
    return arrival->flow != NULL && !pinfo->fragmented
               ? judge_rtp(pinfo, arrival, marked)
               : NULL;
}

/* First pass: what the packet means for a flow that has carried only RTP. */
static void note_neighbour(tvbuff_t *tvb, packet_info *pinfo,
                           const struct media_arrival *arrival, bool watched)
{
    if (!watched)
        only_rtp_end_by(tvb, pinfo);
    else if (arrival->flow != NULL &&
             !(arrival->rtp_parsed &&
               arrival->rtp.header_bytes <= arrival->captured_bytes))
        only_rtp_end(pinfo, arrival->flow);
}

/* First pass: offers a datagram that may be SIP to its hook. */
static void offer_sip(tvbuff_t *tvb, const uint8_t *octets, unsigned captured,
                      packet_info *pinfo)
{
    unsigned length;

    if (captured < UDP_HEADER_BYTES + SIP_BYTES_MIN ||
        pinfo->flags.in_error_pkt || !g_ascii_isalpha(octets[UDP_HEADER_BYTES]))
        return;
    /* What follows UDP's own length is padding of the link layer. */
    length = MIN(captured, read_be16(octets + UDP_LENGTH_AT));
    if (length > UDP_HEADER_BYTES)
        sip_hook_datagram(pinfo, tvb, UDP_HEADER_BYTES,
                          length - UDP_HEADER_BYTES, ports_of(octets).source,
                          ports_of(octets).destination);
}

/* First pass, after UDP: what the owner of a port did with the packet that it
 * was asked about in CONVERSATION. */
static void hear_owner(const packet_info *pinfo, struct media_arrival *arrival,
                       struct conversation *conversation)
{
    struct media_flow *flow = arrival->flow;

    if (!media_setup_is_disowned(conversation, pinfo->num))
        return;
    rtp_recognition_disown(&flow->recognition, arrival->path.direction);
    flow->claimed = true;
}

/* Hands a media packet on to UDP. It counts even where a dissector gives it up
 * with an exception, because the capture cuts it or its payload is not what it
 * says; the exception goes on. ASKED as judge_rtp() returned it. */
static int dissect_media(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                         void *data, struct media_arrival *arrival,
                         struct conversation *asked)
{
    volatile int used = 0;

    frame_gate_enter(pinfo);
    TRY
    {
        used = call_dissector_only(udp_handle, tvb, pinfo, tree, data);
    }
    FINALLY
    {
        if (asked != NULL)
            hear_owner(pinfo, arrival, asked);
        rtp_taken(pinfo, tree, arrival);
        frame_gate_leave(tvb, pinfo, tree);
    }
    ENDTRY;
    return used;
}

/* Whether UDP is all there is to the datagram of CAPTURED OCTETS: it and its
 * flow cannot concern media or SIP. Of STUN on later passes, nothing is to do.
 */
static bool is_plain(const uint8_t *octets, unsigned captured,
                     const packet_info *pinfo)
{
    const uint8_t *payload = octets + MIN(captured, UDP_HEADER_BYTES);
    size_t length = captured - (size_t)UDP_HEADER_BYTES;

    if (captured <= UDP_HEADER_BYTES || rtp_header_has_version(payload))
        return false;
    if (PINFO_FD_VISITED(pinfo) && datagram_is_binding(payload, length))
        return true;
    return datagram_is_plain(payload, length,
                             read_be16(octets + UDP_LENGTH_AT) -
                                 (size_t)UDP_HEADER_BYTES) &&
           (PINFO_FD_VISITED(pinfo) ||
            !frame_has_flow(pinfo, ports_of(octets).source,
                            ports_of(octets).destination));
}

/* A datagram of CAPTURED OCTETS that may concern media or SIP. */
static G_GNUC_NO_INLINE int
dissect_watched(tvbuff_t *tvb, const uint8_t *octets, unsigned captured,
                packet_info *pinfo, proto_tree *tree, void *data)
{
    struct media_arrival arrival;
    struct conversation *asked = NULL;
    struct ports ports;
    bool watched =
        read_arrival(tvb, octets, captured, pinfo, data, &arrival, &ports);

    if (watched) {
        arrival.rtp_parsed = false;
        foretell(pinfo, &ports);
        if (capture_analysis()->srtp != NULL &&
            media_arrival_is_media(&arrival))
            srtp_gate_open(pinfo, &arrival, false);
        if (!PINFO_FD_VISITED(pinfo))
            asked = judge_arrival(pinfo, &arrival);
        frame_facts(pinfo)->dscp = arrival.dscp;
    }
    if (!PINFO_FD_VISITED(pinfo)) {
        note_neighbour(tvb, pinfo, &arrival, watched);
        if (watched && media_arrival_is_media(&arrival))
            sip_hook_exclude(pinfo);
        else
            offer_sip(tvb, octets, captured, pinfo);
    }
    if (watched && media_arrival_is_media(&arrival))
        return dissect_media(tvb, pinfo, tree, data, &arrival, asked);
    if (watched && datagram_is_binding(arrival.payload, arrival.captured_bytes))
        return frame_gate_pass_plain(udp_handle, tvb, pinfo, tree, data);
    return frame_gate_pass(udp_handle, tvb, pinfo, tree, data);
}

static int dissect_gate(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        void *data)
{
    unsigned captured;
    const uint8_t *octets;

    if (capture_analysis()->settings.off)
        return call_dissector_only(udp_handle, tvb, pinfo, tree, data);
    captured = tvb_captured_length(tvb);
    octets = captured > 0 ? tvb_get_ptr(tvb, 0, (int)captured) : NULL;
    return is_plain(octets, captured, pinfo)
               ? frame_gate_pass_plain(udp_handle, tvb, pinfo, tree, data)
               : dissect_watched(tvb, octets, captured, pinfo, tree, data);
}

/* Under no protocol: IP would not ask UDP at all where LYNC is disabled. */
void udp_gate_register(void)
{
    gate_handle = register_dissector_with_description(
        "lync.udp", "UDP with its code point", dissect_gate, -1);
}

void udp_gate_handoff(void)
{
    udp_handle = find_dissector("udp");
    dissector_add_uint("ip.proto", IP_PROTO_UDP, gate_handle);
}
