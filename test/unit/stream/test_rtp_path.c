/* Tests of one stream between observation points.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_path.h"

#include <string.h>

#include "unit_test.h"

#define A     0 /* interfaces, which become points in this order */
#define B     1
#define FIRST 65500 /* passes 65535 after 36 packets */
#define N     400

static const struct rtp_dup_burst_limits limits = {3, 1000000000};
static uint32_t n_bursts;

static struct rtp_points points;

AFTER_EACH()
{
    rtp_points_clear(&points);
}

/* Packet I at INTERFACE_ID. */
static void see(uint32_t interface_id, unsigned i, uint8_t dscp, uint8_t ttl)
{
    struct rtp_arrival arrival = {
        .frame = 2 * i + interface_id + 1,
        .seq = (uint16_t)(FIRST + i),
        .ip_id = (uint16_t)(i + 1),
        .time_ns = (int64_t)i * 20000000,
        .timestamp = i * 160,
        .payload_sample = i,
        .interface_id = interface_id,
        .dscp = dscp,
        .ttl = ttl,
    };
    struct rtp_stream_verdict verdict;

    rtp_points_update(&points, &arrival, &limits, &n_bursts, &verdict);
}

/* N packets at A (DSCP 46, TTL 64), and at B (DSCP, TTL) those for which
 * PASSES. */
static void run(bool (*passes)(unsigned), uint8_t dscp, uint8_t ttl)
{
    for (unsigned i = 0; i < N; i++)
        see(A, i, 46, 64);
    for (unsigned i = 0; i < N; i++)
        if (passes(i))
            see(B, i, dscp, ttl);
}

static bool all(unsigned i)
{
    return i < N;
}

/* All but 20 of 400, which are 5 %. */
static bool most(unsigned i)
{
    return i % 20 != 10;
}

/* All but 2. */
static bool but_two(unsigned i)
{
    return i != 35 && i != 36;
}

/* 160 of 400: the scheduler of Windows XP. */
static bool two_of_five(unsigned i)
{
    return i % 5 < 2;
}

/* 101 of 400. */
static bool one_in_four(unsigned i)
{
    return i % 4 == 0 || i == N - 1;
}

/* 81 of 400. */
static bool fewer(unsigned i)
{
    return i % 5 == 0 || i == N - 1;
}

/* Asserts that the report has one finding, whose text has WORDS; NULL: none.
 * Then clears the points. */
static void assert_report(enum finding_id id, enum finding_severity severity,
                          const char *words)
{
    static const struct rtp_path_names names = {NULL, NULL, NULL};
    GPtrArray *list = finding_list_new();

    rtp_path_report(list, &points, "WHO", &names);
    g_assert_cmpuint(list->len, ==, words == NULL ? 0 : 1);
    if (words != NULL) {
        const struct finding *finding = g_ptr_array_index(list, 0);

        g_test_message("%s", finding->text);
        g_assert_cmpint(finding->id, ==, id);
        g_assert_cmpint(finding->severity, ==, severity);
        g_assert_nonnull(strstr(finding->text, words));
    }
    g_ptr_array_unref(list);
    rtp_points_clear(&points);
}

static void assert_told(bool (*passes)(unsigned), uint8_t dscp, uint8_t ttl,
                        enum finding_id id, enum finding_severity severity,
                        const char *words)
{
    run(passes, dscp, ttl);
    assert_report(id, severity, words);
}

static void assert_loss(bool (*passes)(unsigned), uint8_t ttl,
                        const char *words)
{
    assert_told(passes, 46, ttl, FINDING_POINTS_LOSS, FINDING_WARN, words);
}

static void assert_silent(bool (*passes)(unsigned), uint8_t ttl)
{
    assert_loss(passes, ttl, NULL);
}

static void assert_remarked(uint8_t dscp, uint8_t ttl,
                            enum finding_severity severity, const char *words)
{
    assert_told(all, dscp, ttl, FINDING_POINTS_REMARKED, severity, words);
}

TEST(loss)
{
    assert_loss(most, 63,
                "20 of 400 packets (5.0 %) passed interface 0 and never came "
                "to interface 1, WHO: ");
    /* Of 0 to 396, the highest that arrives: 0 and 1 of each 5 arrive, and 395
     * and 396; 3 * 79 = 237 do not. */
    assert_loss(two_of_five, 63, "237 of 397 packets");
    assert_loss(most, 64, "is not told");
    assert_silent(all, 63);
    assert_silent(but_two, 63);
}

/* Equal TTLs do not tell the order: the point that has more comes first. */
TEST(loss_before_the_first)
{
    for (unsigned i = 0; i < N; i++)
        if (most(i))
            see(A, i, 46, 64);
    for (unsigned i = 0; i < N; i++)
        see(B, i, 46, 64);
    assert_report(FINDING_POINTS_LOSS, FINDING_WARN,
                  "20 of 400 packets (5.0 %) passed interface 1 and never came "
                  "to interface 0");
}

/* Packets that only the later point has were dropped by the capture at the
 * earlier one. */
TEST(dropped)
{
    assert_told(most, 46, 65, FINDING_CAPTURE_DROPS, FINDING_NOTE,
                "the capture at interface 1 lacks 20 of 400 packets that came "
                "to interface 0 behind it, WHO");
}

/* At least a quarter must arrive: 101 of 400 do, then only 81. */
TEST(shared)
{
    assert_loss(one_in_four, 63, "299 of 400");
    assert_silent(fewer, 63);
}

/* A lacks a tenth of 400 packets, which its capture dropped. With one more,
 * they took another path. */
TEST(beside)
{
    for (unsigned n_beside = 40; n_beside <= 41; n_beside++) {
        for (unsigned i = 0; i < N; i++)
            if (i < 100 || i >= 100 + n_beside)
                see(A, i, 46, 64);
        for (unsigned i = 0; i < N; i++)
            see(B, i, 46, 63);
        assert_report(FINDING_CAPTURE_DROPS, FINDING_NOTE,
                      n_beside == 40 ? "interface 0 lacks 40 of 400" : NULL);
    }
}

/* 49 and 50 numbers in common, all remarked. */
TEST(common)
{
    for (unsigned n_common = 49; n_common <= 50; n_common++) {
        for (unsigned i = 0; i < 100; i++)
            see(A, i, 46, 64);
        for (unsigned i = 100 - n_common; i < 200; i++)
            see(B, i, 0, 63);
        assert_report(FINDING_POINTS_REMARKED, FINDING_WARN,
                      n_common == 50 ? "at least 50 packets" : NULL);
    }
}

TEST(remarked)
{
    assert_remarked(
        0, 63, FINDING_WARN,
        "at least 400 packets have DSCP 46 at interface 0 and DSCP 0 "
        "at interface 1, WHO: the marking");
    assert_remarked(8, 63, FINDING_WARN, "DSCP 8 at interface 1");
    assert_remarked(34, 63, FINDING_NOTE, "remarked");
    assert_remarked(0, 64, FINDING_NOTE, "is not told");
    /* The reverse: the network marks. */
    assert_remarked(0, 65, FINDING_NOTE,
                    "DSCP 0 at interface 1 and DSCP 46 at interface 0");
}

/* 9 and 10 packets at 0 among 46. */
TEST(remarked_few)
{
    for (unsigned n = 9; n <= 10; n++) {
        for (unsigned i = 0; i < N; i++) {
            see(A, i, 46, 64);
            see(B, i, i >= 100 && i < 100 + n ? 0 : 46, 63);
        }
        assert_report(FINDING_POINTS_REMARKED, FINDING_WARN,
                      n == 10 ? "at least 10 packets have DSCP 46 at interface "
                                "0 and DSCP 0 at interface 1"
                              : NULL);
    }
}

/* The sender changes its code point before B begins. No packet that both saw
 * differs; only the 10 that B lacks are reported. */
TEST(changed_by_sender)
{
    for (unsigned i = 0; i < N; i++)
        see(A, i, i < 200 ? 0 : 46, 64);
    for (unsigned i = 200; i < N; i++)
        if (most(i))
            see(B, i, 46, 63);
    assert_report(FINDING_POINTS_LOSS, FINDING_WARN, "10 of 200 packets");
}

/* After a restart the numbers start anew and are not compared, whatever B
 * lacks. */
TEST(restart)
{
    for (unsigned i = 0; i < N; i++)
        see(A, i < 200 ? i : i + 20000, 46, 64);
    for (unsigned i = 0; i < 200; i += 2)
        see(B, i, 46, 63);
    g_assert_cmpuint(points.first.stats.seq.n_restarts, ==, 1);
    assert_report(FINDING_POINTS_LOSS, FINDING_WARN, NULL);
}

/* The same if all that B has in common with A came after it. */
TEST(restart_at_one)
{
    for (unsigned i = 0; i < 200; i++)
        see(A, i + 20000, 46, 64);
    for (unsigned i = 0; i < N; i++)
        see(A, i, 46, 64);
    for (unsigned i = 0; i < N; i++)
        if (i % 10 != 5)
            see(B, i, 46, 63);
    g_assert_cmpuint(points.first.stats.seq.n_restarts, ==, 1);
    assert_report(FINDING_POINTS_LOSS, FINDING_WARN, NULL);
}

/* First seen in the order 0, 1, 2 with the TTLs 62, 64, 63. */
TEST(order)
{
    static const uint8_t ttls[] = {62, 64, 63};
    uint32_t order[RTP_POINTS_MAX];

    for (uint32_t i = 0; i < 3; i++)
        see(i, 0, 46, ttls[i]);
    g_assert_cmpuint(rtp_path_order(&points, order), ==, 3);
    g_assert_cmpuint(order[0], ==, 1);
    g_assert_cmpuint(order[1], ==, 2);
    g_assert_cmpuint(order[2], ==, 0);
}

static const char *point_name(void *context, uint32_t interface_id)
{
    g_assert_nonnull(context);
    return interface_id == A ? "here" : "there";
}

/* What B's capture dropped, and for which numbers that is known. */
struct told_drops {
    uint64_t n;
    int64_t first;
    int64_t last;
};

static uint64_t drops(void *context, const struct rtp_point *point,
                      int64_t *first, int64_t *last)
{
    const struct told_drops *told = context;

    if (point->interface_id != B)
        return 0;
    *first = told->first;
    *last = told->last;
    return told->n;
}

/* B lacks 20. If its capture dropped 18, the other 2 are not reported; if it
 * dropped 17, the other 3 are. */
TEST(dropped_is_not_lost)
{
    GPtrArray *list = finding_list_new();
    struct told_drops told = {18, INT64_MIN, INT64_MAX};
    struct rtp_path_names names = {&told, point_name, drops};
    const struct finding *finding;

    run(most, 46, 63);
    rtp_path_report(list, &points, "WHO", &names);
    g_assert_cmpuint(list->len, ==, 0);
    told.n = 17;
    rtp_path_report(list, &points, "WHO", &names);
    g_assert_cmpuint(list->len, ==, 1);
    finding = g_ptr_array_index(list, 0);
    g_assert_cmpint(finding->severity, ==, FINDING_NOTE);
    g_assert_nonnull(strstr(finding->text, "3 of 400 packets (0.8 %) passed "
                                           "here and never came to there,"));
    g_ptr_array_unref(list);
}

/* B shows later what A has shown and then continues alone. */
TEST(news)
{
    for (unsigned i = 0; i < 100; i++) {
        see(A, i, 46, 64);
        g_assert_true(rtp_points_is_news(&points, A, (uint16_t)(FIRST + i)));
    }
    for (unsigned i = 0; i < 40000; i++) {
        see(B, i, 46, 63);
        g_assert_cmpint(rtp_points_is_news(&points, B, (uint16_t)(FIRST + i)),
                        ==, i >= 100);
    }
}
