/* Tests of one stream at several observation points.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_points.h"

#include "unit_test.h"

#define SENDER_SIDE   3 /* interface ids */
#define RECEIVER_SIDE 8

static const struct rtp_dup_burst_limits limits = {3, INT64_C(1000000000)};

static struct rtp_points points;

AFTER_EACH()
{
    rtp_points_clear(&points);
}

static bool feed(uint32_t interface_id, int i, uint16_t ip_id)
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

    return rtp_points_update(&points, &arrival, &limits, &n_bursts, &verdict);
}

static uint64_t duplicates_at(uint32_t i)
{
    return rtp_stats_duplicates(&rtp_points_at(&points, i)->stats);
}

/* Asserts that the report has one finding, whose text starts with WANTED; NULL:
 * none. Then clears the points. */
static void assert_report(const char *wanted)
{
    GPtrArray *list = finding_list_new();

    rtp_points_report(list, &points, "a -> b", true);
    g_assert_cmpuint(list->len, ==, wanted == NULL ? 0 : 1);
    if (wanted != NULL) {
        const struct finding *finding = g_ptr_array_index(list, 0);

        g_test_message("%s", finding->text);
        g_assert_cmpint(finding->id, ==, FINDING_DUP_BURST_MISSING);
        g_assert_true(g_str_has_prefix(finding->text, wanted));
    }
    g_ptr_array_unref(list);
    rtp_points_clear(&points);
}

/* The same packets at two interfaces are no repeats. */
TEST(two_interfaces)
{
    for (int i = 0; i < 1000; i++) {
        g_assert_false(feed(SENDER_SIDE, i, (uint16_t)(i + 1)));
        g_assert_false(feed(RECEIVER_SIDE, i, (uint16_t)(i + 1)));
    }
    g_assert_cmpuint(points.n_points, ==, 2);
    g_assert_cmpuint(duplicates_at(0), ==, 0);
    g_assert_cmpuint(duplicates_at(1), ==, 0);
    assert_report(NULL);
}

/* The 2009 fault: packets 530 .. 549 of N are sent twice and no copy arrives;
 * 560 is sent twice and arrives. */
static void feed_fault(int n)
{
    for (int i = 0; i < n; i++) {
        bool lost = i >= 530 && i < 550;

        feed(SENDER_SIDE, i, (uint16_t)(2 * i + 1));
        if (lost || i == 560)
            feed(SENDER_SIDE, i, (uint16_t)(2 * i + 2));
        if (!lost)
            feed(RECEIVER_SIDE, i, (uint16_t)(2 * i + 1));
    }
}

/* 65000 + 530 = 65530 .. 65000 + 549 - 65536 = 13. The result is the same when
 * the receiver has long passed the numbers and when it just has. */
TEST(missing_report)
{
    const int lengths[] = {570, 600, 900, 4000};

    FOR_EACH_ROW(i, lengths) {
        feed_fault(lengths[i]);
        assert_report("20 of 21 sequence numbers repeated at interface 3 never "
                      "arrived at interface 8 (1 arrived): 65530-13; 20 "
                      "packets lost between the two, a -> b");
    }
}

/* Two numbers are chance, three are reported: 65000 + 10 and so on. */
TEST(missing_few)
{
    for (int n = 0; n <= 4; n++) {
        g_autofree char *wanted = g_strdup_printf(
            "%d of %d sequence numbers repeated at interface 3 never arrived "
            "at interface 8 (0 arrived): 65010-%d; %d packets",
            n, n, 65009 + n, n);

        for (int i = 0; i < 600; i++) {
            bool lost = i >= 10 && i < 10 + n;

            feed(SENDER_SIDE, i, (uint16_t)(2 * i + 1));
            feed(lost ? SENDER_SIDE : RECEIVER_SIDE, i,
                 (uint16_t)(2 * i + (lost ? 2 : 1)));
        }
        assert_report(n < 3 ? NULL : wanted);
    }
}

/* Packets 535 to 537 are repeated and arrive late at the other point. */
TEST(missing_not_late)
{
    for (int i = 0; i < 1000; i++) {
        bool late = i >= 535 && i < 538;

        feed(SENDER_SIDE, i, (uint16_t)(2 * i + 1));
        feed(late ? SENDER_SIDE : RECEIVER_SIDE, i,
             (uint16_t)(2 * i + (late ? 2 : 1)));
        if (i >= 540 && i < 543)
            feed(RECEIVER_SIDE, i - 5, (uint16_t)(2 * (i - 5) + 1));
    }
    g_assert_cmpuint(points.first.repeats->n, ==, 3);
    assert_report(NULL);
}

/* What the other point cannot have seen is not missing: it began at 700, or
 * ended at 500. */
TEST(missing_not_seen)
{
    for (int half = 0; half < 2; half++) {
        for (int i = 0; i < 1500; i++) {
            feed(SENDER_SIDE, i, (uint16_t)(2 * i + 1));
            if (i >= 530 && i < 550)
                feed(SENDER_SIDE, i, (uint16_t)(2 * i + 2));
            if (half == 0 ? i >= 700 : i < 500)
                feed(RECEIVER_SIDE, i, (uint16_t)(2 * i + 1));
        }
        g_assert_cmpuint(points.first.repeats->n, ==, 20);
        assert_report(NULL);
    }
}

/* Eight points are kept; packets at a ninth are only counted. */
TEST(bounded_points)
{
    for (uint32_t id = 0; id < 9; id++)
        feed(id, 0, 1);
    g_assert_cmpuint(points.n_points, ==, RTP_POINTS_MAX);
    g_assert_cmpuint(points.n_ignored, ==, 1);
}

/* COUNT numbers, of which the odd ones are repeated and never arrive. */
static void feed_odd_repeated(int count)
{
    for (int i = 0; i < count; i++) {
        feed(SENDER_SIDE, i, 1);
        if (i % 2 != 0)
            feed(SENDER_SIDE, i, 2);
        else
            feed(RECEIVER_SIDE, i, 1);
    }
}

#define ODD_65001 "65001, 65003, 65005, 65007, ...; "

/* The 4000 odd numbers 1 to 7999 are repeated. The last one does not yet count
 * as missing: the highest that arrived is 7998. */
TEST(missing_whole)
{
    feed_odd_repeated(8000);
    assert_report("3999 of 4000 sequence numbers repeated at interface 3 never "
                  "arrived at interface 8 (0 arrived): " ODD_65001
                  "3999 packets lost");
}

/* One more repeat than is kept: 65537 odd numbers, which the text says. */
TEST(bounded_repeated)
{
    G_STATIC_ASSERT(RTP_REPEATED_MAX == 65536);
    feed_odd_repeated(2 * (RTP_REPEATED_MAX + 1));
    assert_report(
        "65536 of the first 65536 sequence numbers repeated at "
        "interface 3 never arrived at interface 8 (0 arrived): " ODD_65001
        "65536 packets lost");
}

/* The scheduler of Windows XP is named only for marked video. */
TEST(missing_scheduler)
{
    for (int marked_video = 0; marked_video < 2; marked_video++) {
        GPtrArray *list = finding_list_new();
        const struct finding *finding;

        feed_odd_repeated(100);
        rtp_points_report(list, &points, "a -> b", marked_video);
        finding = g_ptr_array_index(list, 0);
        g_assert_true((strstr(finding->advice, "969695") != NULL) ==
                      marked_video);
        g_assert_nonnull(strstr(finding->advice, "sender"));
        g_ptr_array_unref(list);
        rtp_points_clear(&points);
    }
}
