/* Tests of reading what an SR says of its sender, written octet by octet from
 * RFC 3550 6.4.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_header.h"

#include "unit_test.h"

static struct rtcp_header header;

/* RFC 3550 6.4.1: the blocks of an SR follow 20 octets about its sender, the
 * first eight of which are the NTP time; the 17th begins the packet count
 * there, in a header of 8 octets. */
TEST(sender_with_block)
{
    const uint8_t data[] = {
        0x81, 200,  0,    12,   0x11, 0x22, 0x33, 0x44, /* header, SSRC */
        1,    2,    3,    4,    5,    6,    7,    8,    /* NTP time */
        0,    0,    0,    1,    0,    0,    0,    9,    /* RTP time, packets */
        0,    0,    0,    2,                            /* octets */
        0xa0, 0xb0, 0xc0, 0xd0, 0x99, 0xff, 0xff, 0xfe, /* the block */
        0,    1,    0,    2,    0,    0,    0,    7,    1, 2, 3, 4, 0, 5, 0, 6};

    g_assert_cmpint(rtcp_header_read(data, sizeof data, sizeof data, &header),
                    ==, RTCP_HEADER_OK);
    g_assert_true(header.sent_known);
    g_assert_cmpuint(header.n_sent, ==, 9);
    g_assert_cmpuint(header.n_stamps, ==, 1);
    g_assert_cmphex(header.stamps[0], ==, 0x03040506);
    g_assert_cmpuint(header.n_reports, ==, 1);
    g_assert_cmphex(header.reports[0].ssrc, ==, 0xa0b0c0d0);
    g_assert_cmphex(header.reports[0].fraction_lost, ==, 0x99);
}

/* The 20 octets are there, or nothing of them is read. */
TEST(sender_cut)
{
    const uint8_t whole[] = {0x80, 200, 0, 6, 0x11, 0x22, 0x33, 0x44, 0, 0,
                             0,    0,   0, 0, 0,    0,    0,    0,    0, 0,
                             0,    0,   0, 0, 0,    0,    0,    0};
    const uint8_t cut[] = {0x80, 200, 0, 5, 0x11, 0x22, 0x33, 0x44, 0, 0, 0, 0,
                           0,    0,   0, 0, 0,    0,    0,    0,    0, 0, 0, 0};

    rtcp_header_read(whole, sizeof whole, sizeof whole, &header);
    g_assert_true(header.sent_known);
    rtcp_header_read(cut, sizeof cut, sizeof cut, &header);
    g_assert_false(header.sent_known);
    g_assert_cmpuint(header.n_stamps, ==, 0);
}
