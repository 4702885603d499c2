/* Tests of equal intervals.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "period_run.h"

#include "unit_test.h"

#define GRAIN_S 1.0

static struct period_run run_of(const double *intervals_s, unsigned n)
{
    struct period_run run = {0};

    for (unsigned i = 0; i < n; i++)
        period_run_add(&run, intervals_s[i], GRAIN_S);
    return run;
}

#define RUN(...)                                                               \
    run_of((double[]){__VA_ARGS__},                                            \
           sizeof((double[]){__VA_ARGS__}) / sizeof(double))

/* 49, 50, 51: mean 50, standard deviation 1. */
TEST(mean_and_spread)
{
    struct period_run run = RUN(49, 50, 51);

    g_assert_cmpuint(run.n, ==, 3);
    g_assert_cmpfloat_with_epsilon(run.mean_s, 50, 1e-9);
    g_assert_cmpfloat_with_epsilon(period_run_spread_s(&run), 1, 1e-9);
    run = RUN(50);
    g_assert_cmpfloat(period_run_spread_s(&run), ==, 0);
}

/* Three closes are proof. With a grain of 1 s, two equal intervals of 50 s have
 * a chance of 1 / 100; of 15 s 1 / 30, which is above 2 %. 51 and 50 differ by
 * a standard deviation of 0.71 s: sqrt(2) * 0.71 / 50.5 = 2.0 %. For 52 and 50
 * it is 3.9 %. */
TEST(third_close)
{
    struct period_run run = RUN(50);

    g_assert_false(period_run_proven(&run));
    run = RUN(50, 50);
    g_assert_true(period_run_proven(&run));
    run = RUN(51, 50);
    g_assert_true(period_run_proven(&run));
    run = RUN(52, 50);
    g_assert_false(period_run_proven(&run));
    run = RUN(52, 50, 50);
    g_assert_true(period_run_proven(&run));
    run = RUN(15, 15);
    g_assert_false(period_run_proven(&run));
    run = RUN(15, 15, 15);
    g_assert_true(period_run_proven(&run));
}

/* 50 and 53: the standard deviation of 2.12 s is 4.1 % of 51.5 s, so the run
 * continues but is no proof. 50 and 54: 2.83 s is 5.4 %. */
TEST(limits)
{
    struct period_run run = RUN(50, 53);

    g_assert_cmpuint(run.n, ==, 2);
    g_assert_false(period_run_proven(&run));
    run = RUN(50, 54);
    g_assert_cmpuint(run.n, ==, 1);
    /* Below 40 s the limit of 2 s applies: 10 and 12.8 differ by 1.98 s, 10 and
     * 12.9 by 2.05 s. */
    run = RUN(10, 12.8);
    g_assert_cmpuint(run.n, ==, 2);
    run = RUN(10, 12.9);
    g_assert_cmpuint(run.n, ==, 1);
}

/* An interval that does not agree starts a new run, with the one before it if
 * those two agree. */
TEST(begins_anew)
{
    struct period_run run = RUN(50, 50, 80);

    g_assert_cmpuint(run.n, ==, 1);
    g_assert_cmpfloat(run.mean_s, ==, 80);
    run = RUN(47, 50, 53);
    g_assert_cmpuint(run.n, ==, 2);
    g_assert_cmpfloat_with_epsilon(run.mean_s, 51.5, 1e-9);
}

/* After five tries two equal intervals prove nothing: 1 % * 5^2 = 25 %. Four
 * equal intervals do. */
TEST(more_tries)
{
    struct period_run run = RUN(20, 60, 30, 90, 50, 50);

    g_assert_cmpuint(run.n, ==, 2);
    g_assert_cmpuint(run.n_tried, ==, 5);
    g_assert_false(period_run_proven(&run));
    run = RUN(20, 60, 30, 90, 50, 50, 50, 50);
    g_assert_true(period_run_proven(&run));
}

/* A packet every 10 s: closes that wait for the next packet are no more
 * exact. */
TEST(grain)
{
    struct period_run run = {0};

    period_run_add(&run, 60, 7);
    period_run_add(&run, 60, GRAIN_S);
    g_assert_false(period_run_proven(&run));
    for (unsigned i = 0; i < 4; i++)
        period_run_add(&run, 60, GRAIN_S);
    g_assert_true(period_run_proven(&run));
}

/* An interval that does not follow the previous one. */
TEST(broken)
{
    struct period_run run = RUN(50, 50);

    period_run_break(&run);
    g_assert_cmpuint(run.n, ==, 0);
    period_run_add(&run, 50, GRAIN_S);
    g_assert_cmpuint(run.n, ==, 1);
    g_assert_cmpuint(run.n_tried, ==, 1);
}

/* Returns how many of 2000 services with 30 closes at random times are proven
 * regular. The seed is fixed, so that every run gives the same result.
 * Intervals are multiples of GRID_S. */
static unsigned n_taken_for_regular(double grid_s)
{
    GRand *random = g_rand_new_with_seed(15);
    unsigned n_proven = 0;

    for (unsigned service = 0; service < 2000; service++) {
        struct period_run run = {0};
        bool proven = false;

        for (unsigned i = 0; i < 30; i++) {
            unsigned steps =
                (unsigned)g_rand_double_range(random, 0, 100 / grid_s);

            period_run_add(&run, (steps + 0.5) * grid_s, grid_s);
            proven = proven || period_run_proven(&run);
        }
        n_proven += proven;
    }
    g_rand_free(random);
    return n_proven;
}

/* At most 5 %, as the header says. */
TEST(random_closes)
{
    g_assert_cmpuint(n_taken_for_regular(0.001), <=, 100);
    g_assert_cmpuint(n_taken_for_regular(1), <=, 100);
    g_assert_cmpuint(n_taken_for_regular(5), <=, 100);
}
