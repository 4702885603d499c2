/* One captured packet that is, or may be, RTP or RTCP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_ARRIVAL_H
#define LYNC_CORE_MEDIA_ARRIVAL_H

#include "media_streams.h"
#include "moment.h"
#include "rtp_header.h"

#define DSCP_NONE 0xFF /* unknown code point */

struct media_arrival {
    struct moment moment;
    enum media_packet_kind kind;
    struct media_path path;
    struct media_flow *flow; /* NULL: unknown */
    const uint8_t *payload;  /* of UDP, or in TURN; not owned */
    unsigned captured_bytes; /* captured part of the payload */
    unsigned reported_bytes; /* length of the payload on the wire */
    uint32_t link_hash; /* hash of link addresses, VLAN and direction; differs
                           between points of the network */
    uint8_t dscp;       /* code point 0 to 63, or DSCP_NONE */
    uint16_t ip_id;     /* IPv4 identification; 0: none */
    uint8_t ttl;        /* TTL or hop limit; 0: unknown */
    bool frame_returns; /* the frame will be shown again after the first pass */
    bool rtp_parsed;
    struct rtp_header rtp; /* valid if rtp_parsed */
};

/* Whether the packet looks like RTP or RTCP. */
static inline bool media_arrival_is_media(const struct media_arrival *arrival)
{
    return arrival->kind == MEDIA_PACKET_RTP ||
           arrival->kind == MEDIA_PACKET_RTCP;
}

/* The packet's sender. */
static inline const struct endpoint *
media_arrival_source(const struct media_arrival *arrival)
{
    return &arrival->path.ends[arrival->path.direction];
}

/* The packet's destination. */
static inline const struct endpoint *
media_arrival_destination(const struct media_arrival *arrival)
{
    return &arrival->path.ends[1 - arrival->path.direction];
}

#endif
