/* One captured RTP packet: the facts by which repeats are judged. RFC 3550 5.1,
 * RFC 791.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_ARRIVAL_H
#define LYNC_CORE_RTP_ARRIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rtp_arrival {
    uint32_t frame;          /* from 1 */
    uint16_t seq;            /* RTP sequence number */
    uint16_t ip_id;          /* IPv4 identification; 0: none (as for IPv6) */
    int64_t time_ns;         /* capture time since the first frame */
    uint32_t timestamp;      /* RTP timestamp */
    uint32_t payload_sample; /* rtp_payload_sample() of the payload */
    uint32_t link_hash;    /* of MAC addresses, VLAN tags and the packet type of
                              "any"; differs between points of the network */
    uint32_t interface_id; /* interface or merged file */
    uint8_t payload_type;
    uint8_t ttl;  /* TTL or hop limit; 0: unknown */
    uint8_t dscp; /* code point; above 63: unknown */
    bool marker;
    bool event; /* a telephone-event (RFC 4733) */
};

/* Returns a hash of LENGTH (bytes) and of the first and last 16 bytes of
 * PAYLOAD, so its cost does not grow with the payload. PAYLOAD may be NULL if
 * LENGTH is 0. Pass only captured bytes; copies cut at the same length have the
 * same hash. */
uint32_t rtp_payload_sample(const uint8_t *payload, size_t length);

#endif
