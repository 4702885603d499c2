/* A frame in the core's types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_moment.h"

#include <epan/epan.h>
#include <wiretap/wtap.h>

#include <string.h>

#include "capture.h"
#include "wireshark_compat.h"

#define NAMELESS "unknown" /* Wireshark's name for an interface without one */

static int64_t shown_ns_of(const packet_info *pinfo, struct analysis *analysis)
{
    return clock_elapsed_ns(&analysis->clock, pinfo->abs_ts.secs,
                            pinfo->abs_ts.nsecs);
}

/* Whether the file says which interface the frame came from; *ID, else 0. */
static bool read_interface_id(const packet_info *pinfo, uint32_t *id)
{
    const wtap_rec *rec = pinfo->rec;
    bool known = rec != NULL && rec->rec_type == REC_TYPE_PACKET &&
                 (rec->presence_flags & WTAP_HAS_INTERFACE_ID) != 0;

    *id = known ? rec->rec_header.packet_header.interface_id : 0;
    return known;
}

/* Frame 1 may be none that is looked at, such as ARP. */
static G_GNUC_NO_INLINE void begin_capture(const packet_info *pinfo)
{
    nstime_t file_began;

    nstime_delta(&file_began, &pinfo->abs_ts, &pinfo->rel_ts);
    capture_begins(pinfo->num, &file_began, &pinfo->abs_ts);
}

/* Begins a frame that was not asked about yet. Not inlined, so that asking
 * again is cheap. */
static G_GNUC_NO_INLINE void begin_frame(const packet_info *pinfo,
                                         struct analysis *analysis)
{
    struct moment moment = {.frame = pinfo->num};

    if (!analysis->clock.started)
        begin_capture(pinfo);
    moment.shown_ns = shown_ns_of(pinfo, analysis);
    moment.interface_known = read_interface_id(pinfo, &moment.interface_id);
    analysis_begin_frame(analysis, &moment);
}

const struct moment *frame_moment(const packet_info *pinfo)
{
    struct analysis *analysis = capture_analysis();

    if (analysis->now.frame != pinfo->num)
        begin_frame(pinfo, analysis);
    return &analysis->now;
}

int64_t frame_time_ns(const packet_info *pinfo)
{
    struct analysis *analysis = capture_analysis();
    uint32_t interface_id;

    if (!PINFO_FD_VISITED(pinfo))
        return frame_moment(pinfo)->time_ns;
    read_interface_id(pinfo, &interface_id);
    return capture_model_time_ns(&analysis->model, interface_id, pinfo->num,
                                 shown_ns_of(pinfo, analysis));
}

static const char *interface_name(const packet_info *pinfo, uint32_t id)
{
    const char *name = pinfo->rec != NULL && pinfo->epan != NULL
                           ? lync_interface_name(pinfo, id)
                           : NULL;

    return name != NULL && strcmp(name, NAMELESS) != 0 ? name : NULL;
}

const struct moment *frame_moment_note(const packet_info *pinfo)
{
    const struct moment *moment = frame_moment(pinfo);
    struct capture_points *points = &capture_analysis()->points;

    if (!capture_points_noted(points, moment))
        capture_points_note(points, moment,
                            interface_name(pinfo, moment->interface_id));
    return moment;
}

nstime_t frame_time_absolute(int64_t time_ns)
{
    nstime_t time;
    int64_t s;
    int64_t ns;

    clock_absolute(&capture_analysis()->clock, time_ns, &s, &ns);
    time.secs = (time_t)s;
    time.nsecs = (int)ns;
    return time;
}

struct endpoint frame_endpoint(const address *addr, uint32_t port)
{
    struct endpoint none = {0};

    if (addr->type == AT_IPv4)
        return endpoint_of(4, addr->data, (uint16_t)port);
    if (addr->type == AT_IPv6)
        return endpoint_of(6, addr->data, (uint16_t)port);
    return none;
}

bool frame_path(const packet_info *pinfo, uint32_t source_port,
                uint32_t destination_port, struct media_path *path)
{
    struct endpoint source = frame_endpoint(&pinfo->src, source_port);
    struct endpoint destination = frame_endpoint(&pinfo->dst, destination_port);

    if (source.family == 0 || destination.family != source.family)
        return false;
    *path = media_path_of(&source, &destination);
    return true;
}

/* What finds the packet's flow among the recent ones. False if its addresses
 * are not of IPv4. */
static bool key_of(const packet_info *pinfo, uint32_t source_port,
                   uint32_t destination_port, struct recent_key *key)
{
    if (pinfo->src.type != AT_IPv4 || pinfo->dst.type != AT_IPv4)
        return false;
    memcpy(&key->source, pinfo->src.data, sizeof key->source);
    memcpy(&key->destination, pinfo->dst.data, sizeof key->destination);
    key->source_port = (uint16_t)source_port;
    key->destination_port = (uint16_t)destination_port;
    return true;
}

bool frame_has_flow(const packet_info *pinfo, uint32_t source_port,
                    uint32_t destination_port)
{
    const struct media_streams *streams = &capture_analysis()->streams;
    struct recent_key key;
    struct media_path path;

    if (key_of(pinfo, source_port, destination_port, &key))
        return recent_flows_may_have(streams->recent, &key);
    return frame_path(pinfo, source_port, destination_port, &path) &&
           media_flow_find(streams, &path) != NULL;
}

bool frame_flow(const packet_info *pinfo, uint32_t source_port,
                uint32_t destination_port, struct media_path *path,
                struct media_flow **flow)
{
    struct media_streams *streams = &capture_analysis()->streams;
    const struct recent_flow *recent = NULL;
    struct recent_key key;
    bool has_key = key_of(pinfo, source_port, destination_port, &key);

    if (has_key)
        recent = recent_flows_find(streams->recent, &key);
    if (recent != NULL) {
        *flow = recent->flow;
        memcpy(path->ends, recent->flow->ends, sizeof path->ends);
        path->direction = recent->direction;
        return true;
    }
    if (!frame_path(pinfo, source_port, destination_port, path))
        return false;
    *flow = !has_key || recent_flows_may_have(streams->recent, &key)
                ? media_flow_find(streams, path)
                : NULL;
    if (has_key && *flow != NULL)
        recent_flows_put(streams->recent, &key, *flow, path->direction);
    return true;
}
