/* The media of the capture that is being read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_state.h"

#include <string.h>

static wmem_map_t *flows; /* struct media_flow by its ends; file scope */
static wmem_map_t *streams_of_ssrc; /* the latest; file scope */
static wmem_map_t *media_ends; /* struct media_flow by an end; file scope */
static int64_t capture_end_ns;
static uint32_t n_frames;
static GPtrArray *streams;
static uint32_t n_not_kept;

bool media_path_of(const packet_info *pinfo, uint16_t source_port,
                   uint16_t destination_port, struct media_path *path)
{
    uint8_t family = pinfo->src.type == AT_IPv4   ? 4
                     : pinfo->src.type == AT_IPv6 ? 6
                                                  : 0;
    struct endpoint source;
    struct endpoint destination;

    if (family == 0 || pinfo->dst.type != pinfo->src.type)
        return false;
    source = endpoint_of(family, pinfo->src.data, source_port);
    destination = endpoint_of(family, pinfo->dst.data, destination_port);
    path->direction = endpoint_compare(&source, &destination) > 0;
    path->ends[path->direction] = source;
    path->ends[1 - path->direction] = destination;
    return true;
}

struct media_flow *media_flow_find(const struct media_path *path)
{
    return wmem_map_lookup(flows, path->ends);
}

struct media_flow *media_flow_get(const struct media_path *path)
{
    struct media_flow *flow = media_flow_find(path);

    if (flow != NULL)
        return flow;
    if (wmem_map_size(flows) >= MAX_FLOWS) {
        n_not_kept++;
        return NULL;
    }
    flow = wmem_new0(wmem_file_scope(), struct media_flow);
    memcpy(flow->ends, path->ends, sizeof flow->ends);
    wmem_map_insert(flows, flow->ends, flow);
    return flow;
}

struct media_stream *media_stream_find(struct media_flow *flow,
                                       uint8_t direction, uint32_t ssrc)
{
    struct media_stream *stream = flow->last_stream;

    if (stream != NULL && stream->ssrc == ssrc &&
        stream->direction == direction)
        return stream;
    for (stream = flow->streams; stream != NULL; stream = stream->next_of_flow)
        if (stream->ssrc == ssrc && stream->direction == direction)
            return stream;
    return NULL;
}

/* A flow's first stream: it can be found by its ends now. */
static void flow_note_ends(struct media_flow *flow)
{
    for (unsigned i = 0; i < 2; i++) {
        flow->next_at_end[i] = media_flows_at(&flow->ends[i]);
        wmem_map_insert(media_ends, &flow->ends[i], flow);
    }
}

struct media_stream *media_stream_get(struct media_flow *flow,
                                      uint8_t direction, uint32_t ssrc)
{
    struct media_stream *stream = media_stream_find(flow, direction, ssrc);

    if (stream == NULL) {
        if (streams->len >= MAX_STREAMS ||
            flow->n_streams >= MAX_STREAMS_OF_FLOW) {
            n_not_kept++;
            return NULL;
        }
        stream = wmem_new0(wmem_file_scope(), struct media_stream);
        if (flow->streams == NULL)
            flow_note_ends(flow);
        stream->flow = flow;
        stream->call = UINT32_MAX;
        stream->call_before = UINT32_MAX;
        stream->index = streams->len;
        stream->direction = direction;
        stream->ssrc = ssrc;
        stream->next_of_flow = flow->streams;
        flow->streams = stream;
        flow->n_streams++;
        stream->next_of_ssrc = media_streams_of_ssrc(ssrc);
        wmem_map_insert(streams_of_ssrc, GUINT_TO_POINTER(ssrc), stream);
        g_ptr_array_add(streams, stream);
    }
    flow->last_stream = stream;
    return stream;
}

struct media_stream *media_streams_of_ssrc(uint32_t ssrc)
{
    return wmem_map_lookup(streams_of_ssrc, GUINT_TO_POINTER(ssrc));
}

struct media_flow *media_flows_at(const struct endpoint *end)
{
    return wmem_map_lookup(media_ends, end);
}

struct media_flow *media_flow_next_at(const struct media_flow *flow,
                                      const struct endpoint *end)
{
    return flow->next_at_end[endpoint_equal(&flow->ends[0], end) ? 0 : 1];
}

bool media_at_port_below(const struct endpoint *endpoint)
{
    struct endpoint below = *endpoint;

    below.port--;
    return wmem_map_contains(media_ends, &below);
}

int64_t media_capture_end_ns(void)
{
    return capture_end_ns;
}

void media_capture_note_time(int64_t now_ns)
{
    n_frames++;
    if (now_ns > capture_end_ns)
        capture_end_ns = now_ns;
}

uint32_t media_capture_n_frames(void)
{
    return n_frames;
}

const GPtrArray *media_streams(void)
{
    return streams;
}

uint32_t media_n_not_kept(void)
{
    return n_not_kept;
}

static void capture_state_init(void)
{
    g_ptr_array_set_size(streams, 0);
    n_not_kept = 0;
    capture_end_ns = 0;
    n_frames = 0;
}

static void capture_state_shutdown(void)
{
    g_ptr_array_unref(streams);
}

void capture_state_register(void)
{
    flows = wmem_map_new_autoreset(wmem_epan_scope(), wmem_file_scope(),
                                   endpoint_pair_hash, endpoint_pair_equal);
    streams_of_ssrc = wmem_map_new_autoreset(
        wmem_epan_scope(), wmem_file_scope(), g_direct_hash, g_direct_equal);
    media_ends = wmem_map_new_autoreset(wmem_epan_scope(), wmem_file_scope(),
                                        endpoint_hash, endpoint_equal);
    streams = g_ptr_array_new();
    register_init_routine(capture_state_init);
    register_shutdown_routine(capture_state_shutdown);
}
