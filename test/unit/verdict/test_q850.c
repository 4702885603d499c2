/* Tests of Q.850 causes in words. ITU-T Q.850, table 1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "q850.h"

#include "unit_test.h"

TEST(rows)
{
    g_assert_cmpstr(q850_cause(34)->meaning, ==, "no channel available");
    g_assert_cmpstr(q850_cause(34)->change, ==,
                    "see why it has no free channel");
    g_assert_cmpstr(q850_cause(127)->meaning, ==, "interworking");
    g_assert_null(q850_cause(17)->change); /* busy */
    g_assert_null(q850_cause(0));
    g_assert_null(q850_cause(128));
}
