/* Receives TCP segments before TCP does, and looks at those of watched
 * services.
 *
 * What a close means is decided on the first pass and stored for the frame, so
 * every later pass shows the same.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "tcp_gate.h"

#include <epan/packet.h>
#include <epan/dissectors/packet-ip.h>

#include "big_endian.h"
#include "clock.h"
#include "close_frame.h"
#include "hangup_capture.h"
#include "hangup_preferences.h"
#include "service_text.h"
#include "tcp_front.h"

/* Returns the hop limit in DATA, which IP's table of protocols passes; 1 if it
 * is not there. */
static uint8_t hops_of(void *data)
{
    const ws_ip4 *ip4 = data != NULL ? WS_IP4_PTR(data) : NULL;
    const ws_ip6 *ip6 = data != NULL ? WS_IP6_PTR(data) : NULL;
    uint8_t hops = ip4 != NULL ? ip4->ip_ttl : ip6 != NULL ? ip6->ip6_hop : 1;

    return MAX(hops, 1);
}

/* Stores HANGUP for its frame, with the finding if it proves one. */
static void keep(packet_info *pinfo, const struct hangup *hangup)
{
    const struct service *service;
    char *text;

    if (!hangup->close.proven) {
        close_frame_keep(pinfo, hangup, NULL, NULL);
        return;
    }
    service = hangup_watch_service(hangup_capture(), hangup->ends);
    text = service_text_finding(
        service, hangup->by_server,
        service_port_name(hangup_ports(), hangup->ends[1].port));
    close_frame_keep(
        pinfo, hangup, text,
        service_text_cause(&service->sides[hangup->by_server])->advice);
    g_free(text);
}

/* First pass: processes a segment of a watched service. Sets the fields of
 * SIGHTING that PINFO contains. */
static void take(packet_info *pinfo, void *ip, struct tcp_segment *segment,
                 struct hangup_sighting *sighting)
{
    struct clock since_1970 = {.started = true};
    struct hangup hangup;

    if (pinfo->src.type != pinfo->dst.type ||
        (pinfo->src.type != AT_IPv4 && pinfo->src.type != AT_IPv6))
        return;
    sighting->frame = pinfo->num;
    sighting->time_ns =
        clock_elapsed_ns(&since_1970, pinfo->abs_ts.secs, pinfo->abs_ts.nsecs);
    sighting->path.source = pinfo->src.data;
    sighting->path.destination = pinfo->dst.data;
    sighting->path.is_ipv6 = pinfo->src.type == AT_IPv6;
    segment->hops = hops_of(ip);
    if (hangup_watch_take(hangup_capture(), segment, sighting, &hangup))
        keep(pinfo, &hangup);
}

/* Reads SEEN into SEGMENT and PATH. Returns false for segments that need no
 * processing: quoted or cut, and bare acknowledgements. */
static bool read_segment(const struct tcp_seen *seen,
                         struct tcp_segment *segment,
                         struct connection_path *path)
{
    const struct service_ports *ports = hangup_ports();

    if (seen->pinfo->flags.in_error_pkt || seen->pinfo->fragmented)
        return false;
    path->source_serves = service_port_watched(ports, read_be16(seen->octets));
    path->destination_serves =
        service_port_watched(ports, read_be16(seen->octets + 2));
    return tcp_segment_read(seen->octets, seen->n_captured,
                            tvb_reported_length(seen->tvb), segment) &&
           (segment->length > 0 ||
            (segment->flags & (TCP_SYN | TCP_FIN | TCP_RST)) != 0);
}

/* A segment of a watched service. */
static G_GNUC_NO_INLINE enum tcp_wish look(const struct tcp_seen *seen)
{
    struct tcp_segment segment;
    struct hangup_sighting sighting;

    if (!read_segment(seen, &segment, &sighting.path))
        return TCP_WISH_NOTHING;
    if (!PINFO_FD_VISITED(seen->pinfo))
        take(seen->pinfo, seen->ip, &segment, &sighting);
    return (segment.flags & (TCP_FIN | TCP_RST)) != 0 &&
                   close_frame_is_kept(seen->pinfo)
               ? TCP_WISH_ALWAYS
               : TCP_WISH_NOTHING;
}

static enum tcp_wish before(const struct tcp_seen *seen)
{
    const struct service_ports *ports = hangup_ports();

    return seen->n_captured >= TCP_HEADER_BYTES_MIN &&
                   (service_port_watched(ports, read_be16(seen->octets)) ||
                    service_port_watched(ports, read_be16(seen->octets + 2)))
               ? look(seen)
               : TCP_WISH_NOTHING;
}

/* Shows a close even if TCP's payload is malformed. */
static void after(const struct tcp_seen *seen)
{
    close_frame_show(seen->tvb, seen->pinfo, seen->tree);
}

void tcp_gate_handoff(void)
{
    static const struct tcp_watcher watcher = {before, after};

    tcp_front_add(&watcher);
}
