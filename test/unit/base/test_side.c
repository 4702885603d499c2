/* Tests of the sides of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "side.h"

#include <glib.h>

static void test_other(void)
{
    g_assert_cmpint(N_SIDES, ==, 2);
    g_assert_cmpint(side_other(SIDE_A), ==, SIDE_B);
    g_assert_cmpint(side_other(SIDE_B), ==, SIDE_A);
    g_assert_cmpint(SIDE_UNKNOWN, >=, N_SIDES); /* no index of an array */
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/side/other", test_other);
    return g_test_run();
}
