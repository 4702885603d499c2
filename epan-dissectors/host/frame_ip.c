/* The IP header of a frame.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_ip.h"

#include <epan/dissectors/packet-ip.h>

#include "big_endian.h"
#include "wireshark_compat.h"

#define IPV4_HEADER_BYTES_MIN 20 /* RFC 791 3.1 */
#define IPV4_LENGTH_AT        2
#define IPV4_PROTO_AT         9
#define IPV4_SOURCE_AT        12
#define IPV6_HEADER_BYTES     40 /* RFC 8200 3 */
#define IPV6_LENGTH_AT        4
#define IPV6_PROTO_AT         6
#define IPV6_SOURCE_AT        8

/* Reads the header at OCTETS, of which LENGTH_BYTES are there. A length of 0
 * was left to the network card to fill in. */
static bool read_ipv4(const uint8_t *octets, size_t length_bytes,
                      struct frame_ip *ip)
{
    size_t header_bytes = 4 * (size_t)(octets[0] & 0xF);
    size_t total_bytes = read_be16(octets + IPV4_LENGTH_AT);

    if (total_bytes > 0)
        length_bytes = MIN(length_bytes, total_bytes);
    if (header_bytes < IPV4_HEADER_BYTES_MIN || header_bytes > length_bytes)
        return false;
    ip->dscp = octets[1] >> 2;
    ip->proto = octets[IPV4_PROTO_AT];
    ip->payload = octets + header_bytes;
    ip->captured_bytes = length_bytes - header_bytes;
    return true;
}

static bool read_ipv6(const uint8_t *octets, size_t length_bytes,
                      struct frame_ip *ip)
{
    ip->dscp = (uint8_t)(read_be16(octets) >> 6 & 0x3F);
    ip->proto = octets[IPV6_PROTO_AT];
    ip->payload = octets + IPV6_HEADER_BYTES;
    ip->captured_bytes = MIN(length_bytes - IPV6_HEADER_BYTES,
                             (size_t)read_be16(octets + IPV6_LENGTH_AT));
    return true;
}

bool frame_ip(const packet_info *pinfo, struct frame_ip *ip)
{
    bool is_ipv6 = pinfo->net_src.type == AT_IPv6;
    tvbuff_t *frame = get_data_source_tvb(pinfo->data_src->data);
    size_t captured_bytes = tvb_captured_length(frame);
    const uint8_t *octets = tvb_get_ptr(frame, 0, (int)captured_bytes);
    size_t at = (size_t)((uintptr_t)pinfo->net_src.data - (uintptr_t)octets);
    size_t source_at = is_ipv6 ? IPV6_SOURCE_AT : IPV4_SOURCE_AT;

    if ((!is_ipv6 && pinfo->net_src.type != AT_IPv4) || at < source_at ||
        at >= captured_bytes ||
        captured_bytes - (at - source_at) <
            (is_ipv6 ? IPV6_HEADER_BYTES : IPV4_HEADER_BYTES_MIN))
        return false;
    at -= source_at;
    return is_ipv6 ? read_ipv6(octets + at, captured_bytes - at, ip)
                   : read_ipv4(octets + at, captured_bytes - at, ip);
}

void frame_ip_arrival(void *data, struct media_arrival *arrival)
{
    const ws_ip4 *ip4 = WS_IP4_PTR(data);
    const ws_ip6 *ip6 = WS_IP6_PTR(data);

    arrival->dscp = DSCP_NONE;
    arrival->ip_id = 0;
    arrival->ttl = 0;
    if (ip4 != NULL) {
        arrival->dscp = IPDSFIELD_DSCP(ip4->ip_tos);
        arrival->ip_id = ip4->ip_id;
        arrival->ttl = ip4->ip_ttl;
    } else if (ip6 != NULL) {
        arrival->dscp = IPDSFIELD_DSCP(ip6->ip6_tc);
        arrival->ttl = ip6->ip6_hop;
    }
}
