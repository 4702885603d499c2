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

static void test_zero(void)
{
    check(0, 3, "0.000");
    check(0, 9, "0.000000000");
}

static void test_decimals(void)
{
    /* 12 s 345678901 ns: each decimal cut off, none rounded */
    check(INT64_C(12345678901), 1, "12.3");
    check(INT64_C(12345678901), 3, "12.345");
    check(INT64_C(12345678901), 6, "12.345678");
    check(INT64_C(12345678901), 8, "12.34567890");
    check(INT64_C(12345678901), 9, "12.345678901");
}

static void test_decimals_out_of_range(void)
{
    check(INT64_C(1500000000), 0, "1.5");
    check(INT64_C(1500000000), 10, "1.500000000");
}

static void test_around_a_second(void)
{
    check(1, 9, "0.000000001");
    check(INT64_C(999999999), 9, "0.999999999");
    check(INT64_C(1000000000), 9, "1.000000000");
    check(INT64_C(999999999), 1, "0.9");
}

static void test_negative(void)
{
    check(-1, 9, "-0.000000001");
    check(INT64_C(-500000000), 3, "-0.500");
    check(INT64_C(-1500000000), 1, "-1.5");
}

static void test_extremes(void)
{
    /* 2^63 = 9223372036854775808 */
    check(INT64_MAX, 9, "9223372036.854775807");
    check(INT64_MIN, 9, "-9223372036.854775808");
}

static const struct unit_test tests[] = {
    {"/seconds/zero", test_zero},
    {"/seconds/decimals", test_decimals},
    {"/seconds/decimals/out_of_range", test_decimals_out_of_range},
    {"/seconds/around_a_second", test_around_a_second},
    {"/seconds/negative", test_negative},
    {"/seconds/extremes", test_extremes},
};

UNIT_TESTS_MAIN(tests)
