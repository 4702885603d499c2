/* The flows and RTP streams of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_streams.h"

#include <string.h>

#include "hash.h"
#include "media_ends.h"

#define NS_PER_US           1000
#define STREAMS_OF_SSRC_MAX 64 /* compared with one packet or source */
#define FLOWS_AT_END_MAX    8  /* looked at for one packet */

static void stream_free(void *data)
{
    struct media_stream *stream = data;

    capture_stream_clear(&stream->capture);
    rtp_points_clear(&stream->points);
    if (stream->rtcp_gaps != NULL)
        g_array_unref(stream->rtcp_gaps);
    rtp_steps_clear(&stream->steps);
    g_free(stream->codec);
    g_free(stream->worst);
    if (stream->jitter != NULL)
        rtp_jitter_clear(stream->jitter);
    g_free(stream->jitter); /* a struct stream_timing begins with it */
    if (stream->times != NULL)
        g_array_unref(stream->times);
    g_free(stream->rtcp);
    g_free(stream);
}

static void flow_free(void *data)
{
    struct media_flow *flow = data;

    g_free(flow->in_turn);
    g_free(flow);
}

void media_streams_init(struct media_streams *streams)
{
    streams->flows = g_hash_table_new_full(
        endpoint_pair_hash, endpoint_pair_equal, NULL, flow_free);
    streams->recent =
        g_new0(struct recent_flows, 1); /* freed by media_streams_clear() */
    streams->of_ssrc = g_hash_table_new(hash_of_number, g_direct_equal);
    streams->at_end = g_hash_table_new(endpoint_hash, endpoint_equal);
    streams->streams = g_ptr_array_new_with_free_func(stream_free);
    streams->sources = g_ptr_array_new_with_free_func(g_free);
    streams->n_not_kept = 0;
}

void media_streams_clear(struct media_streams *streams)
{
    g_hash_table_destroy(streams->of_ssrc);
    g_hash_table_destroy(streams->at_end);
    g_ptr_array_unref(streams->streams);
    g_ptr_array_unref(streams->sources);
    g_free(streams->recent);
    g_hash_table_destroy(streams->flows);
}

struct media_path media_path_of(const struct endpoint *source,
                                const struct endpoint *destination)
{
    struct media_path path;

    path.direction = endpoint_compare(source, destination) > 0;
    path.ends[path.direction] = *source;
    path.ends[1 - path.direction] = *destination;
    return path;
}

struct media_flow *media_flow_find(const struct media_streams *streams,
                                   const struct media_path *path)
{
    return g_hash_table_lookup(streams->flows, path->ends);
}

struct media_flow *media_flow_get(struct media_streams *streams,
                                  const struct media_path *path)
{
    struct media_flow *flow = media_flow_find(streams, path);

    if (flow != NULL)
        return flow;
    if (g_hash_table_size(streams->flows) >= MEDIA_FLOWS_MAX) {
        streams->n_not_kept++;
        return NULL;
    }
    flow = g_new0(struct media_flow, 1);
    memcpy(flow->ends, path->ends, sizeof flow->ends);
    for (unsigned i = 0; i < 2; i++)
        flow->buckets[i] = media_ends_bucket(&flow->ends[i]);
    g_hash_table_insert(streams->flows, flow->ends, flow);
    recent_flows_mark(streams->recent, flow->ends);
    return flow;
}

struct rtp_recognition *media_flow_in_turn(struct media_flow *flow)
{
    if (flow->in_turn == NULL)
        flow->in_turn = g_new0(struct rtp_recognition, 1);
    return flow->in_turn;
}

struct media_stream *media_stream_find(struct media_flow *flow,
                                       uint8_t direction, uint32_t ssrc)
{
    struct media_stream *stream = flow->last_stream[direction];

    if (stream != NULL && stream->ssrc == ssrc)
        return stream;
    for (stream = flow->streams; stream != NULL; stream = stream->next_of_flow)
        if (stream->ssrc == ssrc && stream->direction == direction)
            return stream;
    return NULL;
}

/* Makes a flow findable by its ends; called for its first stream. */
static void flow_note_ends(struct media_streams *streams,
                           struct media_flow *flow)
{
    for (unsigned i = 0; i < 2; i++) {
        flow->next_at_end[i] = media_flows_at(streams, &flow->ends[i]);
        g_hash_table_insert(streams->at_end, &flow->ends[i], flow);
    }
}

static struct media_stream *stream_new(struct media_streams *streams,
                                       struct media_flow *flow,
                                       uint8_t direction, uint32_t ssrc)
{
    struct media_stream *stream = g_new0(struct media_stream, 1);

    if (flow->streams == NULL)
        flow_note_ends(streams, flow);
    stream->flow = flow;
    stream->call = NO_INDEX;
    stream->call_before = NO_INDEX;
    stream->index = streams->streams->len;
    stream->direction = direction;
    stream->ssrc = ssrc;
    stream->next_of_flow = flow->streams;
    flow->streams = stream;
    flow->n_streams++;
    stream->next_of_ssrc = media_streams_of_ssrc(streams, ssrc);
    g_hash_table_insert(streams->of_ssrc, GUINT_TO_POINTER(ssrc), stream);
    g_ptr_array_add(streams->streams, stream);
    return stream;
}

struct media_stream *media_stream_get(struct media_streams *streams,
                                      struct media_flow *flow,
                                      uint8_t direction, uint32_t ssrc)
{
    struct media_stream *stream = media_stream_find(flow, direction, ssrc);

    if (stream == NULL) {
        if (streams->streams->len >= MEDIA_STREAMS_MAX ||
            flow->n_streams >= MEDIA_STREAMS_OF_FLOW_MAX) {
            streams->n_not_kept++;
            return NULL;
        }
        stream = stream_new(streams, flow, direction, ssrc);
    }
    flow->last_stream[direction] = stream;
    return stream;
}

void media_streams_forget_idle(struct media_streams *streams, int64_t now_ns)
{
    for (int i = 0; i < 2 && streams->streams->len > 0; i++) {
        uint32_t next = streams->next_idle++ % streams->streams->len;
        struct media_stream *stream = g_ptr_array_index(streams->streams, next);

        if (now_ns - stream->last_ns >= MEDIA_STREAM_IDLE_NS)
            rtp_points_forget_packets(&stream->points);
    }
}

struct media_source *media_stream_source(struct media_streams *streams,
                                         struct media_stream *stream,
                                         struct media_session_entry *entry)
{
    if (stream->session != entry) {
        stream->session = entry;
        stream->source = g_new0(struct media_source, 1);
        g_ptr_array_add(streams->sources, stream->source);
    }
    stream->source->kind = stream->kind;
    return stream->source;
}

const struct endpoint *media_stream_from(const struct media_stream *stream)
{
    return &stream->flow->ends[stream->direction];
}

const struct endpoint *media_stream_to(const struct media_stream *stream)
{
    return &stream->flow->ends[1 - stream->direction];
}

bool media_stream_time(const struct media_stream *stream, uint32_t frame,
                       struct stream_time *time)
{
    unsigned low = 0;
    unsigned high = stream->times != NULL ? stream->times->len : 0;

    if (stream->timed_frame == frame) {
        time->frame = frame;
        time->jitter_us = (int32_t)(stream->jitter->scaled_ns / 16 / NS_PER_US);
        time->transit_us = (int32_t)(stream->jitter->transit_ns / NS_PER_US);
        return true;
    }
    while (low < high) {
        unsigned middle = low + (high - low) / 2;

        *time = g_array_index(stream->times, struct stream_time, middle);
        if (time->frame == frame)
            return true;
        if (time->frame < frame)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

char *media_stream_who(const struct media_stream *stream)
{
    char from[ENDPOINT_TEXT_BYTES];
    char to[ENDPOINT_TEXT_BYTES];

    return g_strdup_printf(
        "%s to %s, SSRC 0x%08x", endpoint_text(media_stream_from(stream), from),
        endpoint_text(media_stream_to(stream), to), stream->ssrc);
}

struct media_stream *media_streams_of_ssrc(const struct media_streams *streams,
                                           uint32_t ssrc)
{
    return g_hash_table_lookup(streams->of_ssrc, GUINT_TO_POINTER(ssrc));
}

/* Whether RTCP on port RTCP belongs to RTP on port RTP (RFC 3550 11, RFC
 * 5761). */
static bool is_port_of(uint16_t rtp, uint16_t rtcp)
{
    return rtcp == rtp || rtcp == (uint16_t)(rtp + 1);
}

struct media_stream *media_streams_between(const struct media_streams *streams,
                                           uint32_t ssrc,
                                           const struct endpoint *sender,
                                           const struct endpoint *receiver)
{
    struct media_stream *stream = media_streams_of_ssrc(streams, ssrc);
    struct media_stream *found = NULL;
    unsigned n_found = 0;

    for (unsigned n = 0; stream != NULL; stream = stream->next_of_ssrc) {
        const struct endpoint *from = media_stream_from(stream);
        const struct endpoint *to = media_stream_to(stream);

        if (++n > STREAMS_OF_SSRC_MAX)
            return NULL;
        if (!endpoint_same_address(from, sender) ||
            !endpoint_same_address(to, receiver))
            continue;
        if (is_port_of(from->port, sender->port) &&
            is_port_of(to->port, receiver->port))
            return stream;
        found = stream;
        n_found++;
    }
    return n_found == 1 ? found : NULL;
}

/* Returns the stream of SOURCE; NULL if it has moved to another session. */
static struct media_stream *stream_of(const struct media_streams *streams,
                                      const struct media_source *source)
{
    struct media_stream *stream = media_streams_of_ssrc(streams, source->ssrc);

    for (unsigned n = 0; stream != NULL && n < STREAMS_OF_SSRC_MAX; n++) {
        if (stream->source == source)
            return stream->points.n_points > 0 ? stream : NULL;
        stream = stream->next_of_ssrc;
    }
    return NULL;
}

void media_streams_of_session(const struct media_streams *streams,
                              const struct media_session *session,
                              GPtrArray *found)
{
    for (int side = 0; side < N_SIDES; side++)
        for (const struct media_source *source = session->sides[side].sources;
             source != NULL; source = source->next) {
            struct media_stream *stream = stream_of(streams, source);

            if (stream != NULL)
                g_ptr_array_add(found, stream);
        }
}

struct media_flow *media_flows_at(const struct media_streams *streams,
                                  const struct endpoint *end)
{
    return g_hash_table_lookup(streams->at_end, end);
}

struct media_flow *media_flow_next_at(const struct media_flow *flow,
                                      const struct endpoint *end)
{
    return flow->next_at_end[endpoint_equal(&flow->ends[0], end) ? 0 : 1];
}

const struct media_flow *
media_flow_unnamed_at(const struct media_streams *streams,
                      const struct endpoint *end)
{
    const struct media_flow *flow = media_flows_at(streams, end);

    for (unsigned n = 0; flow != NULL && n < FLOWS_AT_END_MAX; n++) {
        if (flow->unnamed != 0 &&
            endpoint_equal(&flow->ends[flow->unnamed - 1], end))
            return flow;
        flow = media_flow_next_at(flow, end);
    }
    return NULL;
}

bool media_flow_at_port_below(const struct media_streams *streams,
                              const struct endpoint *end)
{
    struct endpoint below = *end;

    if (end->port == 0)
        return false;
    below.port--;
    return media_flows_at(streams, &below) != NULL;
}
