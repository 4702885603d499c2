/* One RTP packet as it was captured: the facts from which repeats are judged.
 * RFC 3550 5.1, RFC 791.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_ARRIVAL_H
#define LYNC_CORE_RTP_ARRIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rtp_arrival {
    uint32_t frame;          /* frame number, from 1 */
    uint16_t seq;            /* RTP sequence number */
    uint16_t ip_id;          /* IPv4 identification; 0 = none, as for IPv6 */
    int64_t time_ns;         /* capture time since the first frame */
    uint32_t timestamp;      /* RTP timestamp */
    uint32_t payload_sample; /* rtp_payload_sample of the payload */
    uint32_t link_hash;    /* of MAC addresses, VLAN tags and the packet type of
                              "any": differs elsewhere in the network */
    uint32_t interface_id; /* interface or file that saw it */
    uint8_t payload_type;
    uint8_t ttl;  /* TTL or hop limit; 0: not known */
    uint8_t dscp; /* code point; above 63: not known */
    bool marker;
    bool event; /* a telephone-event packet, RFC 4733 */
};

/* A hash over LENGTH (bytes) and the first and last 16 octets of PAYLOAD, so
 * that its cost does not grow with the payload. PAYLOAD may be NULL when LENGTH
 * is 0. Pass captured octets only; copies cut at the same place have the same
 * hash. */
uint32_t rtp_payload_sample(const uint8_t *payload, size_t length);

#endif
