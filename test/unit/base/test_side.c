/* Tests of the sides of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "side.h"

#include "unit_test.h"

TEST(other)
{
    g_assert_cmpint(N_SIDES, ==, 2);
    g_assert_cmpint(side_other(SIDE_A), ==, SIDE_B);
    g_assert_cmpint(side_other(SIDE_B), ==, SIDE_A);
    g_assert_cmpint(SIDE_UNKNOWN, >=, N_SIDES); /* no index of an array */
}
