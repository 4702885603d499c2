/* Tests of the clock of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "clock.h"
#include "seconds.h"
#include "unit_test.h"

static void assert_absolute(const struct clock *clock, int64_t time_ns,
                            int64_t wanted_s, int64_t wanted_ns)
{
    int64_t s, ns;

    clock_absolute(clock, time_ns, &s, &ns);
    g_assert_cmpint(s, ==, wanted_s);
    g_assert_cmpint(ns, ==, wanted_ns);
}

TEST(elapsed_origin)
{
    struct clock clock = {0};

    g_assert_cmpint(clock_elapsed_ns(&clock, 1000, 999999999), ==, 0);
    g_assert_true(clock.started);
    g_assert_cmpint(clock_elapsed_ns(&clock, 1001, 0), ==, 1);
    g_assert_cmpint(clock_elapsed_ns(&clock, 1002, 999999999), ==,
                    2 * NS_PER_S);
    g_assert_cmpint(clock_elapsed_ns(&clock, 1000, 999999998), ==, -1);
    g_assert_cmpint(clock_elapsed_ns(&clock, 999, 999999999), ==, -NS_PER_S);
}

/* A capture may begin in 1970: an origin of 0 is an origin. */
TEST(elapsed_origin_of_zero)
{
    struct clock clock = {0};

    g_assert_cmpint(clock_elapsed_ns(&clock, 0, 0), ==, 0);
    g_assert_cmpint(clock_elapsed_ns(&clock, 5, 7), ==, 5 * NS_PER_S + 7);
}

/* Nanoseconds stay from 0 to 999999999, on either side of the origin. */
TEST(absolute_both_sides)
{
    struct clock clock = {0};

    clock_elapsed_ns(&clock, 1000, 400000000);
    assert_absolute(&clock, 0, 1000, 400000000);
    assert_absolute(&clock, 599999999, 1000, 999999999);
    assert_absolute(&clock, 600000000, 1001, 0);
    assert_absolute(&clock, 600000001, 1001, 1);
    assert_absolute(&clock, -400000000, 1000, 0);
    assert_absolute(&clock, -400000001, 999, 999999999);
    assert_absolute(&clock, -1400000001, 998, 999999999);
}

/* Times that no int64_t of nanoseconds can hold count as CLOCK_MAX_NS. */
TEST(elapsed_far_times)
{
    struct clock clock = {0};
    int64_t limit_s = CLOCK_MAX_NS / NS_PER_S;

    clock_elapsed_ns(&clock, 0, 0);
    g_assert_cmpint(clock_elapsed_ns(&clock, limit_s - 1, 0), ==,
                    (limit_s - 1) * NS_PER_S);
    g_assert_cmpint(clock_elapsed_ns(&clock, limit_s, 0), ==,
                    limit_s * NS_PER_S);
    g_assert_cmpint(clock_elapsed_ns(&clock, limit_s + 1, 0), ==, CLOCK_MAX_NS);
    g_assert_cmpint(clock_elapsed_ns(&clock, INT64_MAX, 999999999), ==,
                    CLOCK_MAX_NS);
    g_assert_cmpint(clock_elapsed_ns(&clock, INT64_MIN, 0), ==, -CLOCK_MAX_NS);
}

/* The same from an origin at either end. */
TEST(elapsed_far_origin)
{
    struct clock late = {0}, early = {0};

    clock_elapsed_ns(&late, INT64_MAX, 0);
    g_assert_cmpint(clock_elapsed_ns(&late, INT64_MIN, 0), ==, -CLOCK_MAX_NS);
    g_assert_cmpint(clock_elapsed_ns(&late, INT64_MAX, 1), ==, 1);
    clock_elapsed_ns(&early, INT64_MIN, 0);
    g_assert_cmpint(clock_elapsed_ns(&early, INT64_MAX, 0), ==, CLOCK_MAX_NS);
}
