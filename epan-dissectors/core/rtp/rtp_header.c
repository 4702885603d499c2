/* Demultiplexing of a media port and the RTP fixed header.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_header.h"

#include "big_endian.h"

#define OFFSET_FLAGS     0
#define OFFSET_TYPE      1
#define OFFSET_SEQ       2
#define OFFSET_TIMESTAMP 4
#define OFFSET_SSRC      8

#define EXTENSION_HEADER_BYTES 4 /* profile and length, RFC 3550 5.3.1 */
#define WORD_BYTES             4

#define RTCP_TYPE_FIRST 192 /* RFC 5761 4 */
#define RTCP_TYPE_LAST  223

#define MS_MULTIPLEX_FIRST  0xFF /* [MS-TURN]: channel number 0xFF10 */
#define MS_MULTIPLEX_SECOND 0x10

enum media_packet_kind media_packet_kind(const uint8_t *octets,
                                         size_t length_bytes)
{
    uint8_t first;

    if (length_bytes < 2)
        return MEDIA_PACKET_OTHER;
    first = octets[OFFSET_FLAGS];
    if (rtp_header_has_version(octets)) {
        uint8_t type = octets[OFFSET_TYPE];

        return type >= RTCP_TYPE_FIRST && type <= RTCP_TYPE_LAST
                   ? MEDIA_PACKET_RTCP
                   : MEDIA_PACKET_RTP;
    }
    if (first <= 3)
        return MEDIA_PACKET_STUN;
    if (first >= 16 && first <= 19)
        return MEDIA_PACKET_ZRTP;
    if (first >= 20 && first <= 63)
        return MEDIA_PACKET_DTLS;
    if (first >= 64 && first <= 79)
        return MEDIA_PACKET_CHANNEL_DATA;
    if (first == MS_MULTIPLEX_FIRST &&
        octets[OFFSET_TYPE] == MS_MULTIPLEX_SECOND)
        return MEDIA_PACKET_CHANNEL_DATA;
    return MEDIA_PACKET_OTHER;
}

/* The length of the header with CSRCs and extension, or 0 when it cannot fit
 * into the packet. */
static size_t header_length(const uint8_t *octets, size_t captured_bytes,
                            size_t reported_bytes,
                            const struct rtp_header *header)
{
    size_t length = RTP_HEADER_BYTES + (size_t)header->csrc_count * WORD_BYTES;

    if (length > reported_bytes)
        return 0;
    if (!header->extension)
        return length;
    if (length + EXTENSION_HEADER_BYTES > reported_bytes)
        return 0;
    if (length + EXTENSION_HEADER_BYTES <= captured_bytes)
        length += (size_t)read_be16(octets + length + 2) * WORD_BYTES;
    length += EXTENSION_HEADER_BYTES;
    return length <= reported_bytes ? length : 0;
}

enum rtp_header_result rtp_header_parse(const uint8_t *octets,
                                        size_t captured_bytes,
                                        size_t reported_bytes,
                                        struct rtp_header *header)
{
    if (captured_bytes < RTP_HEADER_BYTES)
        return RTP_HEADER_CUT;
    if (media_packet_kind(octets, captured_bytes) != MEDIA_PACKET_RTP)
        return RTP_HEADER_NOT_RTP;
    return rtp_header_read(octets, captured_bytes, reported_bytes, header);
}

enum rtp_header_result rtp_header_read(const uint8_t *octets,
                                       size_t captured_bytes,
                                       size_t reported_bytes,
                                       struct rtp_header *header)
{
    size_t header_bytes;
    size_t payload_bytes;

    if (captured_bytes < RTP_HEADER_BYTES)
        return RTP_HEADER_CUT;
    header->padding = octets[OFFSET_FLAGS] & 0x20;
    header->extension = octets[OFFSET_FLAGS] & 0x10;
    header->csrc_count = octets[OFFSET_FLAGS] & 0x0F;
    header->marker = octets[OFFSET_TYPE] & 0x80;
    header->payload_type = octets[OFFSET_TYPE] & 0x7F;
    header->seq = read_be16(octets + OFFSET_SEQ);
    header->timestamp = read_be32(octets + OFFSET_TIMESTAMP);
    header->ssrc = read_be32(octets + OFFSET_SSRC);

    header_bytes =
        header_length(octets, captured_bytes, reported_bytes, header);
    if (header_bytes == 0)
        return RTP_HEADER_NOT_RTP;
    payload_bytes = reported_bytes - header_bytes;
    if (header->padding && captured_bytes == reported_bytes) {
        uint8_t padding_bytes = octets[reported_bytes - 1];

        if (padding_bytes == 0 || padding_bytes > payload_bytes)
            return RTP_HEADER_NOT_RTP;
        payload_bytes -= padding_bytes;
    }
    header->header_bytes =
        header_bytes > UINT16_MAX ? UINT16_MAX : (uint16_t)header_bytes;
    header->payload_bytes =
        payload_bytes > UINT16_MAX ? UINT16_MAX : (uint16_t)payload_bytes;
    return RTP_HEADER_OK;
}
