/* Tests of reading TCP headers. RFC 9293 3.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "tcp_segment.h"

#include "unit_test.h"

/* 3260 to 50000, sequence 0x01020304, ACK and FIN; a header of 24 bytes, and 4
 * of payload. */
static const uint8_t segment_octets[28] = {
    0x0c, 0xbc, 0xc3, 0x50, 1, 2, 3, 4, 9, 9, 9,   9,   0x60, 0x11,
    0x20, 0,    0,    0,    0, 0, 1, 1, 1, 1, 'a', 'b', 'c',  'd',
};

TEST(all_members)
{
    struct tcp_segment segment = {.hops = 64};

    g_assert_true(tcp_segment_read(segment_octets, 28, 28, &segment));
    g_assert_cmpuint(segment.source_port, ==, 3260);
    g_assert_cmpuint(segment.destination_port, ==, 50000);
    g_assert_cmpuint(segment.sequence, ==, 0x01020304);
    g_assert_cmpuint(segment.flags, ==, TCP_ACK | TCP_FIN);
    g_assert_cmpuint(segment.length, ==, 4);
    g_assert_cmpuint(segment.captured, ==, 4);
    g_assert_cmpint(segment.payload[0], ==, 'a');
    g_assert_cmpuint(segment.hops, ==, 64);
}

/* The capture ends in the payload, in the options, in the fixed header. */
TEST(cut_captures)
{
    struct tcp_segment segment;

    g_assert_true(tcp_segment_read(segment_octets, 25, 28, &segment));
    g_assert_cmpuint(segment.captured, ==, 1);
    g_assert_cmpuint(segment.length, ==, 4);
    g_assert_true(tcp_segment_read(segment_octets, 22, 28, &segment));
    g_assert_cmpuint(segment.captured, ==, 0);
    g_assert_cmpuint(segment.length, ==, 4);
    g_assert_true(tcp_segment_read(segment_octets, 20, 28, &segment));
    g_assert_false(tcp_segment_read(segment_octets, 19, 28, &segment));
    g_assert_false(tcp_segment_read(segment_octets, 0, 28, &segment));
}

/* The header length is below the minimum or above the segment's length. */
TEST(wrong_header_lengths)
{
    uint8_t octets[28] = {0};
    struct tcp_segment segment;

    octets[12] = 0x40;
    g_assert_false(tcp_segment_read(octets, 28, 28, &segment));
    octets[12] = 0x80;
    g_assert_false(tcp_segment_read(octets, 28, 28, &segment));
    octets[12] = 0x70;
    g_assert_true(tcp_segment_read(octets, 28, 28, &segment));
    g_assert_cmpuint(segment.length, ==, 0);
}
