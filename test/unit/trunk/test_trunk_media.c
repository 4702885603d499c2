/* Tests of what the media of one call shows of its ends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_media.h"

#include "media_scene.h"
#include "unit_test.h"

static struct trunk_end_facts ends[N_SIDES];

/* The one session of the call, until END_NS. */
static void sum(int64_t end_ns)
{
    const struct media_session *sessions[] = {&session};

    memset(ends, 0, sizeof ends);
    trunk_media_sum(&call, sessions, 1, end_ns, ends);
}

/* Up since 1 s; both talk from then to 33 s, A with RTCP. A packet each 20 ms,
 * the first 20 ms after the talk begins: 1600 of each. */
TEST(rtcp_without)
{
    begin_call(1 * S);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 1 * S);
    talk(BOTH, ONLY_A, 1 * S, 33 * S);
    sum(33 * S);
    g_assert_true(ends[A].rtcp_seen);
    g_assert_false(ends[B].rtcp_seen);
    g_assert_cmpint(ends[B].rtp_ns, ==, 32 * S - 20 * MS);
    g_assert_cmpint(ends[B].up_ns, ==, 32 * S);
    g_assert_cmpint(ends[B].silent_ns, ==, 20 * MS);
    g_assert_cmpint(ends[B].held_ns, ==, 0);
    g_assert_false(ends[B].rtcp_declined);
    g_assert_cmpuint(ends[B].n_unmarked, ==, 1600);
    g_assert_cmpuint(ends[B].n_marked, ==, 0);
    g_assert_cmpint(trunk_trait_of(&ends[B], TRUNK_RTCP), ==, TRUNK_ANSWER_NO);
    g_assert_cmpint(trunk_trait_of(&ends[A], TRUNK_RTCP), ==, TRUNK_ANSWER_YES);
    end();
}

/* Early media is no call that is up; nor is what comes after the BYE. */
TEST(up_only)
{
    begin();
    media_call_init(&call, &limits);
    media_session_join(&session, &call, 0);
    talk(BOTH, NOBODY, 0, 40 * S);
    media_call_on_up(&call, 40 * S);
    talk(BOTH, NOBODY, 40 * S, 50 * S);
    media_call_on_bye(&call, A, 50 * S, findings);
    talk(BOTH, NOBODY, 50 * S, 90 * S);
    sum(50 * S);
    g_assert_cmpint(ends[A].rtp_ns, ==, 10 * S - 20 * MS);
    g_assert_cmpint(ends[A].up_ns, ==, 10 * S);
    end();
}

/* B falls silent at 10 s; the BYE comes 32 s later. */
TEST(silence_length)
{
    begin_call(0);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 0);
    talk(BOTH, BOTH, 0, 10 * S);
    talk(ONLY_A, ONLY_A, 10 * S, 42 * S);
    media_call_on_bye(&call, A, 42 * S, findings);
    sum(42 * S);
    g_assert_cmpint(ends[B].silent_ns, ==, 32 * S);
    g_assert_cmpint(ends[B].rtp_ns, ==, 10 * S - 20 * MS);
    g_assert_cmpint(trunk_trait_of(&ends[B], TRUNK_MEDIA), ==, TRUNK_ANSWER_NO);
    g_assert_cmpint(trunk_trait_of(&ends[A], TRUNK_MEDIA), ==,
                    TRUNK_ANSWER_YES);
    end();
}

/* No packet of B at all: the capture may hold one direction only. */
TEST(silence_one_direction)
{
    begin_call(0);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 0);
    talk(ONLY_A, ONLY_A, 0, 60 * S);
    sum(60 * S);
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++)
        g_assert_cmpint(trunk_trait_of(&ends[B], trait), ==, TRUNK_ANSWER_NONE);
    g_assert_cmpint(ends[A].up_ns, ==, 60 * S);
    end();
}

/* A call that A holds from 10 s on. */
static void begin_hold(void)
{
    begin_call(0);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 0);
    talk(BOTH, BOTH, 0, 10 * S);
    describe(MEDIA_SENDONLY, MEDIA_RECVONLY, 10 * S);
}

/* A holds from 10 to 50 s, B sends no RTCP then, A does. */
TEST(hold_quiet)
{
    begin_hold();
    talk(NOBODY, ONLY_A, 10 * S, 50 * S);
    sum(50 * S);
    g_assert_cmpint(ends[B].held_ns, ==, 40 * S);
    g_assert_false(ends[B].rtcp_on_hold);
    g_assert_true(ends[A].rtcp_on_hold);
    g_assert_cmpint(trunk_trait_of(&ends[B], TRUNK_RTCP_ON_HOLD), ==,
                    TRUNK_ANSWER_NO);
    g_assert_cmpint(trunk_trait_of(&ends[B], TRUNK_RTCP), ==, TRUNK_ANSWER_YES);
    end();
}

/* With music the call is active, and 40 s without RTCP of B are a hold that
 * tells nothing. */
TEST(hold_music)
{
    begin_hold();
    talk(ONLY_A, ONLY_A, 10 * S, 50 * S);
    sum(50 * S);
    g_assert_cmpint(trunk_trait_of(&ends[B], TRUNK_RTCP_ON_HOLD), ==,
                    TRUNK_ANSWER_NONE);
    end();
}

/* RFC 3556 2: b=RS:0 and b=RR:0. */
TEST(rtcp_declined)
{
    struct media_description off = {.rtcp_off = true};

    begin_call(0);
    media_session_on_sdp(&session, A, &off, 0);
    media_session_on_sdp(&session, B, &off, 0);
    talk(BOTH, NOBODY, 0, 60 * S);
    sum(60 * S);
    g_assert_true(ends[A].rtcp_declined);
    g_assert_cmpint(trunk_trait_of(&ends[A], TRUNK_RTCP), ==,
                    TRUNK_ANSWER_NONE);
    end();
}

/* RTCP of the video alone is RTCP, and a refused video is no session that goes
 * on through a hold. */
TEST(sessions_two)
{
    struct media_session video;
    struct rtcp_header header = {.packet_type = RTCP_PT_SR};
    const struct media_session *sessions[] = {&session, &video};

    begin_call(0);
    media_session_init(&video, &limits, &endpoint_a, &endpoint_b);
    media_session_join(&video, &call, 0);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 0);
    talk(BOTH, NOBODY, 0, 40 * S);
    describe(MEDIA_INACTIVE, MEDIA_INACTIVE, 40 * S);
    memset(ends, 0, sizeof ends);
    trunk_media_sum(&call, sessions, 2, 75 * S, ends);
    g_assert_cmpint(ends[A].held_ns, ==, 35 * S);
    g_assert_false(ends[A].rtcp_seen);
    media_session_on_rtcp(&video, A, &header, 0, 70 * S, findings);
    memset(ends, 0, sizeof ends);
    trunk_media_sum(&call, sessions, 2, 75 * S, ends);
    g_assert_true(ends[A].rtcp_seen);
    g_assert_cmpint(ends[A].held_ns, ==, 0);
    sessions[0] = &video; /* whichever comes first */
    sessions[1] = &session;
    memset(ends, 0, sizeof ends);
    trunk_media_sum(&call, sessions, 2, 75 * S, ends);
    g_assert_true(ends[A].rtcp_seen);
    end();
}

TEST(marks_counted)
{
    begin_call(0);
    for (int i = 0; i < 7; i++)
        packet(A, i * S, 0, i < 4 ? 46 : i < 6 ? 1 : 0);
    sum(7 * S);
    g_assert_cmpuint(ends[A].n_marked, ==, 6);
    g_assert_cmpuint(ends[A].n_unmarked, ==, 1);
    end();
}

/* A call whose end is missing: the last packet of either side. */
TEST(last_media)
{
    begin_call(0);
    g_assert_cmpint(trunk_media_last_ns(&call, 3 * S), ==, 3 * S);
    talk(ONLY_B, NOBODY, 0, 10 * S);
    talk(ONLY_A, NOBODY, 10 * S, 12 * S);
    g_assert_cmpint(trunk_media_last_ns(&call, 3 * S), ==, 12 * S);
    g_assert_cmpint(trunk_media_last_ns(&call, 20 * S), ==, 20 * S);
    end();
}
