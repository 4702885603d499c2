/* Tests of bursts of repeats.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_dup_burst.h"

#include <string.h>

#include "unit_test.h"

#define NS_PER_MS INT64_C(1000000)

static const struct rtp_dup_burst_limits limits = {3, 1000 * NS_PER_MS};

static struct rtp_dup_burst_detector detector;

AFTER_EACH()
{
    rtp_dup_burst_clear(&detector);
}

static enum rtp_dup_burst_verdict
repeat(int64_t time_ms, enum rtp_origin origin, uint32_t *n_bursts)
{
    struct rtp_dup_burst_repeat one = {.time_ns = time_ms * NS_PER_MS,
                                       .origin = origin};

    return rtp_dup_burst_update(&detector, &limits, &one, n_bursts);
}

/* The verdicts on sender repeats at TIMES_MS as letters: . R g */
static char *verdicts(const int64_t *times_ms, size_t n)
{
    GString *text = g_string_new(NULL);
    uint32_t n_bursts = 0;

    for (size_t i = 0; i < n; i++)
        g_string_append_c(
            text, ".Rg"[repeat(times_ms[i], RTP_ORIGIN_SENDER, &n_bursts)]);
    rtp_dup_burst_clear(&detector);
    return g_string_free(text, FALSE);
}

#define assert_verdicts(expected, ...)                                         \
    do {                                                                       \
        const int64_t times[] = {__VA_ARGS__};                                 \
        char *text = verdicts(times, G_N_ELEMENTS(times));                     \
        g_assert_cmpstr(text, ==, expected);                                   \
        g_free(text);                                                          \
    } while (0)

TEST(count)
{
    assert_verdicts("..", 0, 1);
    assert_verdicts("..R", 0, 1, 2);
    assert_verdicts("..Rg", 0, 1, 2, 3);
}

/* Three within 1000 ms: the third counts at 1000 ms, not at 1001 ms. */
TEST(window)
{
    assert_verdicts("..R", 0, 500, 1000);
    assert_verdicts("...", 0, 500, 1001);
    assert_verdicts("...R", 0, 500, 1001, 1500);
    assert_verdicts("......", 0, 600, 1200, 1800, 2400, 3000);
}

/* A burst continues if the next repeat comes within 1000 ms of the previous
 * one. Repeats of one burst do not count for the next. */
TEST(goes_on)
{
    assert_verdicts("..Rggg", 0, 1, 2, 1002, 2002, 3002);
    assert_verdicts("..R...", 0, 1, 2, 1003, 2004, 3005);
    assert_verdicts("..R..Rg", 0, 1, 2, 1003, 1004, 1005, 2005);
}

/* Merged files may step back by less than a second: 400, 100, 250 and 50 ms
 * are 350 ms. */
TEST(back_in_time)
{
    uint32_t n_bursts = 0;
    GPtrArray *list = finding_list_new();

    repeat(400, RTP_ORIGIN_SENDER, &n_bursts);
    repeat(100, RTP_ORIGIN_SENDER, &n_bursts);
    g_assert_cmpint(repeat(250, RTP_ORIGIN_SENDER, &n_bursts), ==,
                    RTP_DUP_BURST_RAISED);
    repeat(50, RTP_ORIGIN_SENDER, &n_bursts);
    g_assert_cmpint(detector.worst.first_ns, ==, 50 * NS_PER_MS);
    g_assert_cmpint(detector.worst.last_ns, ==, 400 * NS_PER_MS);
    rtp_dup_burst_report(list, &detector.worst, "one", 9, false);
    g_assert_nonnull(
        strstr(((struct finding *)list->pdata[0])->text, "within 350.0 ms"));
    g_ptr_array_unref(list);
}

TEST(totals)
{
    const int64_t times_ms[] = {0, 1, 2, 10, 5000, 5001, 5002, 5003, 5005};
    uint32_t n_bursts = 40; /* other streams had 40 bursts */

    FOR_EACH_ROW(i, times_ms)
        repeat(times_ms[i], RTP_ORIGIN_NETWORK, &n_bursts);
    g_assert_cmpuint(n_bursts, ==, 42);
    g_assert_cmpuint(detector.n_bursts, ==, 2);
    g_assert_cmpuint(detector.worst.index, ==, 42);
    g_assert_cmpuint(detector.worst.n_repeats, ==, 5);
    g_assert_cmpint(detector.worst.last_ns - detector.worst.first_ns, ==,
                    5 * NS_PER_MS);
    rtp_dup_burst_clear(&detector);
    g_assert_cmpuint(detector.n_bursts, ==, 0);
}

/* Of equal bursts the first is the worst. */
TEST(worst_first)
{
    uint32_t n_bursts = 0;

    for (int64_t burst = 0; burst < 40; burst++)
        for (int64_t i = 0; i < 3; i++)
            repeat(burst * 10000 + i, RTP_ORIGIN_SENDER, &n_bursts);
    g_assert_cmpuint(detector.n_bursts, ==, 40);
    g_assert_cmpuint(detector.worst.index, ==, 1);
}

/* With a count of 0 nothing is a burst, with 1 each repeat. */
TEST(count_limits)
{
    const struct rtp_dup_burst_limits zero = {0, INT64_MAX}, single = {1, 0};
    const struct rtp_dup_burst_limits huge = {UINT32_MAX, INT64_MAX};
    struct rtp_dup_burst_repeat one = {.time_ns = 0};
    uint32_t n_bursts = 0;

    for (int i = 0; i < 2; i++)
        g_assert_cmpint(rtp_dup_burst_update(&detector, &zero, &one, &n_bursts),
                        ==, RTP_DUP_BURST_NONE);
    g_assert_cmpint(rtp_dup_burst_update(&detector, &single, &one, &n_bursts),
                    ==, RTP_DUP_BURST_RAISED);
    rtp_dup_burst_clear(&detector);
    for (int i = 1; i < RTP_DUP_BURST_COUNT_MAX; i++)
        g_assert_cmpint(rtp_dup_burst_update(&detector, &huge, &one, &n_bursts),
                        ==, RTP_DUP_BURST_NONE);
    g_assert_cmpint(rtp_dup_burst_update(&detector, &huge, &one, &n_bursts), ==,
                    RTP_DUP_BURST_RAISED);
}

/* Three repeats, at 0, 4 and 10 ms, in a stream of 40 packets. */
static char *report_of(enum rtp_origin origin, enum finding_id id,
                       bool marked_video)
{
    GPtrArray *list = finding_list_new();
    const struct finding *finding;
    uint32_t n_bursts = 0;
    char *text;

    repeat(0, origin, &n_bursts);
    repeat(4, origin, &n_bursts);
    repeat(10, origin, &n_bursts);
    rtp_dup_burst_report(list, &detector.current, "a -> b", 100, marked_video);
    g_assert_cmpuint(list->len, ==, 1);
    finding = g_ptr_array_index(list, 0);
    g_assert_cmpint(finding->id, ==, id);
    text = g_strdup_printf("%s: %s", finding->text, finding->advice);
    g_ptr_array_unref(list);
    rtp_dup_burst_clear(&detector);
    return text;
}

/* 2 intervals in 10 ms are 200/s; 3 of 100 are 3.0 %. */
TEST(report)
{
    static const char numbers[] =
        "3 RTP sequence numbers repeated within 10.0 ms (200/s, 3.0 % of 100 "
        "packets so far), origin sender, a -> b: ";
    char *text = report_of(RTP_ORIGIN_SENDER, FINDING_DUP_BURST, true);

    g_assert_true(g_str_has_prefix(text, numbers));
    g_assert_nonnull(strstr(text, "KB 969695"));
    g_assert_nonnull(
        strstr(text, "HKLM\\Software\\Microsoft\\RTC\\Transport\\QoSEnabled"));
    g_free(text);
    text = report_of(RTP_ORIGIN_SENDER, FINDING_DUP_BURST, false);
    g_assert_true(g_str_has_prefix(text, numbers));
    g_assert_null(strstr(text, "969695"));
    g_free(text);
    text = report_of(RTP_ORIGIN_NETWORK, FINDING_DUP_BURST, true);
    g_assert_nonnull(strstr(text, "loop"));
    g_free(text);
    text = report_of(RTP_ORIGIN_UNKNOWN, FINDING_DUP_BURST, true);
    g_assert_nonnull(strstr(text, "origin unknown"));
    g_assert_null(strstr(text, "loop"));
    g_free(text);
    text = report_of(RTP_ORIGIN_CAPTURE, FINDING_DUP_BURST_CAPTURE, true);
    g_assert_nonnull(strstr(text, "mirror"));
    g_free(text);
}

/* A repeat every 500 ms, and the last one at LAST_MS: below 2 s the time is
 * told in ms. */
static void assert_within(int64_t last_ms, const char *wanted)
{
    GPtrArray *list = finding_list_new();
    uint32_t n_bursts = 0;

    for (int64_t time_ms = 0; time_ms < last_ms; time_ms += 500)
        repeat(time_ms, RTP_ORIGIN_SENDER, &n_bursts);
    repeat(last_ms, RTP_ORIGIN_SENDER, &n_bursts);
    rtp_dup_burst_report(list, &detector.current, "one", 9, false);
    g_assert_nonnull(strstr(((struct finding *)list->pdata[0])->text, wanted));
    g_ptr_array_unref(list);
    rtp_dup_burst_clear(&detector);
}

TEST(report_time)
{
    assert_within(1999, " within 1999.0 ms ");
    assert_within(2000, " within 2.0 s ");
    assert_within(2500, " within 2.5 s ");
}

TEST(maker_unknown)
{
    struct rtp_dup_burst burst = {.n_by_origin[RTP_ORIGIN_UNKNOWN] = 2,
                                  .n_by_origin[RTP_ORIGIN_CAPTURE] = 1};

    g_assert_true(rtp_dup_burst_is_unknown(&burst));
    burst.n_by_origin[RTP_ORIGIN_NETWORK] = 1;
    g_assert_false(rtp_dup_burst_is_unknown(&burst));
}
