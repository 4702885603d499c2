/* Tests of counting lacking packets over time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "loss_tally.h"

#include "unit_test.h"

static struct loss_tally tally;

AFTER_EACH()
{
    loss_tally_clear(&tally);
}

static void assert_between(int64_t since_ns, int64_t until_ns, uint64_t n_seen,
                           uint64_t n_lacking)
{
    struct loss_count count = loss_tally_between(&tally, since_ns, until_ns);

    g_assert_cmpuint(count.n_seen, ==, n_seen);
    g_assert_cmpuint(count.n_lacking, ==, n_lacking);
}

TEST(empty)
{
    assert_between(INT64_MIN, INT64_MAX, 0, 0);
    loss_tally_fill(&tally);
    g_assert_cmpuint(tally.total.n_seen, ==, 0);
}

/* Buckets of 1 s from the first time on: 5.5 to 6.5, 6.5 to 7.5, ... */
TEST(buckets)
{
    int64_t start_ns = 5500000000;

    loss_tally_add(&tally, start_ns, 10, 1);
    loss_tally_seen(&tally, start_ns + S - 1); /* the same bucket */
    loss_tally_seen(&tally, start_ns + S);     /* the next */
    loss_tally_add(&tally, start_ns + 3 * S, 0, 7);
    loss_tally_seen(&tally, 0); /* before the first: counts as the first */
    assert_between(start_ns, start_ns, 12, 1);
    assert_between(0, start_ns + S - 1, 12, 1);
    assert_between(0, start_ns + S, 13, 1);
    assert_between(start_ns + 2 * S, start_ns + 3 * S - 1, 0, 0);
    assert_between(start_ns + 2 * S, start_ns + 3 * S, 0, 7);
    assert_between(INT64_MIN, INT64_MAX, 13, 8);
    assert_between(0, start_ns - 1, 0, 0);
    assert_between(2, 1, 0, 0);
}

/* One packet a second: 128 buckets of 1 s hold seconds 0 to 127. Second 128
 * makes them 64 of 2 s, second 256 64 of 4 s. */
TEST(merge)
{
    for (int64_t i = 0; i < LOSS_TALLY_BUCKETS_MAX; i++)
        loss_tally_add(&tally, i * S, 1, 1);
    g_assert_cmpint(tally.width_ns, ==, S);
    loss_tally_add(&tally, LOSS_TALLY_BUCKETS_MAX * S, 1, 1);
    g_assert_cmpint(tally.width_ns, ==, 2 * S);
    g_assert_cmpuint(tally.n_buckets, ==, LOSS_TALLY_BUCKETS_MAX);
    assert_between(10 * S, 10 * S, 2, 2);
    assert_between(INT64_MIN, INT64_MAX, 129, 129);
    loss_tally_add(&tally, 256 * S, 1, 1);
    g_assert_cmpint(tally.width_ns, ==, 4 * S);
    assert_between(10 * S, 10 * S, 4, 4);
    assert_between(INT64_MIN, INT64_MAX, 130, 130);
}

/* Any time is accepted: nothing overflows and no packet is lost. */
TEST(far_times)
{
    loss_tally_add(&tally, -(INT64_C(1) << 61), 1, 0);
    loss_tally_add(&tally, INT64_C(1) << 61, 1, 0);
    loss_tally_seen(&tally, INT64_C(1) << 61);
    g_assert_cmpuint(tally.n_buckets, <=, LOSS_TALLY_BUCKETS_MAX);
    assert_between(INT64_MIN, INT64_MAX, 3, 0);
}

TEST(saturation)
{
    loss_tally_add(&tally, 0, UINT32_MAX, UINT32_MAX);
    loss_tally_add(&tally, 0, 1, 1);
    assert_between(0, 0, UINT32_MAX, UINT32_MAX);
}

/* A late packet is subtracted from the bucket that counted it, even an earlier
 * one. */
TEST(fill)
{
    loss_tally_add(&tally, 0, 5, 2);
    loss_tally_fill(&tally);
    assert_between(0, 0, 6, 1);
    loss_tally_seen(&tally, S);
    loss_tally_fill(&tally);
    assert_between(INT64_MIN, INT64_MAX, 8, 0);
    loss_tally_fill(&tally); /* nothing is lacking: adds one to seen */
    assert_between(INT64_MIN, INT64_MAX, 9, 0);
    g_assert_cmpuint(tally.total.n_seen, ==, 9);
    g_assert_cmpuint(tally.total.n_lacking, ==, 0);
}
