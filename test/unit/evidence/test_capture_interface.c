/* Tests of one interface of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_interface.h"

#include "unit_test.h"

#define DAY (86400 * S)

static struct capture_interface interface;

AFTER_EACH()
{
    capture_interface_clear(&interface);
}

static int64_t covered_ns(const struct time_spans *spans)
{
    return time_spans_cover_ns(spans, 0, DAY);
}

/* A pause is no jump if no stream was running, however long it is. */
TEST(frames)
{
    capture_interface_on_frame(&interface, 1, 5 * S);
    g_assert_cmpint(interface.now_ns, ==, 5 * S);
    capture_interface_on_frame(&interface, 2, 500 * S);
    g_assert_cmpint(interface.now_ns, ==, 500 * S);
    g_assert_cmpint(covered_ns(&interface.silent), ==, 0);
    g_assert_cmpint(covered_ns(&interface.stopped), ==, 0);
    capture_interface_clear(&interface);
    g_assert_cmpint(interface.now_ns, ==, 0);
}

/* A stream with a packet time of 20 ms runs until 1 s; frame 2 comes at 11 s.
 * Until the jump is decided, timers see it as 1 ns. */
static void jump(void)
{
    capture_interface_clear(&interface);
    capture_interface_on_frame(&interface, 1, S);
    capture_clock_on_steady(&interface.clock, 20 * MS);
    capture_interface_on_frame(&interface, 2, 11 * S);
    g_assert_true(interface.clock.jump_open);
    g_assert_cmpint(interface.now_ns, ==, S + 1);
}

/* No vote in CAPTURE_CLOCK_WAIT_NS (250 ms): the 10 s were silent. They did
 * pass, because no step of the clock ends all streams. */
TEST(jump_nobody_votes)
{
    jump();
    capture_interface_on_frame(&interface, 3, 11 * S + 250 * MS);
    g_assert_true(interface.clock.jump_open);
    g_assert_cmpint(covered_ns(&interface.silent), ==, 0);
    capture_interface_on_frame(&interface, 4, 11 * S + 250 * MS + 1);
    g_assert_false(interface.clock.jump_open);
    g_assert_cmpint(covered_ns(&interface.silent), ==, 10 * S);
    g_assert_cmpint(covered_ns(&interface.stopped), ==, 0);
    g_assert_cmpint(covered_ns(&interface.held), ==, 0);
    g_assert_cmpint(interface.now_ns, ==, 11 * S + 250 * MS + 1);
}

/* One sender continued and no other: the clock may have been set. */
TEST(jump_one_went_on)
{
    jump();
    capture_clock_vote(&interface.clock, 1, CAPTURE_VOTE_ON);
    capture_interface_on_frame(&interface, 3, 12 * S);
    g_assert_cmpint(covered_ns(&interface.silent), ==, 10 * S);
    g_assert_cmpint(covered_ns(&interface.held), ==, 10 * S);
}

/* VOTE decides the jump; for how long the interface then was STOPPED and
 * SILENT. */
static void assert_vote(enum capture_vote vote, int64_t stopped_ns,
                        int64_t silent_ns)
{
    jump();
    capture_interface_on_jump(&interface,
                              capture_clock_vote(&interface.clock, 1, vote));
    g_assert_cmpint(covered_ns(&interface.stopped), ==, stopped_ns);
    g_assert_cmpint(covered_ns(&interface.silent), ==, silent_ns);
    g_assert_cmpint(covered_ns(&interface.held), ==, 0);
    g_assert_cmpint(interface.now_ns, ==, 11 * S);
}

TEST(jump_votes)
{
    assert_vote(CAPTURE_VOTE_GAP, 10 * S, 0);
    assert_vote(CAPTURE_VOTE_PASSED, 0, 10 * S);
}

/* Two senders continued: the clock was set, and no time is dark. */
TEST(jump_step)
{
    jump();
    for (uint32_t sender = 1; sender <= 2; sender++)
        capture_interface_on_jump(
            &interface,
            capture_clock_vote(&interface.clock, sender, CAPTURE_VOTE_ON));
    capture_interface_on_frame(&interface, 3, 12 * S);
    g_assert_cmpint(interface.now_ns, ==, 2 * S);
    g_assert_cmpint(
        covered_ns(&interface.stopped) + covered_ns(&interface.silent), ==, 0);
}

/* RTCP comes every 5 s until 10 s, then a frame at FRAME_NS (0: none) and one
 * at NEXT_NS. Returns how long the interface was silent. */
static int64_t silent_after_rtcp_ns(int64_t frame_ns, int64_t next_ns)
{
    capture_interface_clear(&interface);
    capture_interface_on_frame(&interface, 1, 5 * S);
    capture_interface_on_rtcp(&interface);
    capture_interface_on_frame(&interface, 2, 10 * S);
    capture_interface_on_rtcp(&interface);
    if (frame_ns > 0)
        capture_interface_on_frame(&interface, 3, frame_ns);
    capture_interface_on_frame(&interface, 4, next_ns);
    g_assert_cmpint(interface.now_ns, ==, next_ns);
    g_assert_cmpint(covered_ns(&interface.held), ==,
                    covered_ns(&interface.silent));
    return covered_ns(&interface.silent);
}

/* RFC 3550 6.2: a sender sends RTCP at least each 6.2 s, three times in 18.6 s.
 * RTCP more than 7.5 s old counts as ended. */
TEST(rtcp_pause)
{
    g_assert_cmpint(silent_after_rtcp_ns(0, 28600 * MS - 1), ==, 0);
    g_assert_cmpint(silent_after_rtcp_ns(0, 28600 * MS), ==, 18600 * MS);
    g_assert_cmpint(silent_after_rtcp_ns(17500 * MS, 50 * S), ==, 32500 * MS);
    g_assert_cmpint(silent_after_rtcp_ns(17501 * MS, 50 * S), ==, 0);
}

/* From 10 s back to 2 s: 8 s or more. */
TEST(set_back)
{
    capture_interface_on_frame(&interface, 1, S);
    capture_interface_on_frame(&interface, 2, 10 * S);
    g_assert_false(interface.set_back);
    capture_interface_on_frame(&interface, 3, 2 * S);
    g_assert_true(interface.set_back);
    g_assert_cmpint(interface.set_ns, ==, 10 * S);
    capture_interface_on_frame(&interface, 4, 5 * S);
    g_assert_cmpint(interface.set_ns, ==, 10 * S);
}

TEST(count_both)
{
    struct capture_direction direction = {0};
    const struct loss_tally *ours = &interface.tallies[CAPTURE_SOURCE_RECEIVER];
    const struct loss_tally *its = &direction.tallies[CAPTURE_SOURCE_RECEIVER];

    capture_interface_on_frame(&interface, 1, 0);
    capture_interface_count(&interface, &direction, CAPTURE_SOURCE_RECEIVER, 9,
                            2);
    capture_interface_count(&interface, NULL, CAPTURE_SOURCE_RECEIVER, 1, 0);
    g_assert_cmpuint(ours->total.n_seen, ==, 10);
    g_assert_cmpuint(ours->total.n_lacking, ==, 2);
    g_assert_cmpuint(its->total.n_seen, ==, 9);
    g_assert_cmpuint(its->total.n_lacking, ==, 2);
    g_assert_cmpuint(interface.tallies[CAPTURE_SOURCE_SEQUENCE].total.n_seen,
                     ==, 0);
    loss_tally_clear(&direction.tallies[CAPTURE_SOURCE_RECEIVER]);
}

/* One call adds at most UINT32_MAX. */
TEST(count_max)
{
    capture_interface_on_frame(&interface, 1, 0);
    capture_interface_count(&interface, NULL, CAPTURE_SOURCE_SEQUENCE,
                            UINT64_C(1) << 32, UINT64_MAX);
    g_assert_cmpuint(interface.tallies[CAPTURE_SOURCE_SEQUENCE].total.n_seen,
                     ==, UINT32_MAX);
    g_assert_cmpuint(interface.tallies[CAPTURE_SOURCE_SEQUENCE].total.n_lacking,
                     ==, UINT32_MAX);
}

/* The interface has frames from 10 to 20 s: of 4 to 27 s, 6 s lie before and 7
 * s after that. */
TEST(outside)
{
    struct time_spans spans = {0};

    capture_interface_on_frame(&interface, 1, 10 * S);
    capture_interface_on_frame(&interface, 2, 20 * S);
    capture_interface_add_outside(&interface, 12 * S, 19 * S, &spans);
    g_assert_cmpint(covered_ns(&spans), ==, 0);
    capture_interface_add_outside(&interface, 4 * S, 27 * S, &spans);
    g_assert_cmpint(time_spans_cover_ns(&spans, 0, 10 * S), ==, 6 * S);
    g_assert_cmpint(covered_ns(&spans), ==, 13 * S);
    time_spans_clear(&spans);
}
