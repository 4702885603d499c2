/* Tests of a side whose RTP stops while its RTCP goes on. Both sides talk for
 * 10 s; then A is silent up to 60 s.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_stopped.h"

#include "media_scene.h"

/* A's report at TIME_NS. */
static void report(uint8_t packet_type, uint32_t n_sent, int64_t time_ns)
{
    struct rtcp_header header = {.packet_type = packet_type,
                                 .ssrc_present = true,
                                 .ssrc = 0xa0 + A,
                                 .sent_known = packet_type == RTCP_PT_SR,
                                 .n_sent = n_sent};

    media_session_on_rtcp(&session, A, &header, 0, time_ns, findings);
}

/* Up to 10 s. */
static void both_talk(void)
{
    begin_call(0);
    sources[A].kind = MEDIA_KIND_AUDIO;
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 0);
    talk(BOTH, BOTH, 0, 10 * S);
}

/* From 10 s until UNTIL_NS; A's reports of PACKET_TYPE, every 5 s, count 500
 * and GROWTH more each. */
static void only_b_talks(uint8_t packet_type, uint32_t growth, int64_t until_ns)
{
    talk(ONLY_B, ONLY_B, 10 * S, until_ns);
    for (int64_t time = 15 * S; time <= until_ns; time += 5 * S)
        report(packet_type, 500 + growth * (uint32_t)(time / S), time);
}

static bool is_reported(int64_t time_ns)
{
    return media_stopped_report(&session, A, &sources[A], time_ns, findings);
}

TEST(count_stands)
{
    both_talk();
    only_b_talks(RTCP_PT_SR, 0, 60 * S);
    g_assert_true(is_reported(60 * S));
    assert_told(FINDING_RTP_STOPPED);
    g_assert_cmpint(told(0)->severity, ==, FINDING_NOTE);
    assert_says(0, "10.0.0.1:5000 stopped sending audio: no RTP for 50.0 s",
                "the packet count in its reports stood still");
    g_assert_true(endpoint_equal(&told(0)->who, &endpoint_a));
}

TEST(receiver_reports)
{
    both_talk();
    only_b_talks(RTCP_PT_RR, 0, 60 * S);
    g_assert_true(is_reported(60 * S));
    assert_says(0, "is of one who only receives");
}

/* It sends, and somebody drops it: lync.loss. */
TEST(count_grows)
{
    both_talk();
    only_b_talks(RTCP_PT_SR, 50, 60 * S);
    g_assert_false(is_reported(60 * S));
}

/* A's last RTP is at 10 s; its report at 40 s is not yet past the limit. */
TEST(limit)
{
    both_talk();
    only_b_talks(RTCP_PT_SR, 0, 40 * S);
    g_assert_false(is_reported(44 * S));
    report(RTCP_PT_SR, 500, 40 * S + 1);
    g_assert_true(is_reported(44 * S));
}

/* A returns before the end, and its pause counts from then on. */
TEST(returns)
{
    struct media_packet rtp = {.time_ns = 60 * S,
                               .ssrc = 0xa0 + A,
                               .silence = SILENCE_PAUSED,
                               .silence_ns = S - 1};

    both_talk();
    only_b_talks(RTCP_PT_SR, 0, 60 * S);
    media_session_on_rtp(&session, A, &sources[A], &rtp, findings);
    g_assert_false(is_reported(61 * S));
    report(RTCP_PT_SR, 501, 90 * S);
    report(RTCP_PT_SR, 501, 91 * S);
    g_assert_true(is_reported(91 * S));
    rtp.time_ns = 92 * S;
    rtp.silence_ns = S;
    media_session_on_rtp(&session, A, &sources[A], &rtp, findings);
    report(RTCP_PT_SR, 502, 123 * S);
    report(RTCP_PT_SR, 502, 124 * S);
    g_assert_false(is_reported(124 * S));
}

static void assert_silent(void)
{
    only_b_talks(RTCP_PT_SR, 0, 60 * S);
    g_assert_false(is_reported(60 * S));
}

/* What explains the silence. */
TEST(mute)
{
    both_talk();
    packet(A, 10020 * MS, 13, 0);
    assert_silent();
}

TEST(hold)
{
    both_talk();
    describe(MEDIA_SENDONLY, MEDIA_RECVONLY, 11 * S);
    assert_silent();
}

/* RTP need not come back after a hold. */
TEST(held_meanwhile)
{
    both_talk();
    describe(MEDIA_INACTIVE, MEDIA_INACTIVE, 11 * S);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 20 * S);
    assert_silent();
}

TEST(conference)
{
    both_talk();
    call.generation = PRODUCT_GENERATION_CONFERENCE;
    assert_silent();
}

TEST(rtcp_bye)
{
    both_talk();
    bye(A, 0xa0 + A, 11 * S);
    assert_silent();
}

TEST(video)
{
    both_talk();
    sources[A].kind = MEDIA_KIND_VIDEO;
    assert_silent();
}

/* Another source of the same side goes on. */
TEST(new_ssrc)
{
    struct media_source other = {.kind = MEDIA_KIND_AUDIO};
    struct media_packet rtp = {.time_ns = 59 * S, .ssrc = 1};

    both_talk();
    media_session_on_rtp(&session, A, &other, &rtp, findings);
    assert_silent();
}

TEST(without_signalling)
{
    sources[A].kind = MEDIA_KIND_AUDIO;
    talk(BOTH, BOTH, 0, 10 * S);
    assert_silent();
}

/* 250 packets are needed: 5 s. */
TEST(short_prompt)
{
    begin_call(0);
    sources[A].kind = MEDIA_KIND_AUDIO;
    talk(BOTH, BOTH, 0, 4980 * MS);
    only_b_talks(RTCP_PT_SR, 0, 60 * S);
    g_assert_false(is_reported(60 * S));
    begin_call(0);
    sources[A].kind = MEDIA_KIND_AUDIO;
    talk(BOTH, BOTH, 0, 5 * S);
    only_b_talks(RTCP_PT_SR, 0, 60 * S);
    g_assert_true(is_reported(60 * S));
}
