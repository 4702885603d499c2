/* Feeding media to the core, and keeping what it says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_health.h"

#include <string.h>

#include "capture_copy.h"
#include "capture_point.h"
#include "capture_sides.h"
#include "capture_watch.h"
#include "clear_payload.h"
#include "finding_store.h"
#include "frame_repeat.h"
#include "frame_time.h"
#include "media_session_table.h"
#include "preferences.h"
#include "report.h"
#include "rtp_points.h"
#include "sip_watch.h"
#include "video_loss.h"
#include "wireshark_compat.h"

#define EVENT_BY_NUMBER                                                        \
    101 /* packet-rtp-events.c binds it where no SDP did                       \
         */

/* Of a video stream with gaps, every so many its loss is compared with that of
 * audio; not in captures with more streams than this, where only the end of
 * the capture does. */
#define GAPS_BETWEEN_CHECKS      64
#define MAX_STREAMS_FOR_CHECKING 4096

#define HASH_MULTIPLIER 0x9E3779B1u /* 2^32 / golden ratio, odd */

static struct rtp_dup_burst_limits burst_limits;
static uint32_t n_bursts;
static GPtrArray *findings; /* of the packet at hand; emptied with it */

static uint32_t hash_octets(uint32_t hash, const uint8_t *octets, size_t n)
{
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ octets[i]) * HASH_MULTIPLIER;
    return hash;
}

/* What differs at another place of the network: addresses of the link, VLAN,
 * and the direction that a capture on "any" notes. */
static uint32_t link_hash(const packet_info *pinfo)
{
    uint32_t hash = (uint32_t)(pinfo->p2p_dir + 2);

    hash = (hash ^ pinfo->vlan_id) * HASH_MULTIPLIER;
    hash = hash_octets(hash, pinfo->dl_src.data, (size_t)pinfo->dl_src.len);
    return hash_octets(hash, pinfo->dl_dst.data, (size_t)pinfo->dl_dst.len);
}

/* Whether the packet is a telephone event, which senders repeat on purpose. */
static bool is_event(const struct media_stream *stream,
                     const struct media_arrival *arrival,
                     const uint8_t *payload, size_t length_bytes)
{
    if (stream->codec_now != NULL)
        return stream->is_event;
    return arrival->rtp.payload_type == EVENT_BY_NUMBER &&
           clear_payload_is_event(payload, length_bytes);
}

static void fill_arrival(packet_info *pinfo, const struct media_stream *stream,
                         const struct media_arrival *arrival,
                         struct rtp_arrival *rtp)
{
    size_t header_bytes = arrival->rtp.header_bytes;
    const uint8_t *payload = arrival->payload + header_bytes;
    size_t length_bytes = arrival->captured_bytes > header_bytes
                              ? arrival->captured_bytes - header_bytes
                              : 0;

    rtp->frame = pinfo->num;
    rtp->seq = arrival->rtp.seq;
    rtp->ip_id = arrival->ip_id;
    rtp->time_ns = frame_time_ns(pinfo);
    rtp->timestamp = arrival->rtp.timestamp;
    rtp->payload_sample = rtp_payload_sample(payload, length_bytes);
    rtp->link_hash = link_hash(pinfo);
    rtp->interface_id = capture_point_note(pinfo);
    rtp->payload_type = arrival->rtp.payload_type;
    rtp->ttl = arrival->ttl;
    rtp->dscp = arrival->dscp;
    rtp->marker = arrival->rtp.marker;
    rtp->event = is_event(stream, arrival, payload, length_bytes);
}

char *media_stream_who(const struct media_stream *stream)
{
    char from[ENDPOINT_TEXT_BYTES];
    char to[ENDPOINT_TEXT_BYTES];
    const struct endpoint *ends = stream->flow->ends;

    return g_strdup_printf(
        "%s to %s, SSRC 0x%08x", endpoint_text(&ends[stream->direction], from),
        endpoint_text(&ends[1 - stream->direction], to), stream->ssrc);
}

static const struct rtp_seq *seq_of(const struct media_stream *stream)
{
    return &rtp_points_at(&stream->points, 0)->stats.seq;
}

static bool same_hosts(const struct media_stream *a,
                       const struct media_stream *b)
{
    const struct endpoint *a_ends = a->flow->ends;
    const struct endpoint *b_ends = b->flow->ends;

    return endpoint_same_address(&a_ends[a->direction],
                                 &b_ends[b->direction]) &&
           endpoint_same_address(&a_ends[1 - a->direction],
                                 &b_ends[1 - b->direction]);
}

/* Adds lync.video_loss when a clean audio stream runs beside lossy video. */
static bool check_video_loss(const struct media_stream *video, GPtrArray *list)
{
    const GPtrArray *streams = media_streams();

    if (!video_loss_is_possible(seq_of(video)))
        return false;
    for (guint i = 0; i < streams->len; i++) {
        const struct media_stream *audio = g_ptr_array_index(streams, i);
        char *who;

        if (audio->media != MEDIA_KIND_AUDIO || audio->points.n_points == 0 ||
            !same_hosts(audio, video) ||
            !video_loss_seen(seq_of(video), seq_of(audio)))
            continue;
        who = media_stream_who(video);
        video_loss_report(list, seq_of(video), seq_of(audio), who);
        g_free(who);
        return true;
    }
    return false;
}

/* What the core said about one packet that was not simply the next. */
static void take_verdict(packet_info *pinfo, struct media_stream *stream,
                         const struct rtp_stream_verdict *verdict,
                         uint64_t n_packets)
{
    if (verdict->seq == RTP_SEQ_SEEN)
        frame_repeat_keep(
            pinfo, verdict->duplicate.first_frame, verdict->duplicate.origin,
            verdict->dup_burst != NULL ? verdict->dup_burst->index : 0);
    if (verdict->seq == RTP_SEQ_CONFLICT)
        frame_repeat_keep_conflict(pinfo, verdict->conflict_frame);
    if (verdict->seq == RTP_SEQ_SEEN &&
        verdict->burst == RTP_DUP_BURST_RAISED) {
        char *who = media_stream_who(stream);

        rtp_dup_burst_report(findings, verdict->dup_burst, who, n_packets);
        g_free(who);
    }
    if (verdict->seq == RTP_SEQ_NEW && verdict->n_skipped > 0 &&
        stream->media == MEDIA_KIND_VIDEO && !stream->video_loss_told &&
        ++stream->n_gaps % GAPS_BETWEEN_CHECKS == 0 &&
        media_streams()->len <= MAX_STREAMS_FOR_CHECKING)
        stream->video_loss_told = check_video_loss(stream, findings);
}

static void watch_sequence(packet_info *pinfo, struct media_stream *stream,
                           const struct media_arrival *arrival)
{
    struct rtp_arrival rtp;
    struct rtp_stream_verdict verdict;

    fill_arrival(pinfo, stream, arrival, &rtp);
    if (rtp_points_update(&stream->points, &rtp, &burst_limits, &n_bursts,
                          &verdict))
        take_verdict(pinfo, stream, &verdict, stream->n_packets);
}

/* The stream's source as ENTRY's session knows it: another session, after SDP,
 * another source. */
static struct media_source *source_of(struct media_stream *stream,
                                      struct media_session_entry *entry)
{
    if (stream->session != entry) {
        stream->session = entry;
        stream->source = wmem_new0(wmem_file_scope(), struct media_source);
    }
    stream->source->kind = stream->media;
    return stream->source;
}

/* Keeps when RTCP was missing, one entry a gap, for the field on every packet
 * in it: those are too many to keep a value each. */
static void keep_silence(struct media_stream *stream, int64_t now_ns,
                         int64_t silence_ns)
{
    int64_t since_ns = now_ns - silence_ns;
    struct rtcp_gap *last = NULL;
    unsigned n = 0;

    if (stream->rtcp_gaps == NULL)
        stream->rtcp_gaps =
            wmem_array_new(wmem_file_scope(), sizeof(struct rtcp_gap));
    n = wmem_array_get_count(stream->rtcp_gaps);
    if (n > 0)
        last = wmem_array_index(stream->rtcp_gaps, n - 1);
    if (last == NULL || last->since_ns != since_ns) {
        struct rtcp_gap gap = {since_ns, now_ns};

        wmem_array_append_one(stream->rtcp_gaps, gap);
        return;
    }
    last->until_ns = now_ns;
}

void media_health_on_rtp(packet_info *pinfo, struct media_stream *stream,
                         const struct media_arrival *arrival)
{
    enum side side;
    int64_t now_ns = frame_time_ns(pinfo);
    uint32_t interface_id = capture_point_of(pinfo);
    struct media_session_entry *entry;
    struct media_packet packet = {
        .time_ns = now_ns,
        .ssrc = arrival->rtp.ssrc,
        .payload_type = arrival->rtp.payload_type,
        .dscp = arrival->dscp,
    };
    int64_t silence_ns;

    watch_sequence(pinfo, stream, arrival);
    /* What another observation point saw before says nothing new, and code
     * points are compared with those of the same place. */
    if (!rtp_points_is_news(&stream->points, interface_id, arrival->rtp.seq)) {
        finding_store_add(pinfo, findings, stream->index, stream->call);
        return;
    }
    if (interface_id != rtp_points_at(&stream->points, 0)->interface_id)
        packet.dscp = DSCP_UNKNOWN;
    entry =
        media_session_of_flow(stream->flow, stream->direction, now_ns, &side);
    if (stream->call != entry->number) {
        stream->call_before = stream->call;
        stream->call = entry->number;
        stream->call_frame = pinfo->num;
    }
    media_session_on_rtp(&entry->session, side, source_of(stream, entry),
                         &packet, findings);
    silence_ns = media_session_rtcp_silence_ns(&entry->session, side, now_ns);
    if (silence_ns > 0)
        keep_silence(stream, now_ns, silence_ns);
    if (findings->len > 0)
        finding_store_add(pinfo, findings, stream->index, entry->number);
    if (entry->call != CALL_NONE)
        sip_watch_on_media(pinfo, entry->call);
}

struct media_session_entry *
media_health_on_rtcp(packet_info *pinfo, const struct media_arrival *arrival)
{
    struct media_session_entry *candidates[MAX_SESSION_CANDIDATES];
    const struct endpoint *source =
        &arrival->path.ends[arrival->path.direction];
    const struct endpoint *destination =
        &arrival->path.ends[1 - arrival->path.direction];
    struct media_session_entry *best = NULL;
    enum rtcp_route_match best_match = RTCP_ROUTE_NONE;
    enum side best_side = SIDE_A;
    struct rtcp_header header;
    unsigned n;

    if (rtcp_header_read(arrival->payload, arrival->captured_bytes,
                         arrival->reported_bytes,
                         &header) == RTCP_HEADER_NOT_RTCP)
        return NULL;
    n = media_session_candidates(arrival->flow, source, destination, &header,
                                 candidates);
    for (unsigned i = 0; i < n; i++) {
        enum side side = SIDE_A;
        enum rtcp_route_match match = media_session_match_rtcp(
            &candidates[i]->session, source, destination, &header, &side);

        if (match > best_match) {
            best = candidates[i];
            best_match = match;
            best_side = side;
        }
    }
    if (best == NULL)
        return NULL;
    capture_watch_on_rtcp(pinfo, arrival, &header);
    capture_sides_on_rtcp(best, best_side, &header);
    if (capture_point_count() > 1 &&
        capture_copy_seen(pinfo, arrival->payload, arrival->captured_bytes))
        return best;
    media_session_on_rtcp(&best->session, best_side, &header, arrival->dscp,
                          frame_time_ns(pinfo), findings);
    if (findings->len > 0)
        finding_store_add(pinfo, findings, FINDING_NO_INDEX, best->number);
    if (best->call != CALL_NONE)
        sip_watch_on_media(pinfo, best->call);
    return best;
}

/* What only the end of the capture proves. */
static void media_health_at_end(int64_t end_ns)
{
    const GPtrArray *streams = media_streams();
    const GPtrArray *sessions = media_sessions();

    for (guint i = 0; i < streams->len; i++) {
        const struct media_stream *stream = g_ptr_array_index(streams, i);
        char *who = media_stream_who(stream);

        rtp_points_report(findings, &stream->points, who);
        if (stream->media == MEDIA_KIND_VIDEO && !stream->video_loss_told &&
            stream->points.n_points > 0)
            check_video_loss(stream, findings);
        g_free(who);
        finding_store_add_at_end(findings, stream->index, stream->call);
    }
    for (guint i = 0; i < sessions->len; i++) {
        const struct media_session_entry *entry =
            g_ptr_array_index(sessions, i);

        media_session_at_end(&entry->session, end_ns, findings);
        finding_store_add_at_end(findings, FINDING_NO_INDEX, entry->number);
    }
}

static void media_health_init(void)
{
    const struct lync_preferences *preferences = lync_preferences();

    burst_limits.count = preferences->dup_burst_count;
    burst_limits.window_ns =
        (int64_t)preferences->dup_burst_window_ms * 1000000;
    n_bursts = 0;
}

/* The core's memory of repeats is not Wireshark's; the streams still are. */
static void media_health_cleanup(void)
{
    const GPtrArray *streams = media_streams();

    for (guint i = 0; i < streams->len; i++) {
        struct media_stream *stream = g_ptr_array_index(streams, i);

        rtp_points_clear(&stream->points);
    }
}

static void media_health_shutdown(void)
{
    g_ptr_array_unref(findings);
}

void media_health_register(void)
{
    findings = finding_list_new();
    register_init_routine(media_health_init);
    register_cleanup_routine(media_health_cleanup);
    register_shutdown_routine(media_health_shutdown);
    report_at_end_register(media_health_at_end);
}
