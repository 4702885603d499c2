/* Tests of the steps of a stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_steps.h"

#include "unit_test.h"

static struct rtp_steps steps;

static unsigned n_in(unsigned i, enum rtp_step_kind kind)
{
    return rtp_steps_at(&steps, i, kind);
}

/* A packet every 20 ms: for one second, 4 steps with 13 or 12 each. */
TEST(count)
{
    for (int64_t at = 0; at < S; at += 20 * MS)
        rtp_steps_count(&steps, at, RTP_STEP_PACKETS);
    rtp_steps_count(&steps, -5 * S, RTP_STEP_RTCP);
    rtp_steps_count(&steps, 800 * MS, RTP_STEP_RTCP);
    rtp_steps_count(&steps, 800 * MS, RTP_STEP_REPEATS);
    g_assert_cmpuint(steps.n, ==, 4);
    g_assert_cmpint(steps.step_ns, ==, 250 * MS);
    g_assert_cmpuint(n_in(0, RTP_STEP_PACKETS), ==, 13);
    g_assert_cmpuint(n_in(1, RTP_STEP_PACKETS), ==, 12);
    g_assert_cmpuint(n_in(0, RTP_STEP_RTCP), ==, 1);
    g_assert_cmpuint(n_in(3, RTP_STEP_RTCP), ==, 1);
    g_assert_cmpuint(n_in(3, RTP_STEP_REPEATS), ==, 1);
    g_assert_cmpuint(n_in(3, RTP_STEP_LOST), ==, 0);
    rtp_steps_clear(&steps);
    g_assert_null(steps.counts.narrow);
    rtp_steps_clear(&steps);
}

/* 64 steps of 250 ms are 16 s; at 16 s they become 32 of 500 ms and a new one,
 * at 64 s 32 of 2 s. */
TEST(widen)
{
    for (int64_t at = 0; at < 16 * S; at += 250 * MS)
        rtp_steps_count(&steps, at, RTP_STEP_PACKETS);
    g_assert_cmpuint(steps.n, ==, RTP_STEPS_MAX);
    rtp_steps_count(&steps, 16 * S, RTP_STEP_PACKETS);
    g_assert_cmpuint(steps.n, ==, 33);
    g_assert_cmpint(steps.step_ns, ==, 500 * MS);
    g_assert_cmpuint(n_in(0, RTP_STEP_PACKETS), ==, 2);
    g_assert_cmpuint(n_in(31, RTP_STEP_PACKETS), ==, 2);
    g_assert_cmpuint(n_in(32, RTP_STEP_PACKETS), ==, 1);
    rtp_steps_count(&steps, 64 * S, RTP_STEP_RTCP);
    g_assert_cmpint(steps.step_ns, ==, 2 * S);
    g_assert_cmpuint(steps.n, ==, 33);
    g_assert_cmpuint(n_in(7, RTP_STEP_PACKETS), ==, 8);
    g_assert_cmpuint(n_in(8, RTP_STEP_PACKETS), ==, 1);
    g_assert_cmpuint(n_in(9, RTP_STEP_PACKETS), ==, 0);
    g_assert_cmpuint(n_in(32, RTP_STEP_RTCP), ==, 1);
    rtp_steps_clear(&steps);
}

TEST(limit)
{
    for (unsigned i = 0; i < UINT16_MAX + 9; i++)
        rtp_steps_count(&steps, 0, RTP_STEP_PACKETS);
    g_assert_cmpuint(n_in(0, RTP_STEP_PACKETS), ==, UINT16_MAX);
    rtp_steps_clear(&steps);
}

/* Counts stay what they were when a kind is added before theirs, a count no
 * longer fits an octet, and steps are added. */
TEST(grow)
{
    rtp_steps_count(&steps, 0, RTP_STEP_RTCP);
    rtp_steps_count(&steps, 500 * MS, RTP_STEP_RTCP);
    g_assert_false(steps.is_wide);
    for (unsigned i = 0; i < 255; i++)
        rtp_steps_count(&steps, 250 * MS, RTP_STEP_PACKETS);
    g_assert_false(steps.is_wide);
    rtp_steps_count(&steps, 250 * MS, RTP_STEP_PACKETS);
    g_assert_true(steps.is_wide);
    rtp_steps_count(&steps, 15 * S, RTP_STEP_LOST);
    g_assert_cmpuint(steps.n, ==, 61);
    g_assert_cmpuint(n_in(0, RTP_STEP_RTCP), ==, 1);
    g_assert_cmpuint(n_in(1, RTP_STEP_RTCP), ==, 0);
    g_assert_cmpuint(n_in(2, RTP_STEP_RTCP), ==, 1);
    g_assert_cmpuint(n_in(0, RTP_STEP_PACKETS), ==, 0);
    g_assert_cmpuint(n_in(1, RTP_STEP_PACKETS), ==, 256);
    g_assert_cmpuint(n_in(60, RTP_STEP_LOST), ==, 1);
    g_assert_cmpuint(n_in(60, RTP_STEP_REPEATS), ==, 0);
    rtp_steps_clear(&steps);
}

/* Two steps of 200 packets are one of 400. */
TEST(widen_counts)
{
    for (unsigned i = 0; i < 400; i++)
        rtp_steps_count(&steps, i < 200 ? 0 : 250 * MS, RTP_STEP_PACKETS);
    rtp_steps_count(&steps, 16 * S, RTP_STEP_RTCP);
    g_assert_cmpuint(n_in(0, RTP_STEP_PACKETS), ==, 400);
    g_assert_cmpuint(n_in(1, RTP_STEP_PACKETS), ==, 0);
    rtp_steps_clear(&steps);
}

/* An octet holds the sum of two steps up to 255. */
TEST(widen_limit)
{
    for (unsigned n = 255; n < 257; n++) {
        for (unsigned i = 0; i < n; i++)
            rtp_steps_count(&steps, i < 128 ? 0 : 250 * MS, RTP_STEP_PACKETS);
        rtp_steps_count(&steps, 16 * S, RTP_STEP_PACKETS);
        g_assert_cmpuint(n_in(0, RTP_STEP_PACKETS), ==, n);
        g_assert_cmpint(steps.is_wide, ==, n > 255);
        rtp_steps_clear(&steps);
    }
}

/* 61 steps of 250 ms, of which the last stands alone, and then steps of 1 s. */
TEST(widen_odd)
{
    rtp_steps_count(&steps, 15 * S, RTP_STEP_LOST);
    g_assert_cmpuint(steps.n, ==, 61);
    rtp_steps_count(&steps, 33 * S, RTP_STEP_RTCP);
    g_assert_cmpuint(steps.n, ==, 34);
    for (unsigned i = 0; i < steps.n; i++) {
        g_assert_cmpuint(n_in(i, RTP_STEP_LOST), ==, i == 15);
        g_assert_cmpuint(n_in(i, RTP_STEP_RTCP), ==, i == 33);
    }
    rtp_steps_clear(&steps);
}

/* 10 packets lost from 0.3 s to 1.1 s: in the steps 1 to 4. */
TEST(lose)
{
    rtp_steps_lose(&steps, 300 * MS, 1100 * MS, 10);
    g_assert_cmpuint(n_in(0, RTP_STEP_LOST), ==, 0);
    g_assert_cmpuint(n_in(1, RTP_STEP_LOST), ==, 2);
    g_assert_cmpuint(n_in(2, RTP_STEP_LOST), ==, 3);
    g_assert_cmpuint(n_in(3, RTP_STEP_LOST), ==, 2);
    g_assert_cmpuint(n_in(4, RTP_STEP_LOST), ==, 3);
    rtp_steps_lose(&steps, 5 * S, 4 * S, 1);
    g_assert_cmpuint(n_in(16, RTP_STEP_LOST), ==, 1);
    rtp_steps_lose(&steps, -4 * S, -3 * S, 1);
    g_assert_cmpuint(n_in(0, RTP_STEP_LOST), ==, 1);
    rtp_steps_clear(&steps);
}

TEST(fill)
{
    rtp_steps_fill(&steps);
    rtp_steps_lose(&steps, 0, 0, 1);
    rtp_steps_lose(&steps, S, S, 1);
    rtp_steps_count(&steps, 2 * S, RTP_STEP_PACKETS);
    rtp_steps_fill(&steps);
    g_assert_cmpuint(n_in(0, RTP_STEP_LOST), ==, 1);
    g_assert_cmpuint(n_in(4, RTP_STEP_LOST), ==, 0);
    rtp_steps_fill(&steps);
    rtp_steps_fill(&steps);
    g_assert_cmpuint(n_in(0, RTP_STEP_LOST), ==, 0);
    rtp_steps_clear(&steps);
}
