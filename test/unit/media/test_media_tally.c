/* Tests of how long RTP flows between holds, and holds are silent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_tally.h"

#include "unit_test.h"

#define A SIDE_A
#define B SIDE_B

static struct media_tally tally;

BEFORE_EACH()
{
    tally = (struct media_tally){0};
}

/* RTP of SIDE every second from FROM to TO, in a call that is up since 0 s. */
static void talk(enum side side, int64_t from, int64_t to)
{
    for (int64_t time = from; time <= to; time += S)
        media_tally_on_rtp(&tally, side, 0, time);
}

static void assert_flow(enum side side, int64_t end_ns, int64_t flow_ns)
{
    g_assert_cmpint(media_tally_flow_ns(&tally, side, end_ns), ==, flow_ns);
}

static void assert_quiet(int64_t end_ns, int64_t quiet_ns)
{
    g_assert_cmpint(media_tally_quiet_ns(&tally, 0, end_ns), ==, quiet_ns);
}

TEST(flow_nothing)
{
    assert_flow(A, 100 * S, 0);
    assert_quiet(100 * S, 0);
}

/* Until the end if RTP has not paused: 31.2 s - 1 s. */
TEST(flow_length)
{
    talk(A, 1 * S, 31 * S);
    assert_flow(A, 31 * S, 30 * S);
    assert_flow(A, 31200 * MS, 30200 * MS);
    assert_flow(A, 36 * S, 35 * S); /* 5 s are not yet a pause */
    assert_flow(A, 36 * S + 1, 30 * S);
    assert_flow(A, 20 * S, 30 * S); /* an end before the last packet */
    assert_flow(B, 31 * S, 0);
}

/* A pause of up to 5 s belongs to the flow, a longer one does not. */
TEST(flow_pause)
{
    talk(A, 0, 10 * S);
    talk(A, 15 * S, 20 * S);
    assert_flow(A, 20 * S, 20 * S);
    media_tally_on_rtp(&tally, A, 0, 25 * S + 1);
    media_tally_on_rtp(&tally, A, 0, 27 * S + 1);
    assert_flow(A, 27 * S + 1, 22 * S);
}

/* The capture's clock steps back: neither loses nor adds time. */
TEST(flow_step_back)
{
    talk(A, 0, 10 * S);
    media_tally_on_rtp(&tally, A, 0, 4 * S);
    assert_flow(A, 10 * S, 10 * S);
}

/* 20 s before the hold, 25 s after it: the longer one counts, not 45 s. */
TEST(flow_hold)
{
    talk(A, 0, 20 * S);
    media_tally_on_hold(&tally, true, 0, 20 * S);
    talk(A, 21 * S, 60 * S); /* music */
    media_tally_on_hold(&tally, false, 0, 60 * S);
    assert_flow(A, 60 * S, 20 * S);
    talk(A, 60 * S, 85 * S);
    assert_flow(A, 85 * S, 25 * S);
    media_tally_on_hold(&tally, true, 0, 85 * S);
    assert_flow(A, 99 * S, 25 * S);
}

/* 10 s, a pause, 5 s, the hold, 12 s: 15 s. */
TEST(flow_pause_and_hold)
{
    talk(A, 0, 10 * S);
    talk(A, 16 * S, 21 * S);
    media_tally_on_hold(&tally, true, 0, 21 * S);
    media_tally_on_hold(&tally, false, 0, 30 * S);
    talk(A, 30 * S, 42 * S);
    assert_flow(A, 42 * S, 15 * S);
}

TEST(quiet_length)
{
    media_tally_on_hold(&tally, true, 0, 20 * S);
    assert_quiet(51 * S, 31 * S);
    media_tally_on_hold(&tally, true, 0, 40 * S); /* repeated */
    assert_quiet(51 * S, 31 * S);
    media_tally_on_hold(&tally, false, 0, 53 * S);
    assert_quiet(99 * S, 33 * S);
    media_tally_on_hold(&tally, true, 0, 60 * S);
    assert_quiet(61 * S, 33 * S);
    assert_quiet(95 * S, 35 * S);
}

/* RTP of either side is music, so the hold is not silent. */
TEST(quiet_music)
{
    media_tally_on_hold(&tally, true, 0, 20 * S);
    talk(A, 21 * S, 61 * S);
    assert_quiet(62 * S, 1 * S);
    assert_quiet(70 * S, 9 * S);
    media_tally_on_rtp(&tally, B, 0, 68 * S); /* 7 s */
    media_tally_on_hold(&tally, false, 0, 70 * S);
    assert_quiet(99 * S, 7 * S);
}

/* On hold from the first SDP on: ringing does not count. */
TEST(quiet_before_up)
{
    media_tally_on_hold(&tally, true, INT64_MAX, 1 * S);
    g_assert_cmpint(media_tally_quiet_ns(&tally, 40 * S, 50 * S), ==, 10 * S);
    media_tally_on_hold(&tally, false, INT64_MAX, 39 * S);
    g_assert_cmpint(media_tally_quiet_ns(&tally, 40 * S, 50 * S), ==, 0);
}

/* RTCP in the first second of a hold was sent before it. */
TEST(rtcp_hold)
{
    media_tally_on_hold(&tally, true, 0, 20 * S);
    media_tally_on_rtcp(&tally, A, 21 * S);
    g_assert_false(tally.sides[A].rtcp_on_hold);
    media_tally_on_rtcp(&tally, A, 21 * S + 1);
    g_assert_true(tally.sides[A].rtcp_on_hold);
    g_assert_false(tally.sides[A].rtcp_seen);
    media_tally_on_hold(&tally, false, 0, 30 * S);
    media_tally_on_rtcp(&tally, A, 30 * S);
    g_assert_true(tally.sides[A].rtcp_seen);
    g_assert_false(tally.sides[B].rtcp_seen);
    g_assert_false(tally.sides[B].rtcp_on_hold);
}
