/* Tests of lists of time spans.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "time_spans.h"
#include "unit_test.h"

static struct time_spans spans;

AFTER_EACH()
{
    time_spans_clear(&spans);
}

static void assert_cover(int64_t since_ns, int64_t until_ns, int64_t cover_ns)
{
    g_assert_cmpint(time_spans_cover_ns(&spans, since_ns, until_ns), ==,
                    cover_ns);
}

TEST(empty)
{
    time_spans_add(&spans, 5, 5);
    time_spans_add(&spans, 5, 4);
    g_assert_null(spans.list);
    assert_cover(0, 100, 0);
}

/* 10-20 and 40-50; then 15-30 merges with the first, 20-40 with both. */
TEST(join)
{
    time_spans_add(&spans, 40, 50);
    time_spans_add(&spans, 10, 20);
    g_assert_cmpuint(spans.list->len, ==, 2);
    assert_cover(0, 100, 20);
    time_spans_add(&spans, 15, 30);
    g_assert_cmpuint(spans.list->len, ==, 2);
    assert_cover(0, 100, 30);
    time_spans_add(&spans, 20, 40);
    g_assert_cmpuint(spans.list->len, ==, 1);
    assert_cover(0, 100, 40);
}

TEST(cover)
{
    time_spans_add(&spans, 10, 20);
    time_spans_add(&spans, 30, 40);
    assert_cover(0, 10, 0);
    assert_cover(0, 11, 1);
    assert_cover(12, 13, 1);
    assert_cover(19, 31, 2);
    assert_cover(20, 30, 0);
    assert_cover(40, 30, 0);
}

/* Spans of 1 ns at 0, 10, 20, ..., then one at 632: it is the 65th, so the two
 * that are closest (630-631, 632-633) become one of 3 ns. */
TEST(full)
{
    for (int64_t i = 0; i < TIME_SPANS_MAX; i++)
        time_spans_add(&spans, 10 * i, 10 * i + 1);
    g_assert_cmpuint(spans.list->len, ==, TIME_SPANS_MAX);
    assert_cover(0, 10000, TIME_SPANS_MAX);
    time_spans_add(&spans, 632, 633);
    g_assert_cmpuint(spans.list->len, ==, TIME_SPANS_MAX);
    assert_cover(0, 10000, TIME_SPANS_MAX + 2);
    assert_cover(630, 633, 3);
}

TEST(add_all)
{
    struct time_spans other = {0};

    time_spans_add(&spans, 0, 10);
    time_spans_add(&other, 5, 15);
    time_spans_add(&other, 20, 30);
    time_spans_add_all(&spans, &other);
    assert_cover(0, 100, 25);
    time_spans_clear(&other);
}
