/* Tests of a media session: which findings are added, and on which packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_scene.h"

/* sipp-asterisk-missed-refresh: the caller sends no RTCP for 60 s. */
TEST(rtcp_absent_caller)
{
    begin_call(0);
    talk(BOTH, ONLY_B, 0, 60 * S);
    media_call_on_bye(&call, B, 60 * S, findings);
    assert_told(FINDING_RTCP_ABSENT);
    g_assert_cmpint(told(0)->severity, ==, FINDING_WARN);
    /* first RTP at 20 ms, limit at 30.02 s, next packet at 30.04 s */
    g_assert_cmpint(told_ns[0], ==, 30040 * MS);
    assert_says(0, "10.0.0.1:5000 has sent RTP for 30.0 s and never");
}

TEST(rtcp_absent_stopped_resumed)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 10 * S);
    talk(BOTH, ONLY_B, 10 * S, 50 * S);
    rtcp(A, 50 * S);
    g_assert_cmpuint(findings->len, ==, 2);
    g_assert_cmpint(told_ns[0], ==, 40020 * MS);
    assert_says(0, "RTCP stopped after 10.0 s: none for 30.0 s");
    g_assert_cmpint(told(1)->id, ==, FINDING_RTCP_RESUMED);
    assert_says(1, "back after 40.0 s");
}

/* Neither side sends RTCP: one Warn, and a Note on the other direction. */
TEST(rtcp_absent_neither)
{
    talk(BOTH, NOBODY, 0, 60 * S);
    g_assert_cmpuint(findings->len, ==, 2);
    g_assert_cmpint(told(0)->severity, ==, FINDING_WARN);
    g_assert_cmpint(told(1)->severity, ==, FINDING_NOTE);
    assert_says(0, "10.0.0.1:5000", "neither has 10.0.0.2:6000",
                "RTCPActiveCalls=$True");
    assert_says(1, "neither direction");
}

/* rtp_mcast_moh: one direction to a group, never any RTCP. */
TEST(rtcp_absent_one_way)
{
    talk(ONLY_A, NOBODY, 0, 200 * S);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->severity, ==, FINDING_WARN);
}

/* KB 981218, conference leader: Mediation Server sendonly, phone recvonly
 * without RTCP. B's last packet is at 10 s; reported on the BYE at 40.5 s. */
TEST(timeout_recvonly)
{
    begin_call(0);
    call.generation = PRODUCT_GENERATION_OCS_2007_R2;
    talk(BOTH, BOTH, 0, 10 * S);
    describe(MEDIA_SENDONLY, MEDIA_RECVONLY, 10 * S);
    talk(ONLY_A, ONLY_A, 10 * S, 40500 * MS);
    assert_nothing_told();
    g_assert_true(media_call_on_bye(&call, A, 40500 * MS, findings));
    g_assert_cmpuint(findings->len, ==, 2);
    g_assert_cmpint(told(0)->id, ==, FINDING_MEDIA_TIMEOUT);
    assert_says(0, "for 30.5 s");
    g_assert_cmpint(told(1)->id, ==, FINDING_MEDIA_TIMEOUT_BYE);
    assert_says(1, "GatewayIgnoreMediaTimeout");
}

/* A refresh with the same SDP does not restart the clocks. */
TEST(timeout_despite_refresh)
{
    begin_call(0);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 0);
    talk(BOTH, NOBODY, 0, 20 * S);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 20 * S);
    talk(ONLY_A, NOBODY, 20 * S, 51 * S);
    g_assert_cmpuint(n_told(FINDING_RTCP_ABSENT), ==, 1);
    packet(B, 51 * S, 0, 0);
    g_assert_cmpuint(n_told(FINDING_MEDIA_TIMEOUT), ==, 1);
}

/* A listener whose RTCP was seen and stops: recvonly does not explain that. */
TEST(timeout_listener)
{
    begin_call(0);
    describe(MEDIA_SENDONLY, MEDIA_RECVONLY, 0);
    talk(ONLY_A, BOTH, 0, 10 * S);
    talk(ONLY_A, ONLY_A, 10 * S, 60 * S);
    assert_nothing_told();
    rtcp(B, 60 * S);
    assert_told(FINDING_MEDIA_TIMEOUT);
    assert_says(0, "for 50.0 s");
}

/* An endpoint without RTCP moves during the episode: reported once. */
TEST(rtcp_absent_moved)
{
    struct endpoint candidate = {4, {192, 168, 0, 2}, 50000};

    begin_call(0);
    talk(BOTH, ONLY_A, 0, 40 * S);
    media_session_on_moved(&session, B, &candidate, 40 * S);
    media_session_on_moved(&session, B, &candidate, 41 * S);
    talk(BOTH, ONLY_A, 40 * S, 100 * S);
    g_assert_cmpuint(findings->len, ==, 1);
}

/* Several SSRCs of one endpoint share one time. */
TEST(rtcp_absent_many_ssrcs)
{
    struct media_source many[N_MAX_SOURCES] = {{0}};

    for (unsigned i = 0; i < N_MAX_SOURCES; i++) {
        struct media_packet rtp = {.time_ns = i * S, .ssrc = i};

        media_session_on_rtp(&session, A, &many[i], &rtp, findings);
    }
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpuint(session.sides[A].n_sources, ==,
                     MEDIA_SESSION_SIDE_SOURCES_MAX);
}

/* More than 10 s are shown, 10 s are not. A's first packet is at 20 ms. */
TEST(rtcp_silence_value)
{
    talk(BOTH, ONLY_B, 0, 10020 * MS);
    g_assert_cmpint(media_session_rtcp_silence_ns(&session, A, 10020 * MS), ==,
                    0);
    g_assert_cmpint(media_session_rtcp_silence_ns(&session, A, 10020 * MS + 1),
                    ==, 10 * S + 1);
    g_assert_cmpint(media_session_rtcp_silence_ns(&session, B, 10020 * MS), ==,
                    0);
}

TEST(mute_comfort_noise)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 10 * S);
    packet(A, 10010 * MS, 118, 0);
    talk(ONLY_B, BOTH, 10020 * MS, 60 * S);
    packet(A, 60 * S, 0, 0);
    assert_told(FINDING_COMFORT_NOISE_SILENCE);
    g_assert_cmpint(told(0)->severity, ==, FINDING_CHAT);
    assert_says(0, "no RTP for 50.0 s");
}

TEST(rtcp_bye_continued)
{
    talk(BOTH, BOTH, 0, 10 * S);
    bye(A, 0xa0, 10 * S);
    talk(BOTH, ONLY_B, 10 * S, 20 * S);
    assert_told(FINDING_RTCP_BYE_CONTINUED);
    g_assert_cmpint(told_ns[0], ==, 11020 * MS);
    assert_says(0, "0x000000a0");
}

TEST(dscp_changed)
{
    for (int i = 0; i < 5; i++)
        packet(A, i * 20 * MS, 0, 40);
    packet(A, 100 * MS, 0, 0);
    packet(A, 120 * MS, 0, 40);
    packet(A, 140 * MS, 0, 0);
    assert_told(FINDING_DSCP_CHANGED);
    assert_says(0, "from 40 to 0 at its packet 6");
}

TEST(dscp_one_way)
{
    for (int i = 0; i < 50; i++) {
        packet(A, i * 20 * MS, 0, 40);
        packet(B, i * 20 * MS, 0, 0);
    }
    assert_told(FINDING_DSCP_ONE_WAY);
    g_assert_cmpint(told(0)->severity, ==, FINDING_NOTE);
    /* the tenth packet of either side */
    g_assert_cmpint(told_ns[0], ==, 180 * MS);
    assert_says(0, "DSCP 40, 10.0.0.2:6000");
}

TEST(dscp_class)
{
    sources[A].kind = MEDIA_KIND_VIDEO;
    packet(A, 0, 121, 40);
    packet(A, 20 * MS, 121, 40);
    assert_told(FINDING_DSCP_CLASS);
    assert_says(0, "sends video", "marks audio here");
}

TEST(rtcp_match_endpoints)
{
    struct endpoint from = {4, {10, 0, 0, 2}, 6001};
    struct endpoint to = {4, {10, 0, 0, 1}, 5001};
    struct rtcp_header header = {.ssrc_present = true, .ssrc = 0xa1};
    enum side side = SIDE_UNKNOWN;

    g_assert_cmpint(
        media_session_match_rtcp(&session, &from, &to, &header, &side), ==,
        RTCP_ROUTE_PORT_PLUS_ONE);
    g_assert_cmpint(side, ==, B);
    packet(B, 0, 0, 0);
    from.port = 1234;
    to.port = 4321;
    g_assert_cmpint(
        media_session_match_rtcp(&session, &from, &to, &header, &side), ==,
        RTCP_ROUTE_SSRC);
    header.ssrc_present = false;
    side = SIDE_UNKNOWN;
    g_assert_cmpint(
        media_session_match_rtcp(&session, &from, &to, &header, &side), ==,
        RTCP_ROUTE_NONE);
    g_assert_cmpint(side, ==, SIDE_UNKNOWN);
}

/* A declares a=rtcp: B's RTCP goes there. */
TEST(rtcp_match_declared)
{
    struct media_description description = {.rtcp = {4, {10, 0, 0, 7}, 50009}};
    struct endpoint from = {4, {10, 0, 0, 8}, 1};
    struct rtcp_header header = {0};
    enum side side = SIDE_UNKNOWN;

    media_session_on_sdp(&session, A, &description, 0);
    g_assert_cmpint(media_session_match_rtcp(&session, &from, &description.rtcp,
                                             &header, &side),
                    ==, RTCP_ROUTE_DECLARED);
    g_assert_cmpint(side, ==, B);
}

/* Limit 30 s. A sends RTP without RTCP, and B, with a Lync server, hangs up
 * just before 29 s, at 29 s, 35 s after A's first packet, and just after
 * that. */
TEST(rtcp_hang_up_cause)
{
    static const struct {
        int64_t bye_ns;
        bool is_cause;
    } cases[] = {{29 * S - 1, false},
                 {29 * S, true},
                 {35 * S, true},
                 {35 * S + 1, false}};

    FOR_EACH_ROW(i, cases) {
        begin_call(-20 * MS);
        call.generation = PRODUCT_GENERATION_LYNC;
        talk(ONLY_A, NOBODY, -20 * MS, cases[i].bye_ns - 10 * MS);
        g_ptr_array_set_size(findings, 0);
        g_assert_true(media_session_on_bye(&session, B, cases[i].bye_ns,
                                           findings) == cases[i].is_cause);
        g_assert_cmpuint(findings->len, ==, cases[i].is_cause);
    }
}

/* Not the cause: RTCP came, A itself hangs up, the side is not known, or no
 * Lync server takes part (OCS 2007 R2 accepts RTP alone). */
TEST(rtcp_hang_up_silent)
{
    begin_call(0);
    call.generation = PRODUCT_GENERATION_LYNC;
    talk(ONLY_A, ONLY_A, 0, 31 * S);
    g_assert_false(media_session_on_bye(&session, B, 31 * S, findings));

    begin_call(0);
    talk(ONLY_A, NOBODY, 0, 31 * S);
    call.generation = PRODUCT_GENERATION_LYNC;
    g_assert_false(media_session_on_bye(&session, A, 31 * S, findings));
    g_assert_false(
        media_session_on_bye(&session, SIDE_UNKNOWN, 31 * S, findings));
    call.generation = PRODUCT_GENERATION_OCS_2007_R2;
    g_assert_false(media_session_on_bye(&session, B, 31 * S, findings));
    call.generation = PRODUCT_GENERATION_UNKNOWN;
    g_assert_false(media_session_on_bye(&session, B, 31 * S, findings));
}

/* Limit at 30.02 s, last RTP at 30.02 s, end of the capture at 31 s. An episode
 * already reported on a frame is not reported again. */
TEST(rtcp_at_end_unfinished)
{
    talk(BOTH, NOBODY, 0, 30020 * MS);
    assert_nothing_told();
    media_session_at_end(&session, 30020 * MS, findings);
    assert_nothing_told();
    media_session_at_end(&session, 31 * S, findings);
    g_assert_cmpuint(findings->len, ==, 2);
    g_assert_cmpint(told(0)->severity, ==, FINDING_WARN);
    g_assert_cmpint(told(1)->severity, ==, FINDING_NOTE);
    talk(BOTH, NOBODY, 30020 * MS, 32 * S);
    g_assert_cmpuint(findings->len, ==, 4);
    media_session_at_end(&session, 33 * S, findings);
    g_assert_cmpuint(findings->len, ==, 4);
}
