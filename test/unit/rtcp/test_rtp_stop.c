/* Tests of what RTCP says of a source that fell silent. RFC 3550 6.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_stop.h"

#include "unit_test.h"

static struct rtp_stop stop;

BEFORE_EACH()
{
    stop = (struct rtp_stop){0};
}

static void receiver_report(void)
{
    const struct rtcp_header header = {.packet_type = RTCP_PT_RR};

    rtp_stop_on_rtcp(&stop, &header, S);
}

static void sender_report(uint32_t n_sent)
{
    const struct rtcp_header header = {
        .packet_type = RTCP_PT_SR, .sent_known = true, .n_sent = n_sent};

    rtp_stop_on_rtcp(&stop, &header, 2 * S);
}

static void assert_proof(enum rtp_stop_proof proof)
{
    g_assert_cmpint(rtp_stop_proof(&stop), ==, proof);
}

TEST(count_stands)
{
    assert_proof(RTP_STOP_UNKNOWN);
    sender_report(500);
    assert_proof(RTP_STOP_UNKNOWN);
    sender_report(500);
    assert_proof(RTP_STOP_STANDS);
    g_assert_cmpint(stop.last_ns, ==, 2 * S);
}

/* Across the wrap: 10 packets. */
TEST(count_grows)
{
    sender_report(UINT32_MAX - 4);
    sender_report(5);
    assert_proof(RTP_STOP_GROWS);
    g_assert_cmpuint(stop.count - stop.first_count, ==, 10);
}

/* 6.4: a sender report while it has sent RTP since the report before the last,
 * then receiver reports. */
TEST(receives)
{
    sender_report(500);
    receiver_report();
    assert_proof(RTP_STOP_UNKNOWN);
    receiver_report();
    assert_proof(RTP_STOP_RECEIVES);
}

/* SRTCP: what it counts cannot be read. */
TEST(encrypted)
{
    const struct rtcp_header header = {.packet_type = RTCP_PT_SR,
                                       .protection = RTCP_ENCRYPTED};

    for (unsigned i = 0; i < 3; i++) {
        rtp_stop_on_rtcp(&stop, &header, S);
        receiver_report();
    }
    assert_proof(RTP_STOP_UNKNOWN);
}

/* Feedback and goodbyes are no reports. */
TEST(other_types)
{
    const struct rtcp_header header = {.packet_type = RTCP_PT_BYE};

    rtp_stop_on_rtcp(&stop, &header, S);
    g_assert_cmpuint(stop.n_reports, ==, 0);
}
