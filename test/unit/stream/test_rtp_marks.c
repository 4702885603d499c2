/* Tests of code points and TTLs at one point.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_marks.h"

#include "unit_test.h"

static struct rtp_marks marks;

BEFORE_EACH()
{
    marks = (struct rtp_marks){0};
}

static void feed(uint8_t dscp, uint8_t ttl, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        rtp_marks_update(&marks, dscp, ttl);
}

TEST(empty)
{
    g_assert_cmpuint(marks.seen, ==, 0);
    g_assert_cmpuint(rtp_marks_count(&marks, 0), ==, 0);
    g_assert_cmpuint(rtp_marks_main(&marks), ==, 0);
    rtp_marks_update(&marks, 64, 0); /* both unknown */
    rtp_marks_update(&marks, 255, 0);
    g_assert_cmpuint(marks.seen, ==, 0);
    g_assert_cmpuint(marks.ttl_min, ==, 0);
}

/* Bits 0, 46 and 63: 1 + 2^46 + 2^63. */
TEST(counts)
{
    feed(0, 64, 2);
    feed(46, 64, 5);
    feed(63, 64, 1);
    feed(0, 64, 1);
    g_assert_cmphex(marks.seen, ==, UINT64_C(0x8000400000000001));
    g_assert_cmpuint(rtp_marks_count(&marks, 0), ==, 3);
    g_assert_cmpuint(rtp_marks_count(&marks, 46), ==, 5);
    g_assert_cmpuint(rtp_marks_count(&marks, 63), ==, 1);
    g_assert_cmpuint(rtp_marks_count(&marks, 40), ==, 0);
    g_assert_cmpuint(rtp_marks_main(&marks), ==, 46);
}

/* The fifth code point is seen but not counted. */
TEST(limit)
{
    for (uint8_t dscp = 1; dscp <= RTP_MARKS_MAX + 1; dscp++)
        feed(dscp, 64, dscp);
    g_assert_cmphex(marks.seen, ==, 0x3e);
    g_assert_cmpuint(rtp_marks_count(&marks, RTP_MARKS_MAX), ==, 4);
    g_assert_cmpuint(rtp_marks_count(&marks, RTP_MARKS_MAX + 1), ==, 0);
    g_assert_cmpuint(rtp_marks_main(&marks), ==, 4);
}

TEST(ttl)
{
    feed(0, 60, 1);
    feed(0, 0, 1);
    feed(0, 62, 1);
    feed(0, 61, 1);
    g_assert_cmpuint(marks.ttl_min, ==, 60);
    g_assert_cmpuint(marks.ttl_max, ==, 62);
}

TEST(order)
{
    static const struct {
        uint8_t here[2];
        uint8_t there[2];
        enum rtp_marks_order order;
    } rows[] = {
        {{64, 64}, {63, 63}, RTP_MARKS_BEFORE},
        {{63, 63}, {64, 64}, RTP_MARKS_BEHIND},
        {{64, 64}, {64, 64}, RTP_MARKS_UNKNOWN},
        {{0, 0}, {64, 64}, RTP_MARKS_UNKNOWN},
        {{64, 64}, {0, 0}, RTP_MARKS_UNKNOWN},
        {{62, 64}, {61, 61}, RTP_MARKS_BEFORE},
        {{62, 64}, {61, 62}, RTP_MARKS_UNKNOWN}, /* the path changed */
        {{61, 62}, {63, 64}, RTP_MARKS_BEHIND},
    };

    FOR_EACH_ROW(i, rows) {
        struct rtp_marks here = {0}, there = {0};

        for (unsigned j = 0; j < 2; j++) {
            rtp_marks_update(&here, 0, rows[i].here[j]);
            rtp_marks_update(&there, 0, rows[i].there[j]);
        }
        g_assert_cmpint(rtp_marks_order(&here, &there), ==, rows[i].order);
    }
}
