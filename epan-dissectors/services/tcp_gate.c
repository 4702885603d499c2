/* Receives TCP segments before TCP does. It checks the ports and passes on all
 * segments except those of watched services. A postdissector would add cost to
 * every packet of the capture, and a tap runs after the tree was built.
 *
 * What a close means is decided on the first pass and stored for the frame, so
 * every later pass shows the same.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "tcp_gate.h"

#include <epan/packet.h>
#include <epan/dissectors/packet-ip.h>
#include <epan/exceptions.h>
#include <epan/ipproto.h>

#include "big_endian.h"
#include "close_frame.h"
#include "hangup_capture.h"
#include "hangup_preferences.h"
#include "service_text.h"

#define NS_PER_S INT64_C(1000000000)

static dissector_handle_t tcp_handle;
static dissector_handle_t gate_handle;

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
static void take(packet_info *pinfo, void *data, struct tcp_segment *segment,
                 struct hangup_sighting *sighting)
{
    struct hangup hangup;

    if (pinfo->src.type != pinfo->dst.type ||
        (pinfo->src.type != AT_IPv4 && pinfo->src.type != AT_IPv6))
        return;
    sighting->frame = pinfo->num;
    sighting->time_ns = pinfo->abs_ts.secs * NS_PER_S + pinfo->abs_ts.nsecs;
    sighting->path.source = pinfo->src.data;
    sighting->path.destination = pinfo->dst.data;
    sighting->path.is_ipv6 = pinfo->src.type == AT_IPv6;
    segment->hops = hops_of(data);
    if (hangup_watch_take(hangup_capture(), segment, sighting, &hangup))
        keep(pinfo, &hangup);
}

/* Shows a close even if TCP's payload is malformed; the exception is then
 * rethrown. */
static int dissect_close(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                         void *data)
{
    volatile int used = 0;

    TRY
    {
        used = call_dissector_only(tcp_handle, tvb, pinfo, tree, data);
    }
    FINALLY
    {
        close_frame_show(tvb, pinfo, tree);
    }
    ENDTRY;
    return used;
}

/* Reads the TCP header in TVB into SEGMENT and PATH. Returns false for segments
 * that need no processing: no watched port, quoted or cut, and bare
 * acknowledgements. */
static bool read_segment(tvbuff_t *tvb, const packet_info *pinfo,
                         struct tcp_segment *segment,
                         struct connection_path *path)
{
    const struct service_ports *ports = hangup_ports();
    unsigned captured = tvb_captured_length(tvb);
    const uint8_t *octets;

    if (captured < TCP_HEADER_BYTES_MIN || pinfo->flags.in_error_pkt ||
        pinfo->fragmented)
        return false;
    octets = tvb_get_ptr(tvb, 0, (int)captured);
    path->source_serves = service_port_watched(ports, read_be16(octets));
    path->destination_serves =
        service_port_watched(ports, read_be16(octets + 2));
    return (path->source_serves || path->destination_serves) &&
           tcp_segment_read(octets, captured, tvb_reported_length(tvb),
                            segment) &&
           (segment->length > 0 ||
            (segment->flags & (TCP_SYN | TCP_FIN | TCP_RST)) != 0);
}

static int dissect_gate(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        void *data)
{
    struct tcp_segment segment;
    struct hangup_sighting sighting;

    if (read_segment(tvb, pinfo, &segment, &sighting.path)) {
        if (!PINFO_FD_VISITED(pinfo))
            take(pinfo, data, &segment, &sighting);
        if ((segment.flags & (TCP_FIN | TCP_RST)) != 0 &&
            close_frame_is_kept(pinfo))
            return dissect_close(tvb, pinfo, tree, data);
    }
    return call_dissector_only(tcp_handle, tvb, pinfo, tree, data);
}

/* Registered without a protocol; otherwise IP would not call TCP at all while
 * "hangup" is disabled. */
void tcp_gate_register(void)
{
    gate_handle = register_dissector_with_description(
        "hangup.tcp", "TCP with its services", dissect_gate, -1);
}

void tcp_gate_handoff(void)
{
    tcp_handle = find_dissector("tcp");
    dissector_add_uint("ip.proto", IP_PROTO_TCP, gate_handle);
}
