/* Times as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "unit_test.h"

#include "seconds.h"

static void check(int64_t time_ns, unsigned n_decimals, const char *expected)
{
    char *text = seconds_text(time_ns, n_decimals);

    g_assert_cmpstr(text, ==, expected);
    g_free(text);
}

TEST(zero)
{
    check(0, 3, "0.000");
    check(0, 9, "0.000000000");
}

TEST(decimals)
{
    /* 12 s 345678901 ns: each decimal cut off, none rounded */
    check(INT64_C(12345678901), 1, "12.3");
    check(INT64_C(12345678901), 3, "12.345");
    check(INT64_C(12345678901), 6, "12.345678");
    check(INT64_C(12345678901), 8, "12.34567890");
    check(INT64_C(12345678901), 9, "12.345678901");
}

TEST(decimals_out_of_range)
{
    check(INT64_C(1500000000), 0, "1.5");
    check(INT64_C(1500000000), 10, "1.500000000");
}

TEST(around_a_second)
{
    check(1, 9, "0.000000001");
    check(INT64_C(999999999), 9, "0.999999999");
    check(INT64_C(1000000000), 9, "1.000000000");
    check(INT64_C(999999999), 1, "0.9");
}

TEST(negative)
{
    check(-1, 9, "-0.000000001");
    check(INT64_C(-500000000), 3, "-0.500");
    check(INT64_C(-1500000000), 1, "-1.5");
}

TEST(extremes)
{
    /* 2^63 = 9223372036854775808 */
    check(INT64_MAX, 9, "9223372036.854775807");
    check(INT64_MIN, 9, "-9223372036.854775808");
}

TEST(as_number)
{
    g_assert_cmpfloat(seconds_of(1500000000), ==, 1.5);
    g_assert_cmpfloat(seconds_of(-NS_PER_S), ==, -1.0);
}
