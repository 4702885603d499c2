/* Tests of the clock of a capture interface.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_clock.h"

#include "unit_test.h"

#define DAY (86400 * S)

/* A clock on which a stream with a packet time of 20 ms ran until 10 s. */
static struct capture_clock running(void)
{
    struct capture_clock clock = {0};

    capture_clock_on_frame(&clock, 1, 0);
    capture_clock_on_frame(&clock, 2, 10 * S);
    capture_clock_on_steady(&clock, 20 * MS);
    return clock;
}

/* The same, and frame 3 comes BY plus the usual 20 ms later. */
static struct capture_clock jumped(int64_t by_ns)
{
    struct capture_clock clock = running();

    g_assert_cmpint(capture_clock_on_frame(&clock, 3, 10 * S + 20 * MS + by_ns),
                    ==, by_ns < 0 ? CAPTURE_JUMP_STEP : CAPTURE_JUMP_NONE);
    return clock;
}

/* Two senders continue: the clock was set. While the jump is open, timers see
 * it as 1 ns. */
static void assert_step(int64_t by_ns)
{
    struct capture_clock clock = jumped(by_ns);
    int64_t after_ns = 10 * S + 20 * MS + by_ns;

    g_assert_true(clock.jump_open);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 10 * S + 1);
    g_assert_cmpint(capture_clock_time_ns(&clock, 2, 10 * S), ==, 10 * S);
    g_assert_cmpint(capture_clock_time_ns(&clock, 3, after_ns), ==, 10 * S + 1);
    g_assert_true(capture_clock_may_vote(&clock, 10 * S, 20 * MS));
    g_assert_cmpint(capture_clock_vote(&clock, 1, CAPTURE_VOTE_ON), ==,
                    CAPTURE_JUMP_NONE);
    g_assert_cmpint(capture_clock_vote(&clock, 2, CAPTURE_VOTE_ON), ==,
                    CAPTURE_JUMP_NONE);
    g_assert_cmpint(capture_clock_on_frame(&clock, 4, after_ns + 250 * MS), ==,
                    CAPTURE_JUMP_NONE);
    g_assert_cmpint(capture_clock_on_frame(&clock, 5, after_ns + 251 * MS), ==,
                    CAPTURE_JUMP_STEP);
    g_assert_false(clock.jump_open);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 10 * S + 251 * MS);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 2), ==, 0);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 3), ==, by_ns + 20 * MS);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 5), ==, by_ns + 20 * MS);
    g_assert_cmpint(capture_clock_time_ns(&clock, 2, 10 * S), ==, 10 * S);
    g_assert_cmpint(capture_clock_time_ns(&clock, 3, after_ns), ==, 10 * S);
    capture_clock_clear(&clock);
}

TEST(step)
{
    assert_step(45 * S);
    assert_step(DAY);
}

/* Back by 45 s or a day: no vote and no running stream is needed. */
TEST(back)
{
    struct capture_clock clock = jumped(-45 * S);

    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 10 * S);
    capture_clock_on_frame(&clock, 4, 10 * S + 40 * MS - 45 * S);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 10 * S + 20 * MS);
    g_assert_cmpint(capture_clock_time_ns(&clock, 2, 10 * S), ==, 10 * S);
    capture_clock_on_frame(&clock, 5, 10 * S - DAY);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 10 * S + 20 * MS);
    /* Two steps: by -45 s + 20 ms, and from there to -1 day. */
    g_assert_cmpint(capture_clock_offset_ns(&clock, 4), ==, 20 * MS - 45 * S);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 5), ==, -20 * MS - DAY);
    capture_clock_clear(&clock);
}

/* Disorder below 1 s is no step. */
TEST(disorder)
{
    struct capture_clock clock = running();

    capture_clock_on_frame(&clock, 3, 9 * S + 1);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 9 * S + 1);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 3), ==, 0);
    capture_clock_on_frame(&clock, 4, 10 * S);
    capture_clock_on_frame(&clock, 5, 9 * S);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 5), ==, -S);
    capture_clock_clear(&clock);
}

/* One sender that continues may have paused: neither a step nor a stop is
 * proved. The same sender counts once. */
TEST(pause_of_one)
{
    struct capture_clock clock = jumped(40 * S);

    capture_clock_vote(&clock, 1, CAPTURE_VOTE_ON);
    capture_clock_vote(&clock, 1, CAPTURE_VOTE_ON);
    g_assert_cmpint(capture_clock_on_frame(&clock, 4, 51 * S), ==,
                    CAPTURE_JUMP_SILENT);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 51 * S);
    g_assert_cmpint(clock.jump_since_ns, ==, 10 * S);
    g_assert_cmpint(clock.jump_until_ns, ==, 50 * S + 20 * MS);
    capture_clock_clear(&clock);
}

/* A stream whose timestamp advanced by the jump decides it at once. */
TEST(time_passed)
{
    struct capture_clock clock = jumped(40 * S);

    capture_clock_vote(&clock, 1, CAPTURE_VOTE_ON);
    capture_clock_vote(&clock, 2, CAPTURE_VOTE_ON);
    g_assert_cmpint(capture_clock_vote(&clock, 3, CAPTURE_VOTE_GAP), ==,
                    CAPTURE_JUMP_STOPPED);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 50 * S + 20 * MS);
    clock = jumped(40 * S);
    g_assert_cmpint(capture_clock_vote(&clock, 3, CAPTURE_VOTE_PASSED), ==,
                    CAPTURE_JUMP_SILENT);
    g_assert_cmpint(capture_clock_vote(&clock, 3, CAPTURE_VOTE_GAP), ==,
                    CAPTURE_JUMP_NONE);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 3), ==, 0);
}

/* Streams with a packet each 400 ms (comfort noise) are given more time: two of
 * their packet times. */
TEST(slow_streams)
{
    struct capture_clock clock = {0};

    capture_clock_on_frame(&clock, 1, 0);
    capture_clock_on_frame(&clock, 2, 10 * S);
    capture_clock_on_steady(&clock, 400 * MS);
    capture_clock_on_frame(&clock, 3, 55 * S);
    g_assert_true(clock.jump_open);
    capture_clock_vote(&clock, 1, CAPTURE_VOTE_ON);
    g_assert_cmpint(capture_clock_on_frame(&clock, 4, 55 * S + 400 * MS), ==,
                    CAPTURE_JUMP_NONE);
    capture_clock_vote(&clock, 2, CAPTURE_VOTE_ON);
    g_assert_cmpint(capture_clock_on_frame(&clock, 5, 55 * S + 801 * MS), ==,
                    CAPTURE_JUMP_STEP);
    capture_clock_clear(&clock);
}

/* 2 s are a jump, less is not. Nor are 2 s if no stream ran, if it last ran 241
 * ms before (200 ms and two gaps), or if its packets come each 200 ms. */
TEST(limits)
{
    struct capture_clock clock = running();

    capture_clock_on_frame(&clock, 3, 12 * S - 1);
    g_assert_false(clock.jump_open);
    clock = running();
    capture_clock_on_frame(&clock, 3, 12 * S);
    g_assert_true(clock.jump_open);
    clock = running();
    capture_clock_on_frame(&clock, 3, 10240 * MS);
    capture_clock_on_frame(&clock, 4, 12240 * MS);
    g_assert_true(clock.jump_open);
    clock = running();
    capture_clock_on_frame(&clock, 3, 10240 * MS + 1);
    capture_clock_on_frame(&clock, 4, 12241 * MS);
    g_assert_false(clock.jump_open);
    clock = running();
    capture_clock_on_steady(&clock, 200 * MS);
    capture_clock_on_frame(&clock, 3, 12 * S);
    g_assert_false(clock.jump_open);
    capture_clock_on_frame(&clock, 4, 14 * S + 1);
    g_assert_false(clock.jump_open); /* the stream ran 2 s ago */
}

static void assert_usual(struct capture_clock clock, int64_t raw_ns,
                         bool expected)
{
    int64_t before_ns = clock.raw_ns;

    g_assert_cmpint(capture_clock_advance(&clock, raw_ns), ==, expected);
    g_assert_cmpint(clock.raw_ns, ==, expected ? raw_ns : before_ns);
}

/* The fast path takes steps between 1 s back and 2 s ahead, both excluded,
 * unless a jump is open. */
TEST(usual)
{
    assert_usual(running(), 9 * S, false);
    assert_usual(running(), 9 * S + 1, true);
    assert_usual(running(), 12 * S - 1, true);
    assert_usual(running(), 12 * S, false);
    assert_usual(jumped(40 * S), 50 * S + 40 * MS, false);
    assert_usual((struct capture_clock){0}, 1, false);
}

TEST(may_vote)
{
    struct capture_clock clock = jumped(40 * S);

    g_assert_true(capture_clock_may_vote(&clock, 9760 * MS, 20 * MS));
    g_assert_false(capture_clock_may_vote(&clock, 9760 * MS - 1, 20 * MS));
    g_assert_false(capture_clock_may_vote(&clock, 10 * S + 1, 20 * MS));
    g_assert_false(capture_clock_may_vote(&clock, 10 * S, 0));
    g_assert_false(capture_clock_may_vote(&clock, 10 * S, 4 * S + 2 * MS));
    clock = running();
    g_assert_false(capture_clock_may_vote(&clock, 10 * S, 20 * MS));
}

/* A few frames have the time of tomorrow, and then time returns. */
TEST(glitch)
{
    struct capture_clock clock = jumped(DAY);

    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 10 * S + 1);
    capture_clock_on_frame(&clock, 4, 10 * S + 40 * MS);
    g_assert_false(clock.jump_open);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 10 * S);
    capture_clock_on_frame(&clock, 5, 11 * S);
    /* Each of the two steps removes 20 ms. */
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 11 * S - 40 * MS);
    capture_clock_clear(&clock);
}

/* 65 steps back by 1 s each: the oldest is dropped. */
TEST(many_steps)
{
    struct capture_clock clock = {0};

    for (uint32_t i = 0; i <= CAPTURE_CLOCK_STEPS_MAX + 1; i++)
        capture_clock_on_frame(&clock, i + 1, -(int64_t)i * S);
    /* Step n, in frame n + 1, makes the offset -n s. The first is dropped, so
     * frame 1 has the offset from after it. */
    g_assert_cmpint(capture_clock_offset_ns(&clock, 66), ==, -65 * S);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 3), ==, -2 * S);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 2), ==, -S);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 1), ==, -S);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 0);
    g_assert_cmpint(capture_clock_time_ns(&clock, 10, -9 * S), ==, 0);
    capture_clock_clear(&clock);
}

/* Set back by 36 years again and again, each time after a pause that is a day
 * longer than what would set it right: the sum of the steps stays in range. */
TEST(swinging)
{
    struct capture_clock clock = {0};
    const int64_t far_ns = CAPTURE_TIME_MAX_NS / 2;

    for (uint32_t i = 1; i < 60; i += 2) {
        capture_clock_on_frame(&clock, i, i * DAY);
        g_assert_cmpint(capture_clock_on_frame(&clock, i + 1, -far_ns), ==,
                        CAPTURE_JUMP_STEP);
        g_assert_cmpint(capture_clock_offset_ns(&clock, i + 1), >,
                        -CAPTURE_TIME_MAX_NS);
    }
    g_assert_cmpint(capture_clock_offset_ns(&clock, 2), ==, -far_ns - DAY);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 60), ==, -far_ns - DAY);
    capture_clock_clear(&clock);
}

TEST(steps_off)
{
    struct capture_clock clock = {.steps_off = true};

    capture_clock_on_frame(&clock, 1, 10 * S);
    capture_clock_on_frame(&clock, 2, 0);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 0);
    g_assert_cmpint(capture_clock_offset_ns(&clock, 2), ==, 0);
}

/* Set back by 3 s six times and then forward by 18 s plus a second that really
 * passed, while no stream runs. */
TEST(set_right)
{
    struct capture_clock clock = {0};

    capture_clock_on_frame(&clock, 1, 0);
    for (uint32_t i = 1; i <= 6; i++)
        capture_clock_on_frame(&clock, 1 + i, -3 * S * i);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 0);
    capture_clock_on_frame(&clock, 8, 1 * S);
    g_assert_cmpint(capture_clock_now_ns(&clock), ==, 1 * S);
    capture_clock_clear(&clock);
}

/* A pause longer or shorter than the steps back is a pause: the time passed. */
TEST(pause_after_back)
{
    static const int64_t pauses_ns[] = {20 * S, 17 * S};

    FOR_EACH_ROW(i, pauses_ns) {
        struct capture_clock clock = {0};

        capture_clock_on_frame(&clock, 1, 0);
        capture_clock_on_frame(&clock, 2, -18 * S);
        capture_clock_on_frame(&clock, 3, -18 * S + pauses_ns[i]);
        g_assert_cmpint(capture_clock_now_ns(&clock), ==, pauses_ns[i]);
        capture_clock_clear(&clock);
    }
}
