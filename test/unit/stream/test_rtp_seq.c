/* Tests of sequence numbers: expected, lost, late, restart. RFC 3550 A.1, A.3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_seq.h"

#include "unit_test.h"

#define TICK 160 /* 20 ms at 8000 Hz */

static struct rtp_seq state;

BEFORE_EACH()
{
    state = (struct rtp_seq){0};
}

static enum rtp_seq_verdict feed(uint16_t seq, enum rtp_content content)
{
    int32_t since_zero = (int16_t)seq; /* 65535 is the number before 0 */

    return rtp_seq_update(&state, seq, (uint32_t)(10000000 + since_zero * TICK),
                          content);
}

/* Feeds a packet of which the caller remembers nothing. */
static enum rtp_seq_verdict feed_at(uint16_t seq, uint32_t timestamp)
{
    return rtp_seq_update(&state, seq, timestamp, RTP_CONTENT_UNKNOWN);
}

static enum rtp_seq_verdict feed_new(uint16_t seq)
{
    return feed(seq, RTP_CONTENT_UNKNOWN);
}

static void feed_range(uint16_t first, uint16_t n)
{
    for (uint16_t i = 0; i < n; i++)
        feed_new(first + i);
}

static void assert_counts(guint64 expected, guint64 lost)
{
    g_assert_cmpuint(rtp_seq_expected(&state), ==, expected);
    g_assert_cmpuint(rtp_seq_received(&state), ==, expected - lost);
    g_assert_cmpuint(rtp_seq_lost(&state), ==, lost);
}

TEST(empty)
{
    assert_counts(0, 0);
    g_assert_cmpint(rtp_seq_distance(&state, 4711), ==, 1);
    g_assert_cmpint(rtp_seq_presence(&state, 0), ==, RTP_SEQ_AHEAD);
    g_assert_cmpint(feed_new(4711), ==, RTP_SEQ_NEW);
    assert_counts(1, 0);
}

/* RFC 3550 A.3 with one wrap: 65530 .. 9 are 16 numbers. */
TEST(in_order_wrap)
{
    for (int i = 0; i < 16; i++) {
        uint16_t seq = (uint16_t)(65530 + i);

        g_assert_cmpint(rtp_seq_distance(&state, seq), ==, 1);
        rtp_seq_advance(&state, seq, (uint32_t)i * TICK);
    }
    assert_counts(16, 0);
    g_assert_cmpuint(state.n_restarts, ==, 0);
}

/* 200 000 packets, three wraps and a part: nothing lost or remarkable. */
TEST(in_order_many_cycles)
{
    for (uint32_t i = 0; i < 200000; i++)
        feed_at((uint16_t)i, i * TICK);
    assert_counts(200000, 0);
    g_assert_cmpuint(state.n_restarts, ==, 0);
}

/* 65534, 65535, then 3: 0, 1 and 2 are missing; 1 arrives late, and again. */
TEST(late_wrap)
{
    feed_range(65534, 2);
    g_assert_cmpint(feed_new(3), ==, RTP_SEQ_NEW);
    assert_counts(6, 3);
    g_assert_cmpuint(state.n_gaps, ==, 1);
    g_assert_cmpint(rtp_seq_presence(&state, 1), ==, RTP_SEQ_MISSING);
    g_assert_cmpint(feed(1, RTP_CONTENT_UNKNOWN), ==, RTP_SEQ_LATE);
    assert_counts(6, 2);
    g_assert_cmpint(rtp_seq_presence(&state, 1), ==, RTP_SEQ_ARRIVED);
    g_assert_cmpint(feed(1, RTP_CONTENT_SAME), ==, RTP_SEQ_SEEN);
    assert_counts(6, 2);
    g_assert_cmpint(rtp_seq_presence(&state, 4), ==, RTP_SEQ_AHEAD);
    g_assert_cmpint(rtp_seq_presence(&state, 65533), ==, RTP_SEQ_FORGOTTEN);
}

/* 20 of 100 are lost, and 20 others arrive twice: still 20 lost. */
TEST(lost_copies_hide_none)
{
    for (uint16_t i = 0; i < 100; i++) {
        uint16_t seq = 65500 + i;

        if (i >= 40 && i < 60)
            continue;
        feed_new(seq);
        if (i < 20)
            g_assert_cmpint(feed(seq, RTP_CONTENT_SAME), ==, RTP_SEQ_SEEN);
    }
    assert_counts(100, 20);
}

/* RFC 3550 A.1, MAX_DROPOUT 3000: 2999 ahead is loss, 3000 is a jump that two
 * packets must confirm. */
TEST(lost_dropout_limit)
{
    feed_new(65000);
    g_assert_cmpint(feed_new((uint16_t)(65000 + 2999)), ==, RTP_SEQ_NEW);
    assert_counts(3000, 2998);

    state = (struct rtp_seq){0};
    feed_new(65000);
    g_assert_cmpint(feed_new((uint16_t)(65000 + 3000)), ==, RTP_SEQ_PENDING);
    assert_counts(1, 0);
    g_assert_cmpint(feed_new((uint16_t)(65000 + 3001)), ==, RTP_SEQ_RESTART);
    assert_counts(3, 0); /* epochs of 1 and 2, none lost */
}

/* RFC 3550 A.1, MAX_MISORDER 100: this far before the first is still late. */
TEST(late_before_the_first)
{
    feed_new(50);
    g_assert_cmpint(feed_at((uint16_t)(50 - 100), 10000000), ==, RTP_SEQ_LATE);
    assert_counts(101, 99); /* -50 .. 50, two of them here */

    state = (struct rtp_seq){0};
    feed_new(50);
    g_assert_cmpint(feed_at((uint16_t)(50 - 101), 10000000), ==,
                    RTP_SEQ_PENDING);
    assert_counts(1, 0);
}

/* As in rtpproxy_sess6_a: 5 .. 174, then 0 again, with timestamps from the
 * start too. */
TEST(restart_rewind_to_zero)
{
    feed_range(5, 170);
    g_assert_cmpint(feed_new(0), ==, RTP_SEQ_PENDING);
    g_assert_cmpint(feed_new(1), ==, RTP_SEQ_RESTART);
    feed_range(2, 298);
    assert_counts(170 + 300, 0);
    g_assert_cmpuint(state.n_restarts, ==, 1);
    /* The second time, the first two packets look the same as before. */
    g_assert_cmpint(feed(0, RTP_CONTENT_STALE), ==, RTP_SEQ_OLD);
    g_assert_cmpint(feed(1, RTP_CONTENT_STALE), ==, RTP_SEQ_OLD);
    g_assert_cmpint(feed(2, RTP_CONTENT_REUSED), ==, RTP_SEQ_RESTART);
    assert_counts(170 + 300 + 3, 0);
}

/* The first packets after a restart are out of order: 2, 0, then 1, 3. */
TEST(restart_out_of_order)
{
    feed_range(65000, 600);
    g_assert_cmpint(feed_at(20002, 7), ==, RTP_SEQ_PENDING);
    g_assert_cmpint(feed_at(20000, 5), ==, RTP_SEQ_RESTART);
    g_assert_cmpint(rtp_seq_presence(&state, 20000), ==, RTP_SEQ_ARRIVED);
    g_assert_cmpint(rtp_seq_presence(&state, 20001), ==, RTP_SEQ_MISSING);
    g_assert_cmpint(rtp_seq_presence(&state, 20002), ==, RTP_SEQ_ARRIVED);
    g_assert_cmpint(feed_at(20001, 6), ==, RTP_SEQ_LATE);
    g_assert_cmpint(rtp_seq_distance(&state, 20003), ==, 1);
    assert_counts(603, 0);
}

/* One stray packet far away is no restart if the stream continues, nor are two
 * with the stream in between. */
TEST(restart_not_a_stray)
{
    feed_range(65500, 100);
    g_assert_cmpint(feed_new(30000), ==, RTP_SEQ_PENDING);
    g_assert_cmpint(feed_new(64), ==, RTP_SEQ_NEW);
    g_assert_cmpint(feed_new(30001), ==, RTP_SEQ_PENDING);
    g_assert_cmpint(feed_new(65), ==, RTP_SEQ_NEW);
    assert_counts(102, 0);
    g_assert_cmpuint(state.n_restarts, ==, 0);
}

/* The caller has forgotten them, but number and timestamp fit the current
 * epoch: a block of old copies is no restart. */
TEST(restart_not_an_old_block)
{
    for (uint32_t i = 0; i < 40000; i++)
        feed_at((uint16_t)(60000 + i), i * TICK);
    for (uint32_t i = 0; i < 1000; i++)
        g_assert_cmpint(feed_at((uint16_t)(60000 + i), i * TICK), ==,
                        RTP_SEQ_OLD);
    assert_counts(40000, 0);
}

/* The window ends at RTP_SEQ_WINDOW - 1 = 511 packets back. */
TEST(window_limit)
{
    feed_range(0, 10);
    feed_range(11, 511); /* highest 521, 10 is missing */
    g_assert_cmpint(rtp_seq_presence(&state, 10), ==, RTP_SEQ_MISSING);
    feed_new(522);
    g_assert_cmpint(rtp_seq_presence(&state, 10), ==, RTP_SEQ_FORGOTTEN);
    g_assert_cmpint(feed_new(10), ==, RTP_SEQ_OLD);
    assert_counts(523, 1);
    /* A jump over the whole window clears it. */
    feed_new(522 + 513);
    g_assert_cmpint(rtp_seq_presence(&state, 523), ==, RTP_SEQ_FORGOTTEN);
    g_assert_cmpint(rtp_seq_presence(&state, 524), ==, RTP_SEQ_MISSING);
    assert_counts(1036, 513);
}

/* Missing are 65534, 1 and 3 of 65530 .. 4. */
TEST(lost_until_values)
{
    static const struct {
        uint16_t seq;
        uint64_t lost;
    } rows[] = {{65530, 0}, {65533, 0}, {65534, 1}, {65535, 1}, {0, 1},
                {1, 2},     {2, 2},     {3, 3},     {4, 3}};
    uint64_t lost = 99;

    g_assert_false(rtp_seq_lost_until(&state, 0, &lost));
    feed_range(65530, 4);
    feed_range(65535, 2);
    feed_new(2);
    feed_new(4);
    g_assert_false(rtp_seq_lost_until(&state, 5, &lost));     /* ahead */
    g_assert_false(rtp_seq_lost_until(&state, 65529, &lost)); /* before */
    g_assert_cmpuint(lost, ==, 99);
    FOR_EACH_ROW(i, rows) {
        g_assert_true(rtp_seq_lost_until(&state, rows[i].seq, &lost));
        g_assert_cmpuint(lost, ==, rows[i].lost);
    }
}

/* The window ends 511 packets back. */
TEST(lost_until_limit)
{
    uint64_t lost;

    feed_range(0, 600); /* highest 599 */
    g_assert_true(rtp_seq_lost_until(&state, 88, &lost));
    g_assert_false(rtp_seq_lost_until(&state, 87, &lost));
}

/* Another payload with a number just seen: a conflict, not counted. */
TEST(conflict)
{
    feed_range(65530, 10);
    g_assert_cmpint(feed(2, RTP_CONTENT_OTHER), ==, RTP_SEQ_CONFLICT);
    g_assert_cmpint(feed(2, RTP_CONTENT_OTHER), ==, RTP_SEQ_CONFLICT);
    g_assert_cmpint(feed_new(4), ==, RTP_SEQ_NEW);
    g_assert_cmpint(feed(3, RTP_CONTENT_OTHER), ==, RTP_SEQ_CONFLICT);
    assert_counts(11, 0);
    g_assert_cmpuint(state.n_restarts, ==, 0);
}

/* A copy from the previous epoch that the caller does not remember is not taken
 * for a jump ahead. */
TEST(restart_copy_from_before)
{
    for (uint32_t i = 0; i < 1000; i++)
        feed_at((uint16_t)i, 3000000000U + i * TICK);
    for (uint32_t i = 0; i < 50; i++)
        feed_at((uint16_t)(65500 + i), i * TICK);
    assert_counts(1050, 0);
    /* 100 is 86 ahead of 14. */
    g_assert_cmpint(feed_at(100, 3000000000U + 100 * TICK), ==, RTP_SEQ_OLD);
    g_assert_cmpint(feed_at(101, 3000000000U + 101 * TICK), ==, RTP_SEQ_OLD);
    g_assert_cmpint(rtp_seq_distance(&state, 14), ==, 1);
    assert_counts(1050, 0);
}
