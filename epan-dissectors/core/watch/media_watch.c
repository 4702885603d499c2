/* Processes RTP and RTCP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_watch.h"

#include <string.h>

#include "call_watch.h"
#include "clear_payload.h"
#include "ice_watch.h"
#include "loss_watch.h"
#include "rtp_path.h"
#include "stream_watch.h"

#define EVENT_BY_NUMBER 101 /* bound by packet-rtp-events.c without SDP */

#define MAX_STREAMS_OF_SSRC 64 /* whose sender is compared with a packet's */

/* Whether the packet is a telephone event, which senders repeat on purpose. */
static bool is_event(const struct media_stream *stream,
                     const struct media_arrival *arrival,
                     const uint8_t *payload, size_t length_bytes)
{
    if (stream->codec_known)
        return stream->is_event;
    return arrival->rtp.payload_type == EVENT_BY_NUMBER &&
           clear_payload_is_event(payload, length_bytes);
}

static void fill_arrival(const struct media_stream *stream,
                         const struct media_arrival *arrival,
                         struct rtp_arrival *rtp)
{
    size_t header_bytes = arrival->rtp.header_bytes;
    const uint8_t *payload = arrival->payload + header_bytes;
    size_t length_bytes = arrival->captured_bytes > header_bytes
                              ? arrival->captured_bytes - header_bytes
                              : 0;

    rtp->frame = arrival->moment.frame;
    rtp->seq = arrival->rtp.seq;
    rtp->ip_id = arrival->ip_id;
    rtp->time_ns = arrival->moment.time_ns;
    rtp->timestamp = arrival->rtp.timestamp;
    rtp->payload_sample = rtp_payload_sample(payload, length_bytes);
    rtp->link_hash = arrival->link_hash;
    rtp->interface_id = arrival->moment.interface_id;
    rtp->payload_type = arrival->rtp.payload_type;
    rtp->ttl = arrival->ttl;
    rtp->dscp = arrival->dscp;
    rtp->marker = arrival->rtp.marker;
    rtp->event = is_event(stream, arrival, payload, length_bytes);
}

static void count_step(const struct analysis *analysis,
                       struct media_stream *stream, enum rtp_step_kind kind)
{
    rtp_steps_count(&stream->steps, analysis->now.time_ns - stream->first_ns,
                    kind);
}

/* Handles a packet that is not simply the next one. */
static void take_verdict(struct analysis *analysis, struct media_stream *stream,
                         const struct rtp_stream_verdict *verdict,
                         struct media_repeat *repeat)
{
    if (verdict->seq == RTP_SEQ_SEEN) {
        repeat->first_frame = verdict->duplicate.first_frame;
        repeat->origin = verdict->duplicate.origin;
        if (repeat->origin != RTP_ORIGIN_CAPTURE)
            count_step(analysis, stream, RTP_STEP_REPEATS);
        if (verdict->dup_burst != NULL) {
            repeat->burst = verdict->dup_burst->index;
            stream_watch_burst(analysis, stream, verdict->dup_burst);
        }
    }
    if (verdict->seq == RTP_SEQ_CONFLICT)
        repeat->conflict_frame = verdict->conflict_frame;
    if (verdict->seq == RTP_SEQ_LATE && stream->worst != NULL) {
        rtp_worst_fill(stream->worst);
        rtp_steps_fill(&stream->steps);
    }
    if (verdict->seq == RTP_SEQ_NEW && verdict->n_skipped > 0)
        stream_watch_on_gap(analysis, stream);
}

static inline void watch_sequence(struct analysis *analysis,
                                  struct media_stream *stream,
                                  const struct media_arrival *arrival,
                                  struct media_repeat *repeat)
{
    struct rtp_arrival rtp;
    struct rtp_stream_verdict verdict;

    memset(repeat, 0, sizeof *repeat);
    fill_arrival(stream, arrival, &rtp);
    verdict.seq = RTP_SEQ_NEW;
    if (rtp_points_update(&stream->points, &rtp, &analysis->settings.bursts,
                          &analysis->n_bursts, &verdict))
        take_verdict(analysis, stream, &verdict, repeat);
    stream_watch_time(analysis, stream, &rtp, verdict.seq,
                      arrival->frame_returns);
}

/* Stores each gap without RTCP, for the field on its packets. */
static void keep_silence(struct media_stream *stream, int64_t now_ns,
                         int64_t silence_ns)
{
    int64_t since_ns = now_ns - silence_ns;
    struct rtcp_gap gap = {since_ns, now_ns};
    struct rtcp_gap *last = NULL;

    if (stream->rtcp_gaps == NULL)
        stream->rtcp_gaps = g_array_new(FALSE, FALSE, sizeof(struct rtcp_gap));
    if (stream->rtcp_gaps->len > 0)
        last = &g_array_index(stream->rtcp_gaps, struct rtcp_gap,
                              stream->rtcp_gaps->len - 1);
    if (last != NULL && last->since_ns == since_ns)
        last->until_ns = now_ns;
    else
        g_array_append_val(stream->rtcp_gaps, gap);
}

/* Whether the session ENTRY, which has no SDP in force, could now be assigned
 * to the call that it has the number of. */
static bool is_adopted(struct analysis *analysis,
                       struct media_session_entry *entry, int64_t now_ns)
{
    struct watched_call *call = analysis_call_known(analysis, entry->number);

    return call != NULL &&
           media_lines_adopt(&call->media, &analysis->sessions, entry, now_ns);
}

/* Numbers ENTRY, which no SDP declared, for the call that names an end of
 * FLOW, or as one of its own. */
static void number_session(struct analysis *analysis,
                           struct media_session_entry *entry,
                           const struct media_flow *flow)
{
    struct watched_call *call;

    entry->number = call_watch_of_media(analysis, flow->ends);
    entry->numbered = true;
    call = analysis_call_known(analysis, entry->number);
    if (call != NULL)
        call->early = g_slist_prepend(call->early, entry);
}

/* STREAM is of the call that ENTRY is numbered for. */
static void set_call(struct analysis *analysis, struct media_stream *stream,
                     const struct media_session_entry *entry, uint32_t frame)
{
    struct watched_call *call = analysis_call_known(analysis, entry->number);

    if (call != NULL)
        call->rtp_seen = true;
    stream->call_before = stream->call;
    stream->call = entry->number;
    stream->call_frame = frame;
}

/* Returns the session of STREAM's packets, with a number, and sets SIDE to
 * their sender. */
static struct media_session_entry *session_of(struct analysis *analysis,
                                              struct media_stream *stream,
                                              const struct moment *moment,
                                              enum side *side)
{
    struct media_flow *flow = stream->flow;
    struct media_session_entry *entry = media_sessions_of_flow(
        &analysis->sessions, flow, stream->direction, moment->time_ns, side);

    ice_watch_on_rtp(analysis, flow, moment->frame);
    if (!entry->numbered)
        number_session(analysis, entry, flow);
    if (entry->call == NO_INDEX && is_adopted(analysis, entry, moment->time_ns))
        entry =
            media_sessions_of_flow(&analysis->sessions, flow, stream->direction,
                                   moment->time_ns, side);
    if (stream->call != entry->number)
        set_call(analysis, stream, entry, moment->frame);
    return entry;
}

/* Processes ARRIVAL in its session; no other observation point has shown it.
 * Code points are compared at the stream's first point only. */
static void watch_session(struct analysis *analysis,
                          struct media_stream *stream,
                          const struct media_arrival *arrival,
                          const struct capture_rtp_verdict *verdict)
{
    const struct moment *moment = &arrival->moment;
    enum side side;
    struct media_session_entry *entry =
        session_of(analysis, stream, moment, &side);
    struct media_packet packet = {
        .time_ns = moment->time_ns,
        .ssrc = arrival->rtp.ssrc,
        .payload_type = arrival->rtp.payload_type,
        .dscp = arrival->dscp,
        .silence = verdict->pause ? verdict->silence : SILENCE_UNKNOWN,
        .silence_ns = verdict->pause ? verdict->step.d_ns : 0,
    };
    int64_t silence_ns;

    if (moment->interface_id != rtp_points_at(&stream->points, 0)->interface_id)
        packet.dscp = DSCP_UNKNOWN;
    media_session_on_rtp(&entry->session, side,
                         media_stream_source(&analysis->streams, stream, entry),
                         &packet, analysis->findings->pending);
    silence_ns =
        media_session_rtcp_silence_ns(&entry->session, side, moment->time_ns);
    if (silence_ns > 0)
        keep_silence(stream, moment->time_ns, silence_ns);
    findings_keep(analysis->findings, moment, stream->index, entry->number);
    if (entry->call != NO_INDEX)
        call_watch_on_media(analysis, entry->call, moment);
}

/* Gives the packet to the capture model and corrects its time. */
static struct capture_rtp_verdict watch_capture(struct analysis *analysis,
                                                struct media_stream *stream,
                                                struct media_arrival *arrival)
{
    struct moment *moment = &arrival->moment;
    struct capture_rtp_verdict verdict = {0};
    struct analysis_jump jump;

    if (stream->n_packets == 1) {
        stream->interface_id = moment->interface_id;
        capture_model_stream_init(
            &analysis->model, &stream->capture, moment->interface_id,
            media_stream_from(stream), media_stream_to(stream));
    }
    if (stream->interface_id != moment->interface_id)
        return verdict;
    analysis->rtp_frame = moment->frame;
    jump = analysis_jump_before(analysis, moment->interface_id);
    verdict =
        capture_stream_on_rtp(&stream->capture, moment->frame, moment->shown_ns,
                              arrival->rtp.seq, arrival->rtp.timestamp);
    analysis_jump_after(analysis, moment->interface_id, &jump);
    moment->time_ns = analysis_now_ns(analysis, moment->interface_id);
    analysis->now.time_ns = moment->time_ns;
    return verdict;
}

void media_watch_on_rtp(struct analysis *analysis, struct media_stream *stream,
                        struct media_arrival *arrival,
                        struct media_repeat *repeat)
{
    const struct moment *moment = &arrival->moment;
    struct capture_rtp_verdict verdict =
        watch_capture(analysis, stream, arrival);

    if (verdict.n_lacking > 0)
        loss_watch_on_missing(stream, &verdict, moment->time_ns);
    stream->last_ns = MAX(stream->last_ns, moment->time_ns);
    watch_sequence(analysis, stream, arrival, repeat);
    if (rtp_points_is_news(&stream->points, moment->interface_id,
                           arrival->rtp.seq))
        watch_session(analysis, stream, arrival, &verdict);
    else
        findings_keep(analysis->findings, moment, stream->index, stream->call);
}

/* Whether another observation point has shown this packet. */
static bool is_copy(struct analysis *analysis,
                    const struct media_arrival *arrival)
{
    return analysis->points.n > 1 &&
           capture_copies_message(analysis->copies, &arrival->moment,
                                  media_arrival_source(arrival),
                                  media_arrival_destination(arrival),
                                  arrival->payload, arrival->captured_bytes);
}

struct media_session_entry *
media_watch_on_rtcp(struct analysis *analysis,
                    const struct media_arrival *arrival,
                    struct rtcp_round_trip_proof *proof)
{
    const struct moment *moment = &arrival->moment;
    struct media_session_entry *entry;
    struct media_stream *stream;
    struct rtcp_header header;
    enum rtcp_header_result result =
        rtcp_header_read(arrival->payload, arrival->captured_bytes,
                         arrival->reported_bytes, &header);
    enum side side;

    if (result == RTCP_HEADER_NOT_RTCP ||
        (result == RTCP_HEADER_BROKEN &&
         media_watch_stream_of(analysis, arrival, header.ssrc) == NULL))
        return NULL;
    entry = media_sessions_of_rtcp(&analysis->sessions, &analysis->streams,
                                   arrival, &header, &side);
    if (entry == NULL)
        return NULL;
    capture_model_on_rtcp(&analysis->model, moment->interface_id);
    capture_drops_on_rtcp(analysis->drops, &analysis->streams, arrival,
                          &header);
    capture_one_way_on_rtcp(analysis->one_way, &analysis->streams, entry, side,
                            &header);
    *proof = stream_rtcp_on_packet(&analysis->streams, arrival, &header);
    if (is_copy(analysis, arrival))
        return entry;
    stream = media_watch_stream_of(analysis, arrival, header.ssrc);
    if (stream != NULL)
        count_step(analysis, stream, RTP_STEP_RTCP);
    media_session_on_rtcp(&entry->session, side, &header, arrival->dscp,
                          moment->time_ns, analysis->findings->pending);
    findings_keep(analysis->findings, moment, NO_INDEX, entry->number);
    if (entry->call != NO_INDEX)
        call_watch_on_media(analysis, entry->call, moment);
    return entry;
}

struct media_stream *media_watch_stream_of(const struct analysis *analysis,
                                           const struct media_arrival *arrival,
                                           uint32_t ssrc)
{
    const struct endpoint *source = media_arrival_source(arrival);
    struct media_stream *stream = NULL;

    if (arrival->flow != NULL)
        stream =
            media_stream_find(arrival->flow, arrival->path.direction, ssrc);
    if (stream != NULL || arrival->kind == MEDIA_PACKET_RTP)
        return stream;
    stream = media_streams_of_ssrc(&analysis->streams, ssrc);
    for (unsigned n = 0; stream != NULL && n < MAX_STREAMS_OF_SSRC; n++) {
        if (endpoint_same_address(media_stream_from(stream), source))
            return stream;
        stream = stream->next_of_ssrc;
    }
    return NULL;
}

void media_watch_at_end(struct analysis *analysis)
{
    struct findings *findings = analysis->findings;
    const GPtrArray *streams = analysis->streams.streams;
    const GPtrArray *entries = analysis->sessions.entries;
    GHashTable *audio = NULL; /* made for the first video with loss */

    for (guint i = 0; i < streams->len; i++) {
        const struct media_stream *stream = g_ptr_array_index(streams, i);
        char *who = media_stream_who(stream);

        rtp_points_report(findings->pending, &stream->points, who,
                          stream_watch_is_marked_video(stream));
        g_free(who);
        stream_watch_video_at_end(analysis, stream, &audio);
        findings_keep_at_end(findings, stream->index, stream->call);
    }
    g_clear_pointer(&audio, g_hash_table_destroy);
    for (guint i = 0; i < entries->len; i++) {
        const struct media_session_entry *entry = g_ptr_array_index(entries, i);

        media_session_at_end(&entry->session, analysis->end_ns,
                             findings->pending);
        findings_keep_at_end(findings, NO_INDEX, entry->number);
    }
}
