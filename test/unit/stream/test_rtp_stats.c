/* Tests of the statistics of a stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_stats.h"

#include "unit_test.h"

#define NS_PER_US INT64_C(1000)
#define NS_PER_MS INT64_C(1000000)
#define TICK      160 /* timestamp units a packet */

static const struct rtp_dup_burst_limits limits = {3, 1000 * NS_PER_MS};

static struct rtp_stats stats;
static struct rtp_stream_verdict verdict; /* of the latest packet */

AFTER_EACH()
{
    rtp_stats_clear(&stats);
}

static struct rtp_arrival packet(uint16_t seq, int64_t time_ms, uint16_t ip_id)
{
    return (struct rtp_arrival){.frame = (uint32_t)time_ms + 1,
                                .seq = seq,
                                .ip_id = ip_id,
                                .time_ns = time_ms * NS_PER_MS,
                                .timestamp =
                                    5000000 + (uint32_t)(int16_t)seq * TICK,
                                .payload_sample = seq * 7U,
                                .ttl = 64};
}

static bool feed(const struct rtp_arrival *arrival)
{
    static uint32_t n_bursts;

    return rtp_stats_update(&stats, arrival, &limits, &n_bursts, &verdict);
}

/* Asserts how many packets are expected and lost, and clears the statistics. */
static void finish(uint64_t n_expected, uint64_t n_lost)
{
    g_assert_cmpuint(rtp_seq_expected(&stats.seq), ==, n_expected);
    g_assert_cmpuint(rtp_seq_lost(&stats.seq), ==, n_lost);
    rtp_stats_clear(&stats);
}

/* 100 packets across 65535, 20 ms apart: nothing remarkable, and no memory for
 * bursts. */
TEST(clean)
{
    for (int i = 0; i < 100; i++) {
        struct rtp_arrival arrival =
            packet((uint16_t)(65490 + i), i * 20, (uint16_t)(i + 1));

        g_assert_false(feed(&arrival));
    }
    g_assert_cmpuint(stats.n_packets, ==, 100);
    g_assert_cmpuint(rtp_seq_lost(&stats.seq), ==, 0);
    g_assert_cmpuint(rtp_stats_duplicates(&stats), ==, 0);
    g_assert_null(stats.bursts);
    g_assert_null(rtp_stats_worst(&stats));
}

/* Whose a repeat is of what was forgotten is not known; it does not count. */
TEST(forgotten)
{
    struct rtp_arrival first = packet(1, 0, 1), second = packet(2, 20, 2);

    feed(&first);
    feed(&second);
    first.ip_id = 9;
    g_assert_true(feed(&first));
    g_assert_cmpint(verdict.duplicate.origin, ==, RTP_ORIGIN_SENDER);
    rtp_stats_forget_packets(&stats);
    second.ip_id = 10;
    g_assert_true(feed(&second));
    g_assert_cmpint(verdict.seq, ==, RTP_SEQ_OLD);
    g_assert_cmpuint(stats.n_packets, ==, 4);
    g_assert_cmpuint(rtp_seq_received(&stats.seq), ==, 2);
    g_assert_cmpuint(rtp_stats_duplicates(&stats), ==, 1);
}

/* As in dup-sender: 20 of 100 packets are sent twice, 65530 .. 13. The burst is
 * reported at the third repeat. */
TEST(burst_sender)
{
    uint16_t ip_id = 65500; /* passes 0: one repeat of unknown origin */
    uint32_t n_raised = 0;

    for (int i = 0; i < 100; i++) {
        struct rtp_arrival arrival =
            packet((uint16_t)(65510 + i), i * 5, ip_id++);

        g_assert_false(feed(&arrival));
        if (i < 20 || i >= 40)
            continue;
        arrival.ip_id = ip_id++;
        g_assert_true(feed(&arrival));
        g_assert_cmpint(verdict.seq, ==, RTP_SEQ_SEEN);
        g_assert_cmpuint(verdict.duplicate.first_frame, ==, i * 5 + 1);
        n_raised += verdict.burst == RTP_DUP_BURST_RAISED;
        g_assert_cmpint(verdict.burst == RTP_DUP_BURST_NONE, ==, i < 22);
        g_assert_cmpint(verdict.dup_burst == NULL, ==, i < 22);
    }
    g_assert_cmpuint(n_raised, ==, 1);
    g_assert_cmpuint(stats.n_packets, ==, 120);
    g_assert_cmpuint(rtp_seq_expected(&stats.seq), ==, 100);
    g_assert_cmpuint(stats.n_duplicates[RTP_ORIGIN_SENDER], ==, 19);
    g_assert_cmpuint(stats.n_duplicates[RTP_ORIGIN_UNKNOWN], ==, 1);
    g_assert_cmpuint(rtp_stats_bursts(&stats), ==, 1);
    g_assert_cmpuint(rtp_stats_worst(&stats)->n_repeats, ==, 20);
}

/* Telephone-events in groups of three, each with a new IPv4 ID: no burst. */
TEST(burst_not_events)
{
    for (int i = 0; i < 30; i++) {
        struct rtp_arrival arrival =
            packet((uint16_t)(65530 + i / 3), i * 5, (uint16_t)(i + 1));

        arrival.event = true;
        if (feed(&arrival))
            g_assert_cmpint(verdict.burst, ==, RTP_DUP_BURST_NONE);
    }
    g_assert_cmpuint(stats.n_duplicates[RTP_ORIGIN_EVENT], ==, 20);
    g_assert_cmpuint(rtp_stats_bursts(&stats), ==, 0);
}

/* A mirror port doubles all packets, and the sender repeats four of them: both
 * bursts are reported, each with its origin. */
TEST(burst_mirror_and_sender)
{
    uint16_t ip_id = 1;

    for (int i = 0; i < 50; i++) {
        int n_sent = i >= 20 && i < 24 ? 2 : 1;

        for (int sent = 0; sent < n_sent; sent++) {
            struct rtp_arrival arrival =
                packet((uint16_t)(65520 + i), i * 20 + sent, ip_id++);

            feed(&arrival);
            arrival.time_ns += 10 * NS_PER_US;
            feed(&arrival);
        }
        if (i == 19) /* so far the mirror port alone */
            g_assert_cmpuint(rtp_stats_worst(&stats)->n_repeats, ==, 20);
    }
    g_assert_cmpuint(stats.n_duplicates[RTP_ORIGIN_CAPTURE], ==, 54);
    g_assert_cmpuint(stats.n_duplicates[RTP_ORIGIN_SENDER], ==, 4);
    g_assert_cmpuint(rtp_stats_bursts(&stats), ==, 2);
    g_assert_cmpuint(rtp_stats_worst(&stats)->n_repeats, ==, 4);
    finish(50, 0);
}

/* The sender restarts 6 s later with the same first packets. */
TEST(restart_same_packets)
{
    for (int epoch = 0; epoch < 2; epoch++) {
        for (int i = 0; i < 300; i++) {
            struct rtp_arrival arrival =
                packet((uint16_t)i, epoch * 6000 + i * 20,
                       (uint16_t)(1 + epoch * 300 + i));

            if (i > 1)
                arrival.payload_sample += (uint32_t)epoch;
            if (feed(&arrival))
                g_assert_cmpint(verdict.seq, !=, RTP_SEQ_SEEN);
        }
    }
    g_assert_cmpuint(stats.seq.n_restarts, ==, 1);
    g_assert_cmpuint(rtp_stats_duplicates(&stats), ==, 0);
    finish(600, 0);
}

/* Another payload with the same number is a conflict, reported with the frame
 * of the first; it is neither a repeat nor lost. */
TEST(conflict)
{
    for (int i = 0; i < 20; i++) {
        struct rtp_arrival arrival =
            packet((uint16_t)(65530 + i), i * 20, (uint16_t)(2 * i + 1));

        g_assert_false(feed(&arrival));
        arrival.payload_sample++;
        arrival.ip_id++;
        g_assert_true(feed(&arrival));
        g_assert_cmpint(verdict.seq, ==, RTP_SEQ_CONFLICT);
        g_assert_cmpuint(verdict.conflict_frame, ==, i * 20 + 1);
    }
    g_assert_cmpuint(rtp_stats_duplicates(&stats), ==, 0);
    finish(20, 0);
}

/* A copy of the first packet after a restart, before the second arrives. */
TEST(restart_copy_of_pending)
{
    struct rtp_arrival arrival;

    for (int i = 0; i < 1000; i++) {
        arrival = packet((uint16_t)i, i, (uint16_t)(i + 1));
        feed(&arrival);
    }
    arrival = packet(30000, 1000, 2000);
    feed(&arrival);
    g_assert_cmpint(verdict.seq, ==, RTP_SEQ_PENDING);
    feed(&arrival);
    g_assert_cmpint(verdict.seq, ==, RTP_SEQ_SEEN);
    arrival = packet(30001, 1001, 2001);
    feed(&arrival);
    g_assert_cmpint(verdict.seq, ==, RTP_SEQ_RESTART);
    arrival = packet(30000, 1002, 2000);
    feed(&arrival);
    g_assert_cmpint(verdict.seq, ==, RTP_SEQ_SEEN);
    g_assert_cmpuint(verdict.duplicate.first_frame, ==, 1001);
    finish(1002, 0);
}

/* The sender counts to 999, then restarts at FIRST for N packets; last, a copy
 * of the old 999 arrives, which was frame 1000. */
static void copy_after_restart(uint16_t first, uint16_t n)
{
    struct rtp_arrival last;

    for (uint16_t i = 0; i < 1000; i++) {
        last = packet(i, i, i + 1);
        feed(&last);
    }
    for (uint16_t i = 0; i < n; i++) {
        struct rtp_arrival arrival = packet(first + i, 1000 + i, 2000 + i);

        arrival.timestamp += 0x70000000;
        arrival.payload_sample++;
        feed(&arrival);
    }
    g_assert_cmpuint(stats.seq.n_restarts, ==, 1);
    feed(&last);
    g_assert_cmpint(verdict.seq, ==, RTP_SEQ_SEEN);
    g_assert_cmpuint(verdict.duplicate.first_frame, ==, 1000);
    finish(1000 + n, 0);
}

/* The old number is ahead of the new ones, next to them, was reached again, or
 * is behind. */
TEST(restart_copy_from_before)
{
    copy_after_restart(900, 50);
    copy_after_restart(900, 99);
    copy_after_restart(900, 100);
    copy_after_restart(900, 200);
}

/* 400 packets 5 ms apart, then the sender goes back BACK numbers and continues
 * from there to 500, with the same contents and new IPv4 IDs, or none. This
 * makes N_REPEATS repeats, or a restart if that is 0. */
static void jump_back(uint16_t back, bool ids, uint32_t n_repeats)
{
    for (int i = 0; i < 500 + back; i++) {
        int number = i < 400 ? i : i - back;
        struct rtp_arrival arrival = packet((uint16_t)(65400 + number), i * 5,
                                            ids ? (uint16_t)(i + 1) : 0);

        feed(&arrival);
    }
    g_assert_cmpuint(rtp_stats_duplicates(&stats), ==, n_repeats);
    g_assert_cmpuint(stats.seq.n_restarts, ==, n_repeats == 0);
    /* 400 and 300, or 500. */
    finish(n_repeats == 0 ? 500U + back : 500, 0);
}

/* RFC 3550 A.1, MAX_MISORDER. The first repeat is BACK - 1 behind. */
TEST(restart_jump_back)
{
    jump_back(200, true, 0);
    jump_back(200, false, 0);
    jump_back(102, true, 0);
    jump_back(101, true, 101);
    jump_back(50, false, 50);
}
