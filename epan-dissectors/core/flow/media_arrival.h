/* One RTP or RTCP packet, or what looks like one, as it was captured.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_ARRIVAL_H
#define LYNC_CORE_MEDIA_ARRIVAL_H

#include "media_streams.h"
#include "moment.h"
#include "rtp_header.h"

#define DSCP_NONE 0xFF /* its code point is not known */

struct media_arrival {
    struct moment moment;
    enum media_packet_kind kind;
    struct media_path path;
    struct media_flow *flow; /* NULL: not known */
    const uint8_t *payload;  /* of UDP, or of what TURN carries; borrowed */
    unsigned captured_bytes; /* of the payload */
    unsigned reported_bytes; /* the same on the wire */
    uint32_t link_hash; /* of link addresses, VLAN and direction: differs at
                           another place of the network */
    uint8_t dscp;       /* 0 to 63, or DSCP_NONE */
    uint16_t ip_id;     /* IPv4 identification, 0 when there is none */
    uint8_t ttl;        /* TTL or hop limit, 0 when no header told */
    bool rtp_parsed;
    struct rtp_header rtp; /* valid if rtp_parsed */
};

/* Whether it looks like RTP or RTCP. */
static inline bool media_arrival_is_media(const struct media_arrival *arrival)
{
    return arrival->kind == MEDIA_PACKET_RTP ||
           arrival->kind == MEDIA_PACKET_RTCP;
}

/* Who sent the packet. */
static inline const struct endpoint *
media_arrival_source(const struct media_arrival *arrival)
{
    return &arrival->path.ends[arrival->path.direction];
}

/* Where it goes to. */
static inline const struct endpoint *
media_arrival_destination(const struct media_arrival *arrival)
{
    return &arrival->path.ends[1 - arrival->path.direction];
}

#endif
