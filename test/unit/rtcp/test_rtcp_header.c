/* Tests of reading RTCP, written octet by octet from RFC 3550 6.4 to 6.6 and
 * RFC 3711 3.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_header.h"

#include "unit_test.h"
#include <string.h>

/* V=2 RC=1, RR, length 7 words + 1 = 32 octets, sender 0x11223344, one block:
 * source 0xa0b0c0d0, fraction 0x99 (report of 60 % loss), cumulative -2, one
 * wrap and sequence number 2 for the highest, jitter 7. */
#define RR_1                                                                   \
    0x81, 201, 0, 7, 0x11, 0x22, 0x33, 0x44, 0xa0, 0xb0, 0xc0, 0xd0, 0x99,     \
        0xff, 0xff, 0xfe, 0, 1, 0, 2, 0, 0, 0, 7, 1, 2, 3, 4, 0, 5, 0, 6

/* SDES, one chunk: SSRC, CNAME "a" (01 01 61), end: 12 octets. */
#define SDES 0x81, 202, 0, 2, 0x11, 0x22, 0x33, 0x44, 1, 1, 'a', 0

/* BYE of two sources: 12 octets. */
#define BYE_2 0x82, 203, 0, 2, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88

/* SR without blocks: 4 + 4 + 20 = 28 octets, length 6. */
#define SR_0                                                                   \
    0x80, 200, 0, 6, 0x11, 0x22, 0x33, 0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,  \
        0, 0, 0, 0, 0, 0, 0, 0, 0

static struct rtcp_header header;

static enum rtcp_header_result read_octets(const uint8_t *data, size_t length)
{
    return rtcp_header_read(data, length, length, &header);
}

TEST(compound_walk)
{
    const uint8_t data[] = {RR_1, SDES, BYE_2};

    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_cmpint(header.protection, ==, RTCP_CLEAR);
    g_assert_cmpuint(header.packet_type, ==, RTCP_PT_RR);
    g_assert_true(header.ssrc_present);
    g_assert_cmphex(header.ssrc, ==, 0x11223344);
    g_assert_cmpuint(header.n_byes, ==, 2);
    g_assert_cmphex(header.byes[0], ==, 0x11223344);
    g_assert_cmphex(header.byes[1], ==, 0x55667788);
}

/* cumulative number of packets lost is signed, 24 bits (RFC 3550 6.4.1). */
TEST(report_values)
{
    const uint8_t data[] = {RR_1};

    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_cmpuint(header.n_reports, ==, 1);
    g_assert_cmphex(header.reports[0].ssrc, ==, 0xa0b0c0d0);
    g_assert_cmphex(header.reports[0].fraction_lost, ==, 0x99);
    g_assert_cmpuint(header.reports[0].jitter, ==, 7);
    g_assert_cmpint(header.reports[0].cumulative_lost, ==, -2);
    g_assert_cmphex(header.reports[0].highest_seq, ==, 0x10002);
    g_assert_cmphex(header.reports[0].last_sr, ==, 0x01020304);
    g_assert_cmphex(header.reports[0].delay, ==, 0x00050006);
}

/* SR with NTP time 0x0102030405060708, then XR (RFC 3611): RRTR with
 * 0x1112131415161718, DLRR with two sub-blocks, VoIP metrics whose round trip
 * delay is 0x0123 ms. Length of the XR: 2 + 3 + 7 + 9 words, less 1. */
TEST(xr)
{
    const uint8_t data[] = {0x80,
                            200,
                            0,
                            6,
                            9,
                            9,
                            9,
                            9,
                            1,
                            2,
                            3,
                            4,
                            5,
                            6,
                            7,
                            8,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0x80,
                            207,
                            0,
                            20,
                            9,
                            9,
                            9,
                            9,
                            /* RRTR */ 4,
                            0,
                            0,
                            2,
                            0x11,
                            0x12,
                            0x13,
                            0x14,
                            0x15,
                            0x16,
                            0x17,
                            0x18,
                            /* DLRR */ 5,
                            0,
                            0,
                            6,
                            1,
                            1,
                            1,
                            1,
                            2,
                            2,
                            2,
                            2,
                            0,
                            0,
                            0,
                            3,
                            4,
                            4,
                            4,
                            4,
                            5,
                            5,
                            5,
                            5,
                            0,
                            0,
                            0,
                            6,
                            /* VoIP */ 7,
                            0,
                            0,
                            8,
                            7,
                            7,
                            7,
                            7,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0x01,
                            0x23,
                            0,
                            0,
                            0,
                            0,
                            0,
                            16,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0};

    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_cmpuint(header.n_stamps, ==, 2);
    g_assert_cmphex(header.stamps[0], ==, 0x03040506);
    g_assert_cmphex(header.stamps[1], ==, 0x13141516);
    g_assert_cmpuint(header.n_echoes, ==, 2);
    g_assert_cmphex(header.echoes[0].ssrc, ==, 0x01010101);
    g_assert_cmphex(header.echoes[0].stamp, ==, 0x02020202);
    g_assert_cmpuint(header.echoes[0].delay, ==, 3);
    g_assert_cmphex(header.echoes[1].ssrc, ==, 0x04040404);
    g_assert_cmphex(header.voip_ssrc, ==, 0x07070707);
    g_assert_cmpuint(header.voip_delay_ms, ==, 0x0123);
}

/* Blocks whose length the packet does not hold, or that are too short for what
 * they should hold, are not read: an RRTR of 1 word, a VoIP metrics block of 2,
 * a DLRR of 9 words in a packet that ends after 1. */
TEST(xr_cut)
{
    const uint8_t data[] = {0x80, 207, 0, 7, 9, 9, 9, 9, 4, 0, 0,
                            1,    1,   1, 1, 1, 7, 0, 0, 2, 7, 7,
                            7,    7,   1, 1, 1, 1, 5, 0, 0, 9};

    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_cmpint(header.protection, ==, RTCP_CLEAR);
    g_assert_cmpuint(header.n_stamps + header.n_echoes, ==, 0);
    g_assert_cmphex(header.voip_ssrc, ==, 0);
}

/* A block that the packet's length does not hold is not read. */
TEST(report_cut)
{
    uint8_t data[] = {RR_1};

    data[3] = 6; /* 28 octets: 20 for a block of 24 */
    g_assert_cmpint(read_octets(data, 28), ==, RTCP_HEADER_OK);
    g_assert_cmpuint(header.n_reports, ==, 0);
}

/* RFC 5506: a feedback packet alone (205, RTPFB) is RTCP. */
TEST(reduced_size_rtpfb)
{
    const uint8_t data[] = {0x8f, 205, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8};

    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_cmpuint(header.packet_type, ==, 205);
    g_assert_cmpuint(header.count, ==, 15);
    g_assert_cmphex(header.ssrc, ==, 0x01020304);
}

/* SR in SRTCP: 20 octets of ciphertext in the SR, E = 1 and index 5, MKI of 0
 * to 4 octets, tag of 4 or 10: 28 + 4 + MKI + tag octets, most of them no
 * multiple of 4. */
TEST(srtcp_encrypted)
{
    static const size_t tag_bytes[] = {4, 10};

    for (size_t tag = 0; tag < 2; tag++) {
        for (size_t mki_bytes = 0; mki_bytes <= 4; mki_bytes++) {
            uint8_t data[64] = {SR_0, 0x80, 0, 0, 5};
            size_t length = 32 + mki_bytes + tag_bytes[tag];

            memset(data + 32, 0xe1, length - 32);
            g_assert_cmpint(read_octets(data, length), ==, RTCP_HEADER_OK);
            g_assert_cmpint(header.protection, ==, RTCP_ENCRYPTED);
            g_assert_true(header.ssrc_present);
            g_assert_cmphex(header.ssrc, ==, 0x11223344);
        }
    }
}

/* A BYE in SRTCP names its SSRCs in ciphertext from the ninth octet on: none
 * of them counts. */
TEST(srtcp_bye_not_believed)
{
    const uint8_t data[] = {BYE_2, 0x80, 0, 0, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9};

    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_cmpint(header.protection, ==, RTCP_ENCRYPTED);
    g_assert_cmpuint(header.n_byes, ==, 0);
}

/* E = 0: authenticated only; the contents can be read (RFC 3711 3.4). */
TEST(srtcp_authenticated)
{
    const uint8_t data[] = {RR_1, BYE_2, 0, 0, 0, 7, 9, 9,
                            9,    9,     9, 9, 9, 9, 9, 9};

    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_cmpint(header.protection, ==, RTCP_AUTHENTICATED);
    g_assert_cmpuint(header.n_byes, ==, 2);
    g_assert_cmpuint(header.n_reports, ==, 1);
}

/* Compound in SRTCP: what follows the first packet is ciphertext. */
TEST(srtcp_compound)
{
    uint8_t data[28 + 12 + 14] = {SR_0};

    memset(data + 28, 0x37, sizeof data - 28);
    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_cmpint(header.protection, ==, RTCP_ENCRYPTED);
}

/* SC = 1 and a reason, which is no SSRC (RFC 3550 6.6). */
TEST(bye_reason)
{
    const uint8_t data[] = {RR_1, 0x81, 203, 0,   2,   9,  9,
                            9,    9,    3,   'b', 'y', 'e'};

    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_cmpuint(header.n_byes, ==, 1);
}

/* SC = 0 in BYE and SDES: nobody is named (RFC 3550 6.6). Twelve octets follow
 * an empty BYE in baresip's opening packet: its SDES. */
TEST(ssrc_nobody_named)
{
    const uint8_t data[] = {0x80, 203, 0, 0, SDES};

    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_false(header.ssrc_present);
    g_assert_cmpint(header.protection, ==, RTCP_CLEAR);
    g_assert_cmpuint(header.n_byes, ==, 0);
}

/* RFC 5761 4: 192 and 223 are RTCP; 191 and 224 are RTP with the marker. */
TEST(range_packet_type)
{
    uint8_t data[] = {0x80, 192, 0, 1, 1, 2, 3, 4};

    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    data[1] = 223;
    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    data[1] = 191;
    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_NOT_RTCP);
    data[1] = 224;
    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_NOT_RTCP);
}

TEST(refuse_other_protocols)
{
    const uint8_t version_1[] = {0x40, 200, 0, 1, 1, 2, 3, 4};
    const uint8_t too_long[] = {0x80, 200, 0, 2, 1, 2, 3, 4};
    const uint8_t nobody[] = {0x80, 203, 0, 2, 1, 2, 3, 4};
    const uint8_t stun[] = {0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42};

    g_assert_cmpint(read_octets(version_1, 8), ==, RTCP_HEADER_NOT_RTCP);
    g_assert_cmpint(read_octets(too_long, 7), ==, RTCP_HEADER_NOT_RTCP);
    g_assert_cmpint(read_octets(nobody, 8), ==, RTCP_HEADER_NOT_RTCP);
    g_assert_cmpint(read_octets(stun, 8), ==, RTCP_HEADER_NOT_RTCP);
    g_assert_cmpint(read_octets(too_long, 3), ==, RTCP_HEADER_NOT_RTCP);
    g_assert_cmpint(read_octets(too_long, 0), ==, RTCP_HEADER_NOT_RTCP);
    g_assert_cmpuint(header.packet_type, ==, 0);
}

/* A length beyond the payload (3 words of 2): 8 octets tell the sender, and
 * nothing else is believed. */
TEST(broken_length)
{
    const uint8_t too_long[] = {0x81, 201, 0, 2, 1, 2, 3, 4};

    g_assert_cmpint(read_octets(too_long, 8), ==, RTCP_HEADER_BROKEN);
    g_assert_true(header.ssrc_present);
    g_assert_cmphex(header.ssrc, ==, 0x01020304);
    g_assert_cmpuint(header.packet_type, ==, RTCP_PT_RR);
    g_assert_cmpint(header.protection, ==, RTCP_ENCRYPTED);
    g_assert_cmpuint(header.n_reports, ==, 0);
}

/* Captured at every length below the reported one: never read beyond, no
 * contents believed; sanitizers watch. */
TEST(truncated_every_length)
{
    const uint8_t data[] = {RR_1, SDES, BYE_2};

    for (size_t captured = 4; captured < sizeof data; captured++) {
        uint8_t *copy = g_memdup2(data, captured);

        g_assert_cmpint(rtcp_header_read(copy, captured, sizeof data, &header),
                        ==, RTCP_HEADER_TRUNCATED);
        g_assert_cmpint(header.ssrc_present, ==, captured >= 8);
        g_assert_cmpuint(header.n_byes + header.n_reports, ==, 0);
        g_free(copy);
    }
}

/* 31 blocks twice in a compound: 31 are kept. */
TEST(report_many)
{
    enum { PACKET = 8 + 31 * 24 };
    uint8_t data[2 * PACKET] = {0};

    for (int i = 0; i < 2; i++) {
        data[i * PACKET] = 0x9f;
        data[i * PACKET + 1] = 201;
        data[i * PACKET + 3] = PACKET / 4 - 1; /* 187 */
    }
    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_cmpuint(header.n_reports, ==, 31);
}

/* 6.4.1: the sender's packet count is its 21st to 24th octet. */
TEST(packet_count)
{
    uint8_t data[] = {SR_0};
    const uint8_t receiver[] = {RR_1};

    data[20] = 0x01;
    data[23] = 0x04;
    g_assert_cmpint(read_octets(data, sizeof data), ==, RTCP_HEADER_OK);
    g_assert_true(header.sent_known);
    g_assert_cmphex(header.n_sent, ==, 0x01000004);
    g_assert_cmpint(read_octets(receiver, sizeof receiver), ==, RTCP_HEADER_OK);
    g_assert_false(header.sent_known);
}
