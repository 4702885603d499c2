/* Media packets that Wireshark has dissected.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_taken.h"

#include <epan/tap.h>

#include <string.h>

#include "big_endian.h"
#include "capture.h"
#include "frame_facts.h"
#include "frame_moment.h"
#include "frame_tap.h"
#include "media_watch.h"
#include "rtp_names.h"
#include "srtp_watch.h"
#include "stream_watch.h"
#include "voip_view.h"

#define OFFSET_RTCP_SSRC  4 /* RFC 3550 6.4 */
#define RTCP_HEADER_BYTES 8

#define MAC_BYTES       6
#define HASH_MULTIPLIER UINT64_C(0x9E3779B97F4A7C15) /* 2^64 / golden ratio */

static int proto_rtp;
static int rtp_tap;

/* Whether the RTP dissector took part of this frame. */
static bool rtp_was_dissected(const packet_info *pinfo)
{
    for (wmem_list_frame_t *layer = wmem_list_tail(pinfo->layers);
         layer != NULL; layer = wmem_list_frame_prev(layer))
        if (GPOINTER_TO_INT(wmem_list_frame_data(layer)) == proto_rtp)
            return true;
    return false;
}

/* The first eight octets of ADDR, which no link address is longer than. */
static inline uint64_t link_octets(const address *addr)
{
    uint64_t octets = 0;

    if (addr->len == MAC_BYTES)
        memcpy(&octets, addr->data, MAC_BYTES);
    else if (addr->len > 0)
        memcpy(&octets, addr->data, MIN((size_t)addr->len, sizeof octets));
    return octets;
}

/* A hash of what differs between places in the network: link-layer addresses,
 * VLAN, and the direction that a capture on "any" records. */
static uint32_t link_hash(const packet_info *pinfo)
{
    uint64_t hash = (uint64_t)(pinfo->p2p_dir + 2) << 32 | pinfo->vlan_id;

    hash = (hash ^ link_octets(&pinfo->dl_src)) * HASH_MULTIPLIER;
    hash = (hash ^ hash >> 32 ^ link_octets(&pinfo->dl_dst)) * HASH_MULTIPLIER;
    return (uint32_t)(hash >> 32);
}

/* Whether the program will show its frames again; true as long as that is not
 * known. The first pass of two runs no taps (tshark -2, sharkd); Wireshark's
 * does, and each frame has its own frame_data there, while tshark uses one for
 * all. */
static bool frame_returns(struct analysis *analysis, const packet_info *pinfo)
{
    if (analysis->frames_known)
        return analysis->frames_return;
    analysis->frames_return = analysis->frame_data != pinfo->fd ||
                              fetch_tapped_data(rtp_tap, 0) == NULL;
    analysis->frames_known =
        analysis->rtp_frame != 0 && analysis->rtp_frame != pinfo->num;
    analysis->frame_data = pinfo->fd;
    return analysis->frames_return;
}

/* Describes STREAM; where it is RED in clear, by the primary block. */
static void describe(packet_info *pinfo, struct media_stream *stream,
                     const struct media_arrival *arrival)
{
    const struct frame_facts *facts = frame_facts(pinfo);
    uint8_t payload_type =
        facts->red_known ? facts->red_primary : arrival->rtp.payload_type;
    enum media_kind kind = rtp_names_kind(pinfo, payload_type, arrival->dscp);

    if (kind == MEDIA_KIND_UNKNOWN)
        kind =
            media_ends_kind(&capture_analysis()->sessions.ends,
                            media_arrival_destination(arrival), payload_type);
    stream_watch_describe(stream, arrival->rtp.payload_type,
                          rtp_names_codec(pinfo, payload_type),
                          rtp_names_clock_rate_hz(pinfo, payload_type), kind,
                          rtp_names_setup(pinfo));
}

/* First pass: counts one packet of RTP. */
static void watch_rtp(packet_info *pinfo, struct media_arrival *arrival)
{
    struct analysis *analysis = capture_analysis();
    struct media_stream *stream;
    struct media_repeat repeat;

    if (arrival->flow == NULL)
        arrival->flow = media_flow_get(&analysis->streams, &arrival->path);
    if (arrival->flow == NULL)
        return;
    arrival->moment = *frame_moment_note(pinfo);
    arrival->link_hash = link_hash(pinfo);
    arrival->frame_returns = frame_returns(analysis, pinfo);
    stream = stream_watch_count(analysis, arrival);
    if (stream == NULL)
        return;
    if (stream_watch_is_undescribed(stream, arrival->rtp.payload_type) ||
        (frame_facts(pinfo)->red_known && stream_watch_is_red(stream)))
        describe(pinfo, stream, arrival);
    media_watch_on_rtp(analysis, stream, arrival, &repeat);
    if (analysis->srtp != NULL && frame_facts(pinfo)->clear == NULL)
        srtp_watch_on_closed(analysis, stream, arrival);
    if (repeat.first_frame != 0 || repeat.conflict_frame != 0)
        frame_data_keep(pinfo, FRAME_DATA_REPEAT,
                        wmem_memdup(wmem_file_scope(), &repeat, sizeof repeat));
}

static uint32_t ssrc_of_rtcp(const struct media_arrival *arrival)
{
    return read_be32(arrival->payload + OFFSET_RTCP_SSRC);
}

/* First pass: keeps what this RTCP proves, and its session if no stream will
 * lead to it. */
static void watch_rtcp(packet_info *pinfo, struct media_arrival *arrival)
{
    struct analysis *analysis = capture_analysis();
    struct media_session_entry *session;
    struct rtcp_round_trip_proof proof = {0};

    arrival->moment = *frame_moment_note(pinfo);
    session = media_watch_on_rtcp(analysis, arrival, &proof);
    if (proof.half_known)
        frame_data_keep(pinfo, FRAME_DATA_ROUND_TRIP,
                        wmem_memdup(wmem_file_scope(), &proof, sizeof proof));
    if (session != NULL && arrival->captured_bytes >= RTCP_HEADER_BYTES &&
        media_watch_stream_of(analysis, arrival, ssrc_of_rtcp(arrival)) == NULL)
        frame_data_keep(pinfo, FRAME_DATA_SESSION, session);
}

static bool facts_are_wanted(const proto_tree *tree)
{
    return tree != NULL || frame_tap_is_wanted() || voip_view_is_wanted();
}

/* Notes what is shown of the frame, if anybody wants to know. What the first
 * pass could not know yet is not shown on later passes either. */
static void note_facts(packet_info *pinfo, const struct media_arrival *arrival,
                       uint32_t ssrc)
{
    struct frame_facts *facts = frame_facts(pinfo);
    struct media_stream *stream =
        media_watch_stream_of(capture_analysis(), arrival, ssrc);

    if (stream == NULL || stream->first_frame > pinfo->num) {
        facts->session = frame_data_of(pinfo, FRAME_DATA_SESSION);
        return;
    }
    facts->stream = stream;
    facts->is_rtp = arrival->kind == MEDIA_PACKET_RTP;
    facts->payload_type = arrival->rtp.payload_type;
}

void rtp_taken_inside(packet_info *pinfo, proto_tree *tree,
                      struct media_arrival *arrival)
{
    if (!PINFO_FD_VISITED(pinfo)) {
        watch_rtp(pinfo, arrival);
        frame_facts(pinfo)->counted = true;
    }
    if (facts_are_wanted(tree))
        note_facts(pinfo, arrival, arrival->rtp.ssrc);
}

static void rtcp_taken(packet_info *pinfo, proto_tree *tree,
                       struct media_arrival *arrival)
{
    if (!PINFO_FD_VISITED(pinfo)) {
        watch_rtcp(pinfo, arrival);
        frame_facts(pinfo)->counted = true;
    }
    if (facts_are_wanted(tree) && arrival->captured_bytes >= RTCP_HEADER_BYTES)
        note_facts(pinfo, arrival, ssrc_of_rtcp(arrival));
}

/* Whether the packet belongs to endpoints that are known to exchange RTP, and
 * the RTP dissector was not asked because the capture cuts the header behind
 * its fixed part. */
static bool is_cut_rtp(const struct media_arrival *arrival)
{
    return arrival->rtp_parsed && arrival->flow != NULL &&
           arrival->flow->claimed && arrival->flow->recognition.confirmed &&
           arrival->rtp.header_bytes > arrival->captured_bytes;
}

void rtp_taken(packet_info *pinfo, proto_tree *tree,
               struct media_arrival *arrival)
{
    if (PINFO_FD_VISITED(pinfo) && !facts_are_wanted(tree))
        return;
    if (arrival->kind == MEDIA_PACKET_RTCP) {
        rtcp_taken(pinfo, tree, arrival);
        return;
    }
    if (!arrival->rtp_parsed)
        arrival->rtp_parsed =
            rtp_header_parse(arrival->payload, arrival->captured_bytes,
                             arrival->reported_bytes,
                             &arrival->rtp) == RTP_HEADER_OK;
    if (!rtp_was_dissected(pinfo) && !is_cut_rtp(arrival)) {
        if (!PINFO_FD_VISITED(pinfo))
            capture_one_way_on_undissected(capture_analysis()->one_way,
                                           &capture_analysis()->streams,
                                           arrival);
        return;
    }
    if (arrival->rtp_parsed)
        rtp_taken_inside(pinfo, tree, arrival);
}

void rtp_taken_handoff(void)
{
    proto_rtp = proto_get_id_by_filter_name("rtp");
    rtp_tap = find_tap_id("rtp");
}
