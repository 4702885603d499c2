/* One TCP segment. RFC 9293 3.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TCP_SEGMENT_H
#define LYNC_CORE_TCP_SEGMENT_H

#include <stdbool.h>
#include <stdint.h>

#define TCP_HEADER_BYTES_MIN 20
#define TCP_FLAGS_AT         13 /* where the header holds the flags */

#define TCP_FIN 0x01
#define TCP_SYN 0x02
#define TCP_RST 0x04
#define TCP_ACK 0x10

struct tcp_segment {
    uint16_t source_port;
    uint16_t destination_port;
    uint32_t sequence;      /* of the first octet, or of the SYN */
    uint8_t flags;          /* TCP_FIN and so on */
    uint8_t hops;           /* hop limit of its IP packet, above 0 */
    uint32_t length;        /* of the payload, octets */
    uint32_t captured;      /* of these, how many PAYLOAD holds */
    const uint8_t *payload; /* belongs to the caller */
};

/* Reads the segment in OCTETS, of which CAPTURED are there and REPORTED were
 * sent (CAPTURED <= REPORTED). Sets all of SEGMENT but its hops. Returns false
 * if the header is cut, or is longer or shorter than it can be. */
bool tcp_segment_read(const uint8_t *octets, uint32_t captured,
                      uint32_t reported, struct tcp_segment *segment);

#endif
