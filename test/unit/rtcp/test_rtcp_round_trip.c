/* Tests of the round trip at a point between two endpoints.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_round_trip.h"

#include "unit_test.h"

#define SECOND 65536u /* of stamps and delays */

static struct rtcp_round_trip a, b;

BEFORE_EACH()
{
    a = (struct rtcp_round_trip){0};
    b = (struct rtcp_round_trip){0};
}

static struct rtcp_round_trip_proof echo(struct rtcp_round_trip *source,
                                         const struct rtcp_round_trip *reporter,
                                         uint32_t stamp, uint32_t delay,
                                         int64_t time_ns)
{
    return rtcp_round_trip_on_echo(
        source, reporter, &(struct rtcp_echo){1, stamp, delay}, time_ns);
}

/* A's report passes at 0 s and reaches B 30 ms later; B reports 2 s after that,
 * 35 ms from the point: 65 ms. Mirror: 10 ms each way, after 1 s. Together 85
 * ms. */
TEST(both_halves)
{
    struct rtcp_round_trip_proof proof;

    rtcp_round_trip_on_stamp(&a, 100 * SECOND, 0);
    proof = echo(&a, &b, 100 * SECOND, 2 * SECOND, 2065 * MS);
    g_assert_true(proof.half_known && !proof.whole_known);
    g_assert_cmpint(proof.half_ns, ==, 65 * MS);
    g_assert_cmpint(rtcp_round_trip_half_ns(&a), ==, 65 * MS);
    g_assert_cmpint(rtcp_round_trip_whole_ns(&a, &b), ==, -1);
    g_assert_cmpint(rtcp_round_trip_half_ns(&b), ==, -1);
    g_assert_cmpint(rtcp_round_trip_half_ns(NULL), ==, -1);

    rtcp_round_trip_on_stamp(&b, 7 * SECOND, 2065 * MS);
    proof = echo(&b, &a, 7 * SECOND, SECOND, 3085 * MS);
    g_assert_true(proof.whole_known);
    g_assert_cmpint(proof.half_ns, ==, 20 * MS);
    g_assert_cmpint(proof.whole_ns, ==, 85 * MS);
    g_assert_cmpint(b.max_ns, ==, 85 * MS);
    g_assert_cmpint(rtcp_round_trip_whole_ns(&a, &b), ==, 85 * MS);
    g_assert_cmpint(rtcp_round_trip_whole_ns(&a, NULL), ==, -1);
}

/* RFC 3550 6.4.1: LSR and DLSR are 0 as long as no SR was received. A delay of
 * 0 beside a stamp was not measured. Names that were not seen, or too long ago,
 * measure nothing. */
TEST(nothing_named)
{
    for (uint32_t i = 1; i <= RTCP_ROUND_TRIP_STAMPS + 1; i++)
        rtcp_round_trip_on_stamp(&a, i * SECOND, i * S);
    rtcp_round_trip_on_stamp(&a, 0, 20 * S);
    g_assert_false(echo(&a, NULL, 0, SECOND, 21 * S).half_known);
    g_assert_false(echo(&a, NULL, 9 * SECOND, 0, 10 * S).half_known);
    g_assert_false(echo(&a, NULL, 10 * SECOND, 1, 10 * S).half_known);
    g_assert_false(echo(&a, NULL, SECOND, 9 * SECOND, 10 * S).half_known);
    g_assert_true(echo(&a, NULL, 2 * SECOND, 8 * SECOND, 10 * S).half_known);
}

/* The named packet need not be the latest one. */
TEST(named_before)
{
    rtcp_round_trip_on_stamp(&a, 5 * SECOND, 5 * S);
    rtcp_round_trip_on_stamp(&a, 6 * SECOND, 6 * S);
    g_assert_cmpint(echo(&a, NULL, 5 * SECOND, SECOND, 6300 * MS).half_ns, ==,
                    300 * MS);
}

/* A copy of either packet changes nothing. */
TEST(copies)
{
    rtcp_round_trip_on_stamp(&a, SECOND, S);
    rtcp_round_trip_on_stamp(&a, SECOND, S + 40 * MS);
    g_assert_cmpint(echo(&a, NULL, SECOND, SECOND, 2050 * MS).half_ns, ==,
                    50 * MS);
    g_assert_false(echo(&a, NULL, SECOND, SECOND, 2090 * MS).half_known);
    g_assert_cmpuint(a.n, ==, 1);
}

/* A sender whose NTP time stands still: the latest packet is meant; if the
 * receiver meant an earlier one, that is seconds below 0. */
TEST(clock_stands)
{
    rtcp_round_trip_on_stamp(&a, SECOND, 0);
    rtcp_round_trip_on_stamp(&a, SECOND, 5 * S);
    g_assert_cmpint(echo(&a, NULL, SECOND, SECOND, 6010 * MS).half_ns, ==,
                    10 * MS);
    g_assert_false(echo(&a, NULL, SECOND, 6 * SECOND, 6010 * MS).half_known);
}

/* -20 ms and 10 s are the limits. 131 of the delay's units are just below 2 ms:
 * 1998901 ns. */
TEST(limits)
{
    static const struct {
        int64_t half_ns;
        bool known;
    } rows[] = {{RTCP_ROUND_TRIP_MIN_NS - 1, false},
                {RTCP_ROUND_TRIP_MIN_NS, true},
                {0, true},
                {RTCP_ROUND_TRIP_MAX_NS, true},
                {RTCP_ROUND_TRIP_MAX_NS + 1, false}};

    FOR_EACH_ROW(i, rows) {
        struct rtcp_round_trip_proof proof;

        a = (struct rtcp_round_trip){0};
        rtcp_round_trip_on_stamp(&a, 1, 0);
        proof = echo(&a, NULL, 1, 131, 1998901 + rows[i].half_ns);
        g_assert_cmpint(proof.half_known, ==, rows[i].known);
        g_assert_cmpint(proof.half_ns, ==,
                        rows[i].known ? MAX(rows[i].half_ns, 0) : 0);
    }
}

/* B's clock is set back by 3 s between A's report and B's, so that its delay of
 * 2 s says 1 s too little or more: B's own NTP times tell. Later reports count
 * again. */
TEST(clock_stepped)
{
    rtcp_round_trip_on_stamp(&b, 50 * SECOND, 0);
    rtcp_round_trip_on_stamp(&a, SECOND, S);
    rtcp_round_trip_on_stamp(&b, 52 * SECOND, 5 * S);
    g_assert_false(echo(&a, &b, SECOND, SECOND, 5 * S).half_known);
    rtcp_round_trip_on_stamp(&a, 6 * SECOND, 6 * S);
    rtcp_round_trip_on_stamp(&b, 57 * SECOND, 10 * S);
    g_assert_true(echo(&a, &b, 6 * SECOND, 4 * SECOND, 10 * S).half_known);
    /* One of 999 ms is not told from delay. */
    rtcp_round_trip_on_stamp(&b, 57 * SECOND + SECOND, 10 * S + 1999 * MS);
    g_assert_cmpint(b.stepped_ns, ==, 5 * S);
}

/* The NTP time's middle 32 bits wrap every 18 hours: no step. */
TEST(stamp_wraps)
{
    rtcp_round_trip_on_stamp(&a, UINT32_MAX - SECOND + 1, 0);
    rtcp_round_trip_on_stamp(&a, SECOND, 2 * S);
    g_assert_false(a.stepped);
}

/* Halves 60 s apart are added, later ones not. */
TEST(halves_apart)
{
    rtcp_round_trip_on_stamp(&b, SECOND, 0);
    echo(&b, NULL, SECOND, SECOND, S);
    rtcp_round_trip_on_stamp(&a, SECOND, 60 * S);
    g_assert_true(echo(&a, &b, SECOND, SECOND, 61 * S).whole_known);
    g_assert_false(echo(&a, &b, SECOND, SECOND + 1, 61 * S + 1).whole_known);
}
