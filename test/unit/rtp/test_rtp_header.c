/* Tests of the media port demultiplexing and the RTP header.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_header.h"

#include <string.h>

#include "unit_test.h"

/* RFC 7983 7: each range's first and last octet, and its neighbours. */
TEST(kind_by_first_octet)
{
    static const struct {
        uint8_t first, last;
        enum media_packet_kind kind;
    } ranges[] = {
        {0, 3, MEDIA_PACKET_STUN},           {4, 15, MEDIA_PACKET_OTHER},
        {16, 19, MEDIA_PACKET_ZRTP},         {20, 63, MEDIA_PACKET_DTLS},
        {64, 79, MEDIA_PACKET_CHANNEL_DATA}, {80, 127, MEDIA_PACKET_OTHER},
        {128, 191, MEDIA_PACKET_RTP},        {192, 255, MEDIA_PACKET_OTHER},
    };

    FOR_EACH_ROW(i, ranges) {
        uint8_t packet[2] = {ranges[i].first, 0};

        g_assert_cmpint(media_packet_kind(packet, 2), ==, ranges[i].kind);
        packet[0] = ranges[i].last;
        g_assert_cmpint(media_packet_kind(packet, 2), ==, ranges[i].kind);
    }
}

/* RFC 5761 4: 192 to 223 in the second octet is RTCP; [MS-TURN]: FF 10. */
TEST(kind_by_second_octet)
{
    static const struct {
        uint8_t octets[2];
        enum media_packet_kind kind;
    } cases[] = {
        {{0x80, 191}, MEDIA_PACKET_RTP},
        {{0x80, 192}, MEDIA_PACKET_RTCP},
        {{0x80, 223}, MEDIA_PACKET_RTCP},
        {{0x80, 224}, MEDIA_PACKET_RTP},
        {{0xBF, 200}, MEDIA_PACKET_RTCP},
        {{0xFF, 0x10}, MEDIA_PACKET_CHANNEL_DATA},
        {{0xFF, 0x11}, MEDIA_PACKET_OTHER},
    };

    FOR_EACH_ROW(i, cases)
        g_assert_cmpint(media_packet_kind(cases[i].octets, 2), ==,
                        cases[i].kind);
    g_assert_cmpint(media_packet_kind(cases[0].octets, 1), ==,
                    MEDIA_PACKET_OTHER);
    g_assert_cmpint(media_packet_kind(cases[0].octets, 0), ==,
                    MEDIA_PACKET_OTHER);
}

/* The first two bits of an octet. */
TEST(version)
{
    static const struct {
        uint8_t octet;
        bool has;
    } cases[] = {{0x00, false}, {0x7F, false}, {0x80, true},
                 {0xBF, true},  {0xC0, false}, {0xFF, false}};

    FOR_EACH_ROW(i, cases)
        g_assert_cmpint(rtp_header_has_version(&cases[i].octet), ==,
                        cases[i].has);
}

/* V=2, M=1, PT 114, sequence 0xFFFE, timestamp 0x01020304, SSRC 0xDEADBEEF */
static const uint8_t plain[16] = {0x80, 0xF2, 0xFF, 0xFE, 1,    2,    3,    4,
                                  0xDE, 0xAD, 0xBE, 0xEF, 0xAA, 0xBB, 0xCC, 2};

/* The same packet, for tests to change. */
static uint8_t octets[16];

BEFORE_EACH()
{
    memcpy(octets, plain, sizeof octets);
}

TEST(parse_fields)
{
    struct rtp_header header;

    g_assert_cmpint(rtp_header_parse(plain, 16, 16, &header), ==,
                    RTP_HEADER_OK);
    g_assert_true(header.marker);
    g_assert_false(header.padding);
    g_assert_false(header.extension);
    g_assert_cmpuint(header.payload_type, ==, 114);
    g_assert_cmpuint(header.seq, ==, 0xFFFE);
    g_assert_cmpuint(header.timestamp, ==, 0x01020304);
    g_assert_cmpuint(header.ssrc, ==, 0xDEADBEEF);
    g_assert_cmpuint(header.header_bytes, ==, 12);
    g_assert_cmpuint(header.payload_bytes, ==, 4);
}

/* Of a packet known to be RTP the same is read, and its lengths are checked
 * all the same. */
TEST(read_known)
{
    struct rtp_header header;
    uint8_t four_csrcs[16];

    g_assert_cmpint(rtp_header_read(plain, 16, 16, &header), ==, RTP_HEADER_OK);
    g_assert_cmpuint(header.ssrc, ==, 0xDEADBEEF);
    g_assert_cmpuint(header.payload_bytes, ==, 4);
    g_assert_cmpint(rtp_header_read(plain, 11, 16, &header), ==,
                    RTP_HEADER_CUT);
    memcpy(four_csrcs, plain, sizeof plain);
    four_csrcs[0] = 0x84; /* RFC 3550 5.1: CC 4 needs 28 octets */
    g_assert_cmpint(rtp_header_read(four_csrcs, 16, 16, &header), ==,
                    RTP_HEADER_NOT_RTP);
}

/* That the packet has a header and a payload of so many bytes. */
static void assert_bytes(const uint8_t *packet, size_t captured_bytes,
                         size_t reported_bytes, unsigned header_bytes,
                         unsigned payload_bytes)
{
    struct rtp_header header;

    g_assert_cmpint(
        rtp_header_parse(packet, captured_bytes, reported_bytes, &header), ==,
        RTP_HEADER_OK);
    g_assert_cmpuint(header.header_bytes, ==, header_bytes);
    g_assert_cmpuint(header.payload_bytes, ==, payload_bytes);
}

static void assert_refused(const uint8_t *packet, size_t length_bytes)
{
    struct rtp_header header;

    g_assert_cmpint(
        rtp_header_parse(packet, length_bytes, length_bytes, &header), ==,
        RTP_HEADER_NOT_RTP);
}

TEST(parse_too_short)
{
    struct rtp_header header;

    for (size_t length = 0; length < 12; length++)
        g_assert_cmpint(rtp_header_parse(plain, length, 16, &header), ==,
                        RTP_HEADER_CUT);
    g_assert_cmpint(rtp_header_parse(plain, 12, 12, &header), ==,
                    RTP_HEADER_OK);
    g_assert_cmpuint(header.payload_bytes, ==, 0);
}

/* RFC 3550 5.1: CC counts four octets each; one CSRC fills 16 octets. */
TEST(parse_csrcs_beyond_packet)
{
    octets[0] = 0x81;
    assert_bytes(octets, 16, 16, 16, 0);
    octets[0] = 0x82;
    assert_refused(octets, 16);
}

/* RFC 3550 5.3.1: extension of N words behind a four octet header. */
TEST(parse_extension_beyond_packet)
{
    uint8_t packet[24] = {0x90, 114, 0, 1, 0,    0,    0, 1,
                          0,    0,   0, 1, 0xBE, 0xDE, 0, 1};

    assert_bytes(packet, 24, 24, 20, 4); /* 12 + 4 + 1 word */
    packet[15] = 3;                      /* 12 + 4 + 12 = 28 of 24 octets */
    assert_refused(packet, 24);
    assert_refused(packet, 15);
}

/* RFC 3550 5.1: the last octet counts the padding, itself included. */
TEST(parse_padding)
{
    octets[0] = 0xA0;
    assert_bytes(octets, 16, 16, 12, 2); /* 4 less 2 */
    octets[15] = 4;
    assert_bytes(octets, 16, 16, 12, 0);
    octets[15] = 5;
    assert_refused(octets, 16);
    octets[15] = 0;
    assert_refused(octets, 16);
}

/* What the snap length cut off is not held against the packet. */
TEST(parse_snapped)
{
    octets[0] = 0xB0; /* padding and extension, neither captured */
    assert_bytes(octets, 12, 172, 16, 156);
}

TEST(parse_rtcp_refused)
{
    octets[1] = 200;
    assert_refused(octets, 16);
    octets[0] = 0x40;
    octets[1] = 114;
    assert_refused(octets, 16);
}
