/* Tests of the deadlines of a session interval. RFC 4028 7.2, 9, 10.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_interval.h"
#include "unit_test.h"

/* half, interval - min(32, interval / 3), interval; by hand. */
static const struct {
    uint32_t interval_s;
    int64_t due_ns;
    int64_t give_up_ns;
} rows[] = {
    {0, 0, 0},
    {1, S / 2, S - 333333333}, /* a third of 1 s, rounded down */
    {90, 45 * S, 60 * S},      /* 90/3 = 30 < 32 */
    {95, 47 * S + S / 2, 95 * S - 31666666666},   /* 95/3 = 31.67 < 32 */
    {96, 48 * S, 64 * S},                         /* 96/3 = 32 */
    {97, 48 * S + S / 2, 65 * S},                 /* 97/3 = 32.3 > 32 */
    {1800, 900 * S, 1768 * S},                    /* RFC 4028 10 */
    {UINT32_MAX, INT64_C(2147483647) * S + S / 2, /* no overflow */
     (INT64_C(4294967295) - 32) * S},
};

TEST(deadlines)
{
    FOR_EACH_ROW(i, rows) {
        struct session_deadlines deadlines =
            session_interval_deadlines(7, rows[i].interval_s);

        g_assert_cmpint(deadlines.refresh_due_ns, ==, rows[i].due_ns + 7);
        g_assert_cmpint(deadlines.give_up_ns, ==, rows[i].give_up_ns + 7);
        g_assert_cmpint(deadlines.expires_ns, ==,
                        (int64_t)rows[i].interval_s * S + 7);
    }
}
