/* Tests of a stream seen at several interfaces.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_points.h"

#include <string.h>

#define SENDER_SIDE   3 /* interface ids */
#define RECEIVER_SIDE 8

static const struct rtp_dup_burst_limits limits = {3, INT64_C(1000000000)};

static bool feed(struct rtp_points *points, uint32_t interface_id, int i,
                 uint16_t ip_id)
{
    struct rtp_arrival arrival = {.frame = (uint32_t)i + 1,
                                  .seq = (uint16_t)(65000 + i),
                                  .ip_id = ip_id,
                                  .time_ns = i * INT64_C(5000000),
                                  .timestamp = (uint32_t)i * 160,
                                  .interface_id = interface_id,
                                  .ttl = 64};
    struct rtp_stream_verdict verdict;
    uint32_t n_bursts = 0;

    return rtp_points_update(points, &arrival, &limits, &n_bursts, &verdict);
}

static uint64_t duplicates_at(const struct rtp_points *points, uint32_t i)
{
    return rtp_stats_duplicates(&rtp_points_at(points, i)->stats);
}

/* The same packets at two interfaces are no repeats: silence. */
static void test_two_interfaces_are_silent(void)
{
    struct rtp_points points = {0};
    GPtrArray *list = finding_list_new();

    for (int i = 0; i < 1000; i++) {
        g_assert_false(feed(&points, SENDER_SIDE, i, (uint16_t)(i + 1)));
        g_assert_false(feed(&points, RECEIVER_SIDE, i, (uint16_t)(i + 1)));
    }
    g_assert_cmpuint(points.n_points, ==, 2);
    g_assert_cmpuint(duplicates_at(&points, 0), ==, 0);
    g_assert_cmpuint(duplicates_at(&points, 1), ==, 0);
    rtp_points_report(list, &points, "a -> b");
    g_assert_cmpuint(list->len, ==, 0);
    g_ptr_array_unref(list);
    rtp_points_clear(&points);
}

/* The 2009 fault: packets 530 .. 549 of N are sent twice, and neither copy
 * arrives; and 560 is sent twice and arrives. */
static void feed_fault(struct rtp_points *points, int n)
{
    for (int i = 0; i < n; i++) {
        bool lost = i >= 530 && i < 550;

        feed(points, SENDER_SIDE, i, (uint16_t)(2 * i + 1));
        if (lost || i == 560)
            feed(points, SENDER_SIDE, i, (uint16_t)(2 * i + 2));
        if (!lost)
            feed(points, RECEIVER_SIDE, i, (uint16_t)(2 * i + 1));
    }
}

/* 65000 + 530 = 65530 .. 65000 + 549 - 65536 = 13. The answer is the same when
 * the receiver has long passed the numbers and when it just has. */
static void test_repeated_never_arrived(void)
{
    const int lengths[] = {570, 600, 900, 4000};

    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
        struct rtp_points points = {0};
        struct rtp_points_comparison comparison;
        char *missing;

        feed_fault(&points, lengths[i]);
        comparison = rtp_points_compare(&points, 0, 1);
        g_assert_cmpuint(comparison.n_repeated, ==, 21);
        g_assert_cmpuint(comparison.n_missing, ==, 20);
        g_assert_cmpuint(comparison.n_arrived, ==, 1);
        g_assert_cmpuint(comparison.n_untold, ==, 0);
        g_assert_cmpint(comparison.lost_between, ==, 20);
        missing = rtp_points_missing(&points, 0, 1);
        g_assert_cmpstr(missing, ==, "65530-13");
        g_free(missing);
        comparison = rtp_points_compare(&points, 1, 0);
        g_assert_cmpuint(comparison.n_repeated, ==, 0);
        g_assert_cmpint(comparison.lost_between, ==, -20);
        rtp_points_clear(&points);
    }
}

static void test_report(void)
{
    struct rtp_points points = {0};
    GPtrArray *list = finding_list_new();
    const struct finding *finding;

    feed_fault(&points, 1000);
    rtp_points_report(list, &points, "a -> b");
    g_assert_cmpuint(list->len, ==, 1);
    finding = g_ptr_array_index(list, 0);
    g_assert_cmpint(finding->id, ==, FINDING_DUP_BURST_MISSING);
    g_assert_true(g_str_has_prefix(
        finding->text,
        "20 of 21 sequence numbers repeated at interface 3 never arrived at "
        "interface 8 (1 arrived): 65530-13; 20 packets lost between the two, "
        "a -> b: "));
    g_ptr_array_unref(list);
    rtp_points_clear(&points);
}

/* Packet 535 is repeated, and reaches the other point five packets late. */
static void test_late_is_not_missing(void)
{
    struct rtp_points points = {0};
    struct rtp_points_comparison comparison;

    for (int i = 0; i < 1000; i++) {
        feed(&points, SENDER_SIDE, i, (uint16_t)(2 * i + 1));
        if (i == 535)
            feed(&points, SENDER_SIDE, i, (uint16_t)(2 * i + 2));
        else
            feed(&points, RECEIVER_SIDE, i, (uint16_t)(2 * i + 1));
        if (i == 540)
            feed(&points, RECEIVER_SIDE, 535, 2 * 535 + 1);
    }
    comparison = rtp_points_compare(&points, 0, 1);
    g_assert_cmpuint(comparison.n_arrived, ==, 1);
    g_assert_cmpuint(comparison.n_missing, ==, 0);
    g_assert_cmpint(comparison.lost_between, ==, 0);
    rtp_points_clear(&points);
}

/* What the other point cannot have seen is not called missing: it began at 700,
 * or ended at 500. */
static void test_not_seen_is_untold(void)
{
    for (int half = 0; half < 2; half++) {
        struct rtp_points points = {0};
        struct rtp_points_comparison comparison;
        GPtrArray *list = finding_list_new();

        for (int i = 0; i < 1500; i++) {
            feed(&points, SENDER_SIDE, i, (uint16_t)(2 * i + 1));
            if (i >= 530 && i < 550)
                feed(&points, SENDER_SIDE, i, (uint16_t)(2 * i + 2));
            if (half == 0 ? i >= 700 : i < 500)
                feed(&points, RECEIVER_SIDE, i, (uint16_t)(2 * i + 1));
        }
        comparison = rtp_points_compare(&points, 0, 1);
        g_assert_cmpuint(comparison.n_repeated, ==, 20);
        g_assert_cmpuint(comparison.n_missing, ==, 0);
        g_assert_cmpuint(comparison.n_untold, ==, 20);
        rtp_points_report(list, &points, "a -> b");
        g_assert_cmpuint(list->len, ==, 0);
        g_ptr_array_unref(list);
        rtp_points_clear(&points);
    }
}

/* Eight points are kept; what comes at a ninth is counted and left. */
static void test_points_bounded(void)
{
    struct rtp_points points = {0};

    for (uint32_t id = 0; id < 9; id++)
        feed(&points, id, 0, 1);
    g_assert_cmpuint(points.n_points, ==, RTP_POINTS_MAX);
    g_assert_cmpuint(points.n_ignored, ==, 1);
    rtp_points_clear(&points);
}

/* More repeats than are kept: counted, the rest told as untold. */
static void test_repeated_bounded(void)
{
    struct rtp_points points = {0};
    struct rtp_points_comparison comparison;
    char *missing;

    for (int i = 0; i < 4 * RTP_REPEATED_MAX; i++) {
        feed(&points, SENDER_SIDE, i, 1);
        if (i % 2 != 0)
            feed(&points, SENDER_SIDE, i, 2);
        else
            feed(&points, RECEIVER_SIDE, i, 1);
    }
    comparison = rtp_points_compare(&points, 0, 1);
    g_assert_cmpuint(comparison.n_repeated, ==, 2 * RTP_REPEATED_MAX);
    g_assert_cmpuint(comparison.n_missing, ==, RTP_REPEATED_MAX);
    g_assert_cmpuint(comparison.n_untold, ==, RTP_REPEATED_MAX);
    missing = rtp_points_missing(&points, 0, 1);
    g_assert_true(g_str_has_prefix(missing, "65001, 65003, "));
    g_assert_true(g_str_has_suffix(missing, "65031, ..."));
    g_free(missing);
    rtp_points_clear(&points);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rtp_points/two-interfaces",
                    test_two_interfaces_are_silent);
    g_test_add_func("/rtp_points/missing/compare", test_repeated_never_arrived);
    g_test_add_func("/rtp_points/missing/report", test_report);
    g_test_add_func("/rtp_points/missing/not-seen", test_not_seen_is_untold);
    g_test_add_func("/rtp_points/missing/not-late", test_late_is_not_missing);
    g_test_add_func("/rtp_points/bounded/points", test_points_bounded);
    g_test_add_func("/rtp_points/bounded/repeated", test_repeated_bounded);
    return g_test_run();
}
