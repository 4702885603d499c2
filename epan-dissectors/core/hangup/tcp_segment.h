/* One TCP segment. RFC 9293 3.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TCP_SEGMENT_H
#define LYNC_CORE_TCP_SEGMENT_H

#include <stdbool.h>
#include <stdint.h>

#define TCP_HEADER_BYTES_MIN 20
#define TCP_FLAGS_AT         13 /* offset of the flags */

#define TCP_FIN 0x01
#define TCP_SYN 0x02
#define TCP_RST 0x04
#define TCP_ACK 0x10

struct tcp_segment {
    uint16_t source_port;
    uint16_t destination_port;
    uint32_t sequence;      /* of the first payload byte, or of the SYN */
    uint8_t flags;          /* set of TCP_FIN etc. */
    uint8_t hops;           /* hop limit or TTL of the IP packet, above 0 */
    uint32_t length;        /* bytes of payload */
    uint32_t captured;      /* bytes of it that payload holds */
    const uint8_t *payload; /* not owned */
};

/* Reads the segment in OCTETS, which holds CAPTURED of the REPORTED bytes that
 * were sent (CAPTURED <= REPORTED). Sets all fields of SEGMENT but hops.
 * Returns false if the header is cut or its length is invalid. */
bool tcp_segment_read(const uint8_t *octets, uint32_t captured,
                      uint32_t reported, struct tcp_segment *segment);

#endif
