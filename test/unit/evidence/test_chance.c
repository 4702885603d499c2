/* Tests of the chance that a capture misses several packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "chance.h"

#include "unit_test.h"

static bool is_nil(double p, uint64_t k)
{
    return chance_is_nil(chance_all_missed(p, k));
}

/* Around the limit of 0.001: 0.1^2 = 0.01, 0.1^3 = 0.001 (not below), 0.1^4 =
 * 0.0001; 0.0316^2 = 0.00099856, 0.0317^2 = 0.00100489; 0.25^4 = 0.0039, 0.25^5
 * = 0.00098; 0.5^9 = 0.00195, 0.5^10 = 0.00098. */
TEST(limit)
{
    g_assert_false(is_nil(0.1, 2));
    g_assert_false(is_nil(0.1, 3));
    g_assert_true(is_nil(0.1, 4));
    g_assert_true(is_nil(0.0316, 2));
    g_assert_false(is_nil(0.0317, 2));
    g_assert_false(is_nil(0.25, 4));
    g_assert_true(is_nil(0.25, 5));
    g_assert_false(is_nil(0.5, 9));
    g_assert_true(is_nil(0.5, 10));
    g_assert_false(chance_is_nil(0.001));
    g_assert_true(chance_is_nil(0.00099999));
}

/* One packet is never enough at 1 %; two are: 0.0001. */
TEST(least)
{
    g_assert_false(is_nil(CHANCE_LACKING_MIN, 1));
    g_assert_true(is_nil(CHANCE_LACKING_MIN, 2));
}

TEST(nothing_known)
{
    g_assert_cmpfloat(chance_all_missed(0.5, 0), ==, 1.0);
    g_assert_cmpfloat(chance_all_missed(-1.0, 1000), ==, 1.0);
    g_assert_cmpfloat(chance_all_missed(1.0, UINT64_MAX), ==, 1.0);
    g_assert_cmpfloat(chance_all_missed(0.0, 1), ==, 0.0);
    g_assert_cmpfloat(chance_all_missed(0.0, 0), ==, 1.0);
    g_assert_true(is_nil(0.999999, UINT64_MAX));
}

/* (lacking + 1) / (all + 2): 1/2, 1/52, 1/100 = CHANCE_LACKING_MIN, 26/102. */
TEST(lacking)
{
    const struct loss_count none = {0, 0}, fifty = {50, 0}, clean = {98, 0},
                            quarter = {75, 25};

    g_assert_cmpfloat_with_epsilon(chance_lacking(&none), 0.5, 1e-12);
    g_assert_cmpfloat_with_epsilon(chance_lacking(&fifty), 1.0 / 52, 1e-12);
    g_assert_cmpfloat_with_epsilon(chance_lacking(&clean), 0.01, 1e-12);
    g_assert_cmpfloat_with_epsilon(chance_lacking(&quarter), 26.0 / 102, 1e-12);
}
