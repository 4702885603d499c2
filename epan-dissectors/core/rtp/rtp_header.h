/* What a UDP payload on a media port is, and the fixed header of RTP. RFC
 * 3550 5.1, RFC 5761 4, RFC 7983 7, RFC 8656 12, [MS-TURN] 2.2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_HEADER_H
#define LYNC_CORE_RTP_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RTP_HEADER_BYTES 12 /* fixed header, RFC 3550 5.1 */

/* Who shares a media port, told apart by the first two octets. */
enum media_packet_kind {
    MEDIA_PACKET_OTHER,        /* anything else, such as QUIC or text */
    MEDIA_PACKET_STUN,         /* 0..3 */
    MEDIA_PACKET_ZRTP,         /* 16..19 */
    MEDIA_PACKET_DTLS,         /* 20..63 */
    MEDIA_PACKET_CHANNEL_DATA, /* 64..79, and 0xFF10 of [MS-TURN] */
    MEDIA_PACKET_RTP,          /* 128..191, second octet outside 192..223 */
    MEDIA_PACKET_RTCP,         /* 128..191, second octet 192..223 */
};

struct rtp_header {
    bool padding;
    bool extension;
    bool marker;
    uint8_t csrc_count;
    uint8_t payload_type;
    uint16_t seq;
    uint32_t timestamp; /* in units of the clock rate */
    uint32_t ssrc;
    uint16_t header_bytes;  /* with CSRCs and extension */
    uint16_t payload_bytes; /* as sent, without padding */
};

enum rtp_header_result {
    RTP_HEADER_OK,
    RTP_HEADER_NOT_RTP, /* version, RTCP's types, or lengths that cannot
                           be: extension or padding beyond the packet */
    RTP_HEADER_CUT,     /* fewer than 12 octets were captured */
};

/* Whether the first of OCTETS, of which there must be one, has the version of
 * RTP and RTCP, RFC 3550 5.1 and 6.4.1. Others are no media packet of these
 * two. */
static inline bool rtp_header_has_version(const uint8_t *octets)
{
    return octets[0] >> 6 == 2;
}

/* The kind of packet that starts with OCTETS, of which LENGTH_BYTES were
 * captured; MEDIA_PACKET_OTHER when these are fewer than two. A hint for ports
 * known to carry media, not proof. */
enum media_packet_kind media_packet_kind(const uint8_t *octets,
                                         size_t length_bytes);

/* Reads the header of an RTP packet.
 *
 * OCTETS, CAPTURED_BYTES: the UDP payload as far as it was captured.
 * REPORTED_BYTES: its length on the wire, at least CAPTURED_BYTES.
 * HEADER: filled in on RTP_HEADER_OK.
 *
 * A packet cut by the snap length is trusted where it cannot be checked: an
 * extension length or padding count that was not captured is not refused, and
 * counts as 0. */
enum rtp_header_result rtp_header_parse(const uint8_t *octets,
                                        size_t captured_bytes,
                                        size_t reported_bytes,
                                        struct rtp_header *header);

/* The same for a packet whose media_packet_kind() is known to be
 * MEDIA_PACKET_RTP. */
enum rtp_header_result rtp_header_read(const uint8_t *octets,
                                       size_t captured_bytes,
                                       size_t reported_bytes,
                                       struct rtp_header *header);

#endif
