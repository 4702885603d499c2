/* Tests of lists of spans of time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "time_spans.h"
#include "unit_test.h"

TEST(empty)
{
    struct time_spans spans = {0};

    time_spans_add(&spans, 5, 5);
    time_spans_add(&spans, 5, 4);
    g_assert_null(spans.list);
    g_assert_cmpint(time_spans_cover_ns(&spans, 0, 100), ==, 0);
    time_spans_clear(&spans);
}

/* 10-20 and 40-50; then 15-30 joins the first, 20-40 joins both. */
TEST(join)
{
    struct time_spans spans = {0};

    time_spans_add(&spans, 40, 50);
    time_spans_add(&spans, 10, 20);
    g_assert_cmpuint(spans.list->len, ==, 2);
    g_assert_cmpint(time_spans_cover_ns(&spans, 0, 100), ==, 20);
    time_spans_add(&spans, 15, 30);
    g_assert_cmpuint(spans.list->len, ==, 2);
    g_assert_cmpint(time_spans_cover_ns(&spans, 0, 100), ==, 30);
    time_spans_add(&spans, 20, 40);
    g_assert_cmpuint(spans.list->len, ==, 1);
    g_assert_cmpint(time_spans_cover_ns(&spans, 0, 100), ==, 40);
    time_spans_clear(&spans);
}

TEST(cover)
{
    struct time_spans spans = {0};

    time_spans_add(&spans, 10, 20);
    time_spans_add(&spans, 30, 40);
    g_assert_cmpint(time_spans_cover_ns(&spans, 0, 10), ==, 0);
    g_assert_cmpint(time_spans_cover_ns(&spans, 0, 11), ==, 1);
    g_assert_cmpint(time_spans_cover_ns(&spans, 12, 13), ==, 1);
    g_assert_cmpint(time_spans_cover_ns(&spans, 19, 31), ==, 2);
    g_assert_cmpint(time_spans_cover_ns(&spans, 20, 30), ==, 0);
    g_assert_cmpint(time_spans_cover_ns(&spans, 40, 30), ==, 0);
    time_spans_clear(&spans);
}

/* Spans of 1 at 0, 10, 20, ..., but one at 632: when the 65th comes, the two
 * that lie 1 apart (630-631, 632-633) become one of 3. */
TEST(full)
{
    struct time_spans spans = {0};

    for (int64_t i = 0; i < TIME_SPANS_MAX; i++)
        time_spans_add(&spans, 10 * i, 10 * i + 1);
    g_assert_cmpuint(spans.list->len, ==, TIME_SPANS_MAX);
    g_assert_cmpint(time_spans_cover_ns(&spans, 0, 10000), ==, TIME_SPANS_MAX);
    time_spans_add(&spans, 632, 633);
    g_assert_cmpuint(spans.list->len, ==, TIME_SPANS_MAX);
    g_assert_cmpint(time_spans_cover_ns(&spans, 0, 10000), ==,
                    TIME_SPANS_MAX + 2);
    g_assert_cmpint(time_spans_cover_ns(&spans, 630, 633), ==, 3);
    time_spans_clear(&spans);
}

TEST(add_all)
{
    struct time_spans spans = {0}, other = {0};

    time_spans_add(&spans, 0, 10);
    time_spans_add(&other, 5, 15);
    time_spans_add(&other, 20, 30);
    time_spans_add_all(&spans, &other);
    g_assert_cmpint(time_spans_cover_ns(&spans, 0, 100), ==, 25);
    time_spans_clear(&spans);
    time_spans_clear(&other);
}
