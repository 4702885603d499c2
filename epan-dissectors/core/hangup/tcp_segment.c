/* Reads the header of a TCP segment.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "tcp_segment.h"

#include "big_endian.h"

#define SEQUENCE_AT 4
#define OFFSET_AT   12 /* upper 4 bits: header length in words */
#define WORD_BYTES  4

bool tcp_segment_read(const uint8_t *octets, uint32_t captured,
                      uint32_t reported, struct tcp_segment *segment)
{
    uint32_t header;

    if (captured < TCP_HEADER_BYTES_MIN)
        return false;
    header = (uint32_t)(octets[OFFSET_AT] >> 4) * WORD_BYTES;
    if (header < TCP_HEADER_BYTES_MIN || header > reported)
        return false;
    segment->source_port = read_be16(octets);
    segment->destination_port = read_be16(octets + 2);
    segment->sequence = read_be32(octets + SEQUENCE_AT);
    segment->flags = octets[TCP_FLAGS_AT];
    segment->length = reported - header;
    segment->captured = captured > header ? captured - header : 0;
    segment->payload = octets + (captured > header ? header : captured);
    return true;
}
