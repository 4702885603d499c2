/* Tests of how many RTCP packets are due.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_due.h"

#include "unit_test.h"

/* RFC 3550 6.2, 6.3.1: 5 s * 1.5 / (e - 1.5) = 7.5 / 1.21828 = 6.156 s, taken
 * as 6.2 s. 30 s / 6.2 s = 4.84; 38 s / 6.2 s = 6.13. */
TEST(due)
{
    g_assert_cmpuint(rtcp_due(0), ==, 0);
    g_assert_cmpuint(rtcp_due(1), ==, 0);
    g_assert_cmpuint(rtcp_due(6199999999), ==, 0);
    g_assert_cmpuint(rtcp_due(6200000000), ==, 1);
    g_assert_cmpuint(rtcp_due(6200000001), ==, 1);
    g_assert_cmpuint(rtcp_due(12399999999), ==, 1);
    g_assert_cmpuint(rtcp_due(12400000000), ==, 2);
    g_assert_cmpuint(rtcp_due(30000000000), ==, 4);
    g_assert_cmpuint(rtcp_due(38000000000), ==, 6);
}

TEST(negative)
{
    g_assert_cmpuint(rtcp_due(-1), ==, 0);
    g_assert_cmpuint(rtcp_due(INT64_MIN), ==, 0);
}
