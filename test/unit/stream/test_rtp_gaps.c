/* Tests of numbers that never arrived at a point. RFC 3550 A.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_gaps.h"

#include "unit_test.h"

#define TICK 160

/* Returns the gaps as "3-5, 8"; free with g_free(). */
static char *text_of(const struct rtp_gaps *gaps)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; gaps->list != NULL && i < gaps->list->len; i++) {
        struct rtp_gap gap = g_array_index(gaps->list, struct rtp_gap, i);

        g_string_append_printf(text, "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                               text->len > 0 ? ", " : "", gap.first, gap.last);
    }
    return g_string_free(text, FALSE);
}

static void assert_gaps(const struct rtp_gaps *gaps, const char *wanted)
{
    char *text = text_of(gaps);

    g_assert_cmpstr(text, ==, wanted);
    g_free(text);
}

/* Late packets at the start, the end, in the middle, and the last of a gap; and
 * one that was never missing. */
TEST(fill_late)
{
    struct rtp_gaps gaps = {.lowest = 65530};

    rtp_gaps_fill(&gaps, 65531); /* in no gap */
    rtp_gaps_skip(&gaps, 65533, 65539);
    rtp_gaps_skip(&gaps, 65541, 65541);
    rtp_gaps_fill(&gaps, 65533);
    assert_gaps(&gaps, "65534-65539, 65541-65541");
    rtp_gaps_fill(&gaps, 65539);
    assert_gaps(&gaps, "65534-65538, 65541-65541");
    rtp_gaps_fill(&gaps, 65536);
    assert_gaps(&gaps, "65534-65535, 65537-65538, 65541-65541");
    rtp_gaps_fill(&gaps, 65541);
    assert_gaps(&gaps, "65534-65535, 65537-65538");
    rtp_gaps_fill(&gaps, 65540);
    rtp_gaps_fill(&gaps, 65600);
    assert_gaps(&gaps, "65534-65535, 65537-65538");
    rtp_gaps_clear(&gaps);
    g_assert_null(gaps.list);
}

/* A packet before the first: the numbers between them did not arrive. */
TEST(fill_before_first)
{
    struct rtp_gaps gaps = {.lowest = 10};

    rtp_gaps_fill(&gaps, 9);
    assert_gaps(&gaps, "");
    rtp_gaps_fill(&gaps, 6);
    assert_gaps(&gaps, "7-8");
    g_assert_cmpint(gaps.lowest, ==, 6);
    rtp_gaps_clear(&gaps);
}

/* 65536 gaps are kept, the last at 131071. A comparison that needs more ends
 * there and says so. */
TEST(limit)
{
    struct rtp_gaps gaps = {0}, other = {0};
    struct rtp_gaps_comparison comparison;

    G_STATIC_ASSERT(RTP_GAPS_MAX == 65536);
    for (int64_t i = 0; i < RTP_GAPS_MAX; i++)
        rtp_gaps_skip(&gaps, 2 * i + 1, 2 * i + 1);
    g_assert_false(gaps.full);
    comparison =
        rtp_gaps_compare(&other, 299999, &gaps, 299999, INT64_MIN, INT64_MAX);
    g_assert_false(comparison.cut);
    g_assert_cmpint(comparison.n_common, ==, 300000);
    g_assert_cmpint(comparison.n_here_only, ==, RTP_GAPS_MAX);
    rtp_gaps_skip(&gaps, 200001, 200003);
    g_assert_true(gaps.full);
    rtp_gaps_skip(&gaps, 260001, 260001);
    g_assert_cmpint(gaps.until, ==, 200000);
    g_assert_cmpuint(gaps.list->len, ==, RTP_GAPS_MAX);
    /* 0 to 200000 are known. */
    comparison =
        rtp_gaps_compare(&other, 299999, &gaps, 299999, INT64_MIN, INT64_MAX);
    g_assert_true(comparison.cut);
    g_assert_cmpint(comparison.n_common, ==, 200001);
    g_assert_cmpint(comparison.n_here_only, ==, RTP_GAPS_MAX);
    comparison =
        rtp_gaps_compare(&gaps, 299999, &other, 299999, INT64_MIN, INT64_MAX);
    g_assert_cmpint(comparison.n_common, ==, 200001);
    g_assert_cmpint(comparison.n_there_only, ==, RTP_GAPS_MAX);
    /* Nothing is known beyond the other's end in any case. */
    comparison =
        rtp_gaps_compare(&gaps, 299999, &other, 200000, INT64_MIN, INT64_MAX);
    g_assert_false(comparison.cut);
    rtp_gaps_clear(&gaps);
}

static void assert_comparison(const struct rtp_gaps_comparison *comparison,
                              int64_t n_common, int64_t n_neither,
                              int64_t n_here_only, int64_t n_there_only)
{
    g_assert_cmpint(comparison->n_common, ==, n_common);
    g_assert_cmpint(comparison->n_neither, ==, n_neither);
    g_assert_cmpint(comparison->n_here_only, ==, n_here_only);
    g_assert_cmpint(comparison->n_there_only, ==, n_there_only);
}

/* Here 100 to 200 without 110-119 and 150; there 105 to 190 without 115-124,
 * 160 and 170. Common: 105 to 190, 86. Neither: 115-119. Here only: 120-124,
 * 160, 170. There only: 110-114, 150. */
TEST(compare)
{
    struct rtp_gaps here = {.lowest = 100}, there = {.lowest = 105};
    struct rtp_gaps_comparison comparison;

    rtp_gaps_skip(&here, 110, 119);
    rtp_gaps_skip(&here, 150, 150);
    rtp_gaps_skip(&here, 195, 199);
    rtp_gaps_skip(&there, 115, 124);
    rtp_gaps_skip(&there, 160, 160);
    rtp_gaps_skip(&there, 170, 170);
    comparison =
        rtp_gaps_compare(&here, 200, &there, 190, INT64_MIN, INT64_MAX);
    assert_comparison(&comparison, 86, 5, 7, 6);
    comparison =
        rtp_gaps_compare(&there, 190, &here, 200, INT64_MIN, INT64_MAX);
    g_assert_cmpint(comparison.n_here_only, ==, 6);
    g_assert_cmpint(comparison.n_there_only, ==, 7);
    /* 110 to 160: neither 115-119, here only 120-124 and 160, there only
     * 110-114 and 150. */
    comparison = rtp_gaps_compare(&here, 200, &there, 190, 110, 160);
    assert_comparison(&comparison, 51, 5, 6, 6);
    /* Nothing in common. */
    comparison =
        rtp_gaps_compare(&here, 104, &there, 190, INT64_MIN, INT64_MAX);
    g_assert_cmpint(comparison.n_common, ==, 0);
    comparison =
        rtp_gaps_compare(&here, 105, &there, 190, INT64_MIN, INT64_MAX);
    g_assert_cmpint(comparison.n_common, ==, 1);
    rtp_gaps_clear(&here);
    rtp_gaps_clear(&there);
}

/* N packets from sequence number 65000, timestamps 0, 160, ... */
static struct rtp_seq run_of(unsigned n)
{
    struct rtp_seq seq = {0};

    for (unsigned i = 0; i < n; i++)
        rtp_seq_advance(&seq, (uint16_t)(65000 + i), i * TICK);
    return seq;
}

static int64_t extended(unsigned n_there, unsigned number)
{
    struct rtp_gaps there = {.lowest = 65000};
    struct rtp_seq seq = run_of(n_there);

    return rtp_gaps_extend(&there, &seq, (uint16_t)(65000 + number),
                           number * TICK);
}

/* Packet I is 65000 + i, wherever the other point is: near, half a cycle away,
 * or cycles behind or ahead. */
TEST(extend)
{
    static const unsigned numbers[] = {0,     1,     535,   536,   2999,
                                       3000,  3001,  32767, 32768, 32769,
                                       65535, 65536, 99999, 150000};
    struct rtp_gaps empty = {0};
    struct rtp_seq none = {0};

    FOR_EACH_ROW(i, numbers) {
        g_assert_cmpint(extended(150001, numbers[i]), ==, 65000 + numbers[i]);
        g_assert_cmpint(extended(3000, numbers[i]), ==, 65000 + numbers[i]);
    }
    g_assert_cmpint(extended(1, 5), ==, 65005); /* no timestamp span */
    g_assert_cmpint(rtp_gaps_extend(&empty, &none, 4711, 0), ==, 4711);
}

TEST(highest)
{
    struct rtp_gaps gaps = {.lowest = 65000};
    struct rtp_seq seq = run_of(1000);

    g_assert_cmpint(rtp_gaps_highest(&gaps, &seq), ==, 65999);
}
