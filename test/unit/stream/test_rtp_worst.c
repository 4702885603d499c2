/* Tests of the ten seconds with most loss.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_worst.h"

#include "unit_test.h"

/* N packets are lost between two that came at AT_S seconds. */
static void lose(struct rtp_worst *worst, int64_t at_s, uint32_t n)
{
    rtp_worst_add(worst, at_s * S, at_s * S + 40 * MS, n);
}

static void assert_worst(const struct rtp_worst *worst, uint32_t n,
                         int64_t first_second)
{
    int64_t second = -1;

    g_assert_cmpuint(rtp_worst_find(worst, &second), ==, n);
    g_assert_cmpint(second, ==, first_second);
}

TEST(nothing_lost)
{
    const struct rtp_worst worst = {0};

    assert_worst(&worst, 0, 0);
}

/* The ten seconds advance one by one. */
TEST(windows)
{
    struct rtp_worst worst = {0};

    lose(&worst, 0, 2);
    lose(&worst, 9, 3);
    assert_worst(&worst, 5, 0);
    lose(&worst, 10, 1); /* 1 to 10: 4 */
    assert_worst(&worst, 5, 0);
    lose(&worst, 12, 2); /* 3 to 12: 6 */
    assert_worst(&worst, 6, 3);
    lose(&worst, 40, 5); /* without the others */
    assert_worst(&worst, 6, 3);
    lose(&worst, 41, 2);
    assert_worst(&worst, 7, 32);
}

/* 40 lost in 20 seconds are two in each; of equal windows the first counts. */
TEST(long_gap)
{
    struct rtp_worst worst = {0};

    rtp_worst_add(&worst, 5 * S, 25 * S - 1, 40);
    assert_worst(&worst, 20, 5);
    lose(&worst, 25, 3); /* 16 to 25 */
    assert_worst(&worst, 21, 16);
}

/* An hour: 7200 lost are two in each of 3600 seconds. */
TEST(longest_gap)
{
    struct rtp_worst worst = {0};

    rtp_worst_add(&worst, 0, 3600 * S - 1, 7200);
    assert_worst(&worst, 20, 0);
}

/* A packet that arrives late was not lost; what has left the window stays. */
TEST(late)
{
    struct rtp_worst worst = {0};

    rtp_worst_fill(&worst);
    lose(&worst, 3, 2);
    rtp_worst_fill(&worst);
    assert_worst(&worst, 1, 0);
    rtp_worst_fill(&worst);
    rtp_worst_fill(&worst);
    assert_worst(&worst, 0, 0);
}

/* The clock goes back, or ahead by more than an hour: 3601 seconds, of which
 * the last has just begun. */
TEST(ignored)
{
    struct rtp_worst worst = {0};

    rtp_worst_add(&worst, -1, S, 1);
    rtp_worst_add(&worst, 2 * S, S, 1);
    rtp_worst_add(&worst, 0, 3600 * S, 5);
    assert_worst(&worst, 0, 0);
    lose(&worst, 7, 1);
    lose(&worst, 5, 1);
    assert_worst(&worst, 1, 0);
}
