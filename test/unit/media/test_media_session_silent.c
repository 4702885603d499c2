/* Tests of a media session: traps without any finding.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_scene.h"

/* baresip, zong_yate_153s: RTP and RTCP both ways for 96 s. */
TEST(silent_normal)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 96 * S);
    g_assert_false(media_call_on_bye(&call, A, 96 * S, findings));
    assert_nothing_told();
}

/* b=RS:0 and b=RR:0 (RFC 3556): the sides agreed on no RTCP. */
TEST(silent_rtcp_off)
{
    struct media_description description = {.rtcp_off = true};

    begin_call(0);
    media_session_on_sdp(&session, A, &description, 0);
    talk(BOTH, NOBODY, 0, 60 * S);
    assert_nothing_told();
    g_assert_cmpint(media_session_rtcp_silence_ns(&session, A, 60 * S), ==, 0);
}

/* Ringback for 40 s before the 200, then 20 s of conversation. */
TEST(silent_early_media)
{
    begin_call(0);
    call.timeout.up = false;
    talk(ONLY_B, NOBODY, 0, 40 * S);
    media_call_on_up(&call, 40 * S);
    talk(BOTH, NOBODY, 40 * S, 60 * S);
    assert_nothing_told();
}

/* RTP that continues after the BYE is ignored. */
TEST(silent_after_end)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 10 * S);
    media_call_on_end(&call);
    talk(BOTH, NOBODY, 10 * S, 100 * S);
    assert_nothing_told();
}

/* fax_t38_nse_sip_tgw, without SDP. */
TEST(silent_fax)
{
    talk(BOTH, BOTH, 29380 * MS, 45 * S);
    talk(BOTH, NOBODY, 87200 * MS, 87260 * MS);
    assert_nothing_told();
}

/* The same with SDP for T.38: no media timeout either. */
TEST(silent_fax_in_sdp)
{
    struct media_description description = {.fax = true};

    begin_call(0);
    talk(BOTH, BOTH, 0, 10 * S);
    media_session_on_sdp(&session, A, &description, 10 * S);
    media_session_on_sdp(&session, B, &description, 10 * S);
    media_call_on_message(&call, 60 * S);
    g_assert_false(media_call_on_bye(&call, A, 60 * S, findings));
    assert_nothing_told();
}

/* linphone: A's RTP stops at 30 s, its RTCP continues until 115 s. */
TEST(silent_rtcp_alive)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 30 * S);
    talk(ONLY_B, BOTH, 30 * S, 115 * S);
    g_assert_false(media_call_on_bye(&call, B, 115 * S, findings));
    assert_nothing_told();
}

/* a=inactive on both sides excuses silence (KB 981218); afterwards the time
 * starts anew. */
TEST(silent_inactive)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 10 * S);
    describe(MEDIA_INACTIVE, MEDIA_INACTIVE, 10 * S);
    media_call_on_message(&call, 80 * S);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 80 * S);
    talk(BOTH, BOTH, 85 * S, 100 * S);
    assert_nothing_told();
}

/* A recorder: recvonly from the first SDP on, never sends anything
 * (sip_recording_siprec). */
TEST(silent_recorder)
{
    begin_call(0);
    describe(MEDIA_SENDONLY, MEDIA_RECVONLY, 0);
    talk(ONLY_A, ONLY_A, 0, 60 * S);
    assert_nothing_told();
}

/* recvonly on both sides: multicast music on hold, rtp_mcast_moh. */
TEST(silent_multicast_hold)
{
    begin_call(0);
    talk(ONLY_A, ONLY_A, 0, 10 * S);
    describe(MEDIA_RECVONLY, MEDIA_RECVONLY, 10 * S);
    talk(NOBODY, ONLY_A, 10 * S, 100 * S);
    assert_nothing_told();
}

/* A paused video stream and a running audio stream. */
TEST(silent_second_stream)
{
    struct media_session video;
    struct media_source video_sources[N_SIDES] = {{0}};
    struct endpoint a = {4, {10, 0, 0, 1}, 5002};
    struct endpoint b = {4, {10, 0, 0, 2}, 6002};
    struct media_packet rtp = {.time_ns = 1 * S, .ssrc = 7};

    begin_call(0);
    media_session_init(&video, &limits, &a, &b);
    media_session_join(&video, &call, 0);
    media_session_on_rtp(&video, A, &video_sources[A], &rtp, findings);
    media_session_on_rtp(&video, B, &video_sources[B], &rtp, findings);
    talk(BOTH, BOTH, 1 * S, 60 * S);
    assert_nothing_told();
    media_session_clear(&video);
}

/* ICE moves B at 25 s, a re-INVITE at 50 s: 20 s on each path. */
TEST(silent_moved)
{
    struct endpoint candidate = {4, {192, 168, 0, 2}, 50000};
    struct media_description description = {.rtp = endpoint_b};

    begin_call(0);
    media_session_on_sdp(&session, B, &description, 0);
    talk(BOTH, ONLY_A, 0, 25 * S);
    media_session_on_moved(&session, B, &candidate, 25 * S);
    talk(BOTH, ONLY_A, 25 * S, 50 * S);
    description.rtp.port = 8000;
    media_session_on_sdp(&session, B, &description, 50 * S);
    talk(BOTH, ONLY_A, 50 * S, 75 * S);
    assert_nothing_told();
}

/* SDP comes after the first packets and has the address behind the NAT. */
TEST(silent_nat)
{
    struct media_description description = {.rtp = {4, {192, 168, 1, 5}, 9}};

    begin_call(0);
    talk(BOTH, BOTH, 0, 1 * S);
    media_session_on_sdp(&session, A, &description, 1 * S);
    g_assert_true(endpoint_equal(&session.sides[A].endpoint, &endpoint_a));
    talk(BOTH, BOTH, 1 * S, 40 * S);
    assert_nothing_told();
}

/* A capture that begins during a call: the first packets are at 1000 s. */
TEST(silent_mid_call)
{
    begin_call(1000 * S);
    talk(BOTH, NOBODY, 1000 * S, 1030 * S);
    assert_nothing_told();
}

/* 118 is opus in B's SDP, so what A sends with it is no comfort noise. */
TEST(silent_mute_other_codec)
{
    struct media_description description = {0};

    begin_call(0);
    payload_type_set_add(&description.named, 118);
    media_session_on_sdp(&session, B, &description, 0);
    talk(BOTH, BOTH, 0, 10 * S);
    packet(A, 10010 * MS, 118, 0);
    talk(ONLY_B, BOTH, 10020 * MS, 60 * S);
    packet(A, 60 * S, 0, 0);
    assert_nothing_told();
}

/* BYEs that do not end A's RTP: a mixer's for a contributing source, baresip's
 * before its first RTP, B's for an SSRC of A. */
TEST(silent_bye)
{
    bye(A, 0xa0, 0);
    talk(BOTH, BOTH, 0, 10 * S);
    bye(A, 0xdead, 10 * S);
    bye(B, 0xa0, 10 * S);
    talk(BOTH, BOTH, 10 * S, 20 * S);
    assert_nothing_told();
}

/* Asterisk: RTP is marked both ways, RTCP is not; gst: one stray packet in the
 * other direction. */
TEST(silent_dscp)
{
    for (int i = 0; i < 100; i++) {
        packet(A, i * 20 * MS, 0, 40);
        if (i % 20 == 0)
            packet(B, i * 20 * MS, 0, 0);
    }
    rtcp(A, 2 * S);
    assert_nothing_told();
    g_assert_true(dscp_rtcp_differs(&session.sides[A].dscp));
}

/* RTP that ended long before the capture. */
TEST(rtcp_at_end_silent)
{
    talk(BOTH, NOBODY, 0, 20 * S);
    media_session_at_end(&session, 500 * S, findings);
    assert_nothing_told();
}
