/* Tests of what the media of one call shows of its ends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_media.h"

#include "media_scene.h"

static struct trunk_end_facts ends[N_SIDES];

/* What the N SESSIONS of the call show until END_NS. */
static void sum_of(const struct media_session *const *sessions, unsigned n,
                   int64_t end_ns)
{
    memset(ends, 0, sizeof ends);
    trunk_media_sum(&call, sessions, n, end_ns, ends);
}

/* The same of its one session. */
static void sum(int64_t end_ns)
{
    const struct media_session *sessions[] = {&session};

    sum_of(sessions, 1, end_ns);
}

#define ASSERT_TRAIT(side, trait, answer)                                      \
    g_assert_cmpint(trunk_trait_of(&ends[side], trait), ==,                    \
                    TRUNK_ANSWER_##answer)

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
    ASSERT_TRAIT(B, TRUNK_RTCP, NO);
    ASSERT_TRAIT(A, TRUNK_RTCP, YES);
}

/* Neither early media nor what comes after the BYE is of a call that is up. */
TEST(up_only)
{
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
    ASSERT_TRAIT(B, TRUNK_MEDIA, NO);
    ASSERT_TRAIT(A, TRUNK_MEDIA, YES);
}

/* No packet of B at all: the capture may hold one direction only. */
TEST(silence_one_direction)
{
    begin_call(0);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 0);
    talk(ONLY_A, ONLY_A, 0, 60 * S);
    sum(60 * S);
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++)
        ASSERT_TRAIT(B, trait, NONE);
    g_assert_cmpint(ends[A].up_ns, ==, 60 * S);
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
    ASSERT_TRAIT(B, TRUNK_RTCP_ON_HOLD, NO);
    ASSERT_TRAIT(B, TRUNK_RTCP, YES);
}

/* With music the call is active: 40 s without RTCP of B then say nothing of a
 * quiet hold. */
TEST(hold_music)
{
    begin_hold();
    talk(ONLY_A, ONLY_A, 10 * S, 50 * S);
    sum(50 * S);
    ASSERT_TRAIT(B, TRUNK_RTCP_ON_HOLD, NONE);
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
    ASSERT_TRAIT(A, TRUNK_RTCP, NONE);
}

/* RTCP of the video alone is RTCP. A refused video, which carries nothing, does
 * not count against a hold. */
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
    sum_of(sessions, 2, 75 * S);
    g_assert_cmpint(ends[A].held_ns, ==, 35 * S);
    g_assert_false(ends[A].rtcp_seen);
    media_session_on_rtcp(&video, A, &header, 0, 70 * S, findings);
    sum_of(sessions, 2, 75 * S);
    g_assert_true(ends[A].rtcp_seen);
    g_assert_cmpint(ends[A].held_ns, ==, 0);
    sessions[0] = &video; /* whichever comes first */
    sessions[1] = &session;
    sum_of(sessions, 2, 75 * S);
    g_assert_true(ends[A].rtcp_seen);
    media_session_clear(&video);
}

TEST(marks_counted)
{
    begin_call(0);
    for (int i = 0; i < 7; i++)
        packet(A, i * S, 0, i < 4 ? 46 : i < 6 ? 1 : 0);
    sum(7 * S);
    g_assert_cmpuint(ends[A].n_marked, ==, 6);
    g_assert_cmpuint(ends[A].n_unmarked, ==, 1);
}

/* A call whose end is missing lasts until the last packet of either side. */
TEST(last_media)
{
    begin_call(0);
    g_assert_cmpint(trunk_media_last_ns(&call, 3 * S), ==, 3 * S);
    talk(ONLY_B, NOBODY, 0, 10 * S);
    talk(ONLY_A, NOBODY, 10 * S, 12 * S);
    g_assert_cmpint(trunk_media_last_ns(&call, 3 * S), ==, 12 * S);
    g_assert_cmpint(trunk_media_last_ns(&call, 20 * S), ==, 20 * S);
}
