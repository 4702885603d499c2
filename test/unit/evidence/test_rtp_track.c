/* Tests of the sequence numbers and timestamps of one stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_track.h"

#include "unit_test.h"

#define TICKS 160 /* 20 ms at 8 kHz */

static struct rtp_track track;
static struct rtp_track_step step; /* of the latest packet */

BEFORE_EACH()
{
    track = (struct rtp_track){0};
}

/* A packet D_MS after the one before. */
static enum rtp_track_verdict take(uint16_t seq, uint32_t timestamp,
                                   int64_t d_ms)
{
    return rtp_track_update(&track, seq, timestamp, 1, 0, d_ms * MS, &step);
}

/* Starts a stream: N packets of 20 ms, the last with the timestamp 1000000. */
static void begin(uint16_t last_seq, unsigned n)
{
    track = (struct rtp_track){0};
    for (unsigned i = n; i-- > 0;) {
        uint16_t seq = (uint16_t)(last_seq - i);

        g_assert_cmpint(take(seq, (uint32_t)(1000000 - i * TICKS), 20), ==,
                        RTP_TRACK_NEXT);
        g_assert_cmpuint(step.seq_step, ==, 1);
    }
}

/* 16 packets that follow another are needed: the rhythm is known after 17. */
TEST(rhythm)
{
    begin(100, RTP_TRACK_STEADY);
    g_assert_cmpint(rtp_track_packet_time_ns(&track), ==, 0);
    begin(100, RTP_TRACK_STEADY + 1);
    g_assert_cmpint(rtp_track_packet_time_ns(&track), ==, 20 * MS);
    begin(100, 10000);
    g_assert_cmpint(rtp_track_packet_time_ns(&track), ==, 20 * MS);
}

/* A pause of more than ten packet times does not change the rhythm. */
TEST(pause)
{
    begin(100, 20);
    g_assert_cmpint(take(101, 1000000 + 3 * 8000, 3000), ==, RTP_TRACK_NEXT);
    g_assert_cmpint(step.d_ns, ==, 3 * S);
    g_assert_cmpint(step.timestamp_ns, ==, 3 * S);
    g_assert_cmpint(rtp_track_packet_time_ns(&track), ==, 20 * MS);
}

/* 65533 to 2: 65534, 65535, 0 and 1 are missing; two come late, once each. */
TEST(wrap)
{
    begin(65533, 20);
    g_assert_cmpint(take(2, 1000000 + 5 * TICKS, 100), ==, RTP_TRACK_GAP);
    g_assert_cmpuint(step.seq_step, ==, 5);
    g_assert_cmpint(step.timestamp_ns, ==, 100 * MS);
    g_assert_cmpint(take(65535, 0, 0), ==, RTP_TRACK_LATE);
    g_assert_cmpint(take(65535, 0, 0), ==, RTP_TRACK_REPEAT);
    g_assert_cmpint(take(0, 0, 0), ==, RTP_TRACK_LATE);
    g_assert_cmpint(take(2, 0, 0), ==, RTP_TRACK_REPEAT);
    g_assert_cmpuint(track.n_seen, ==, 23);
}

/* The window: 63 behind is recognised as late, 64 is not. */
TEST(window)
{
    begin(100, 20);
    g_assert_cmpint(take(165, 1000000 + 65 * TICKS, 1300), ==, RTP_TRACK_GAP);
    g_assert_cmpint(take(165 - 63, 0, 0), ==, RTP_TRACK_LATE);
    g_assert_cmpint(take(165 - 64, 0, 0), ==, RTP_TRACK_REPEAT);
}

/* RFC 3550 A.1: 3000 ahead is a gap; 3001 only if as much time has passed: 3001
 * * 20 ms = 60.02 s. */
TEST(dropout)
{
    begin(100, 20);
    g_assert_cmpint(take(3100, 1000000, 20), ==, RTP_TRACK_GAP);
    begin(100, 20);
    g_assert_cmpint(take(3101, 1000000, 20), !=, RTP_TRACK_GAP);
    begin(100, 20);
    g_assert_cmpint(take(3101, 1000000 + 3001 * TICKS, 60020), ==,
                    RTP_TRACK_GAP);
    g_assert_cmpuint(step.seq_step, ==, 3001);
}

/* Half an hour is missing: 90 000 packets, or 24 464 modulo 65536. The sequence
 * number then is 100 + 24464. The packet is 200 ms late, so that the time alone
 * would give 90 010. */
TEST(long_gap)
{
    begin(100, 20);
    g_assert_cmpint(take(24564, 1000000 + 90000 * TICKS, 1800200), ==,
                    RTP_TRACK_GAP);
    g_assert_cmpuint(step.seq_step, ==, 90000);
}

/* RFC 3550 A.1: two in order are a restart. */
TEST(restart)
{
    begin(100, 20);
    g_assert_cmpint(take(40000, 7, 20), ==, RTP_TRACK_REPEAT);
    g_assert_cmpint(take(40001, 167, 40), ==, RTP_TRACK_RESTART);
    g_assert_cmpint(take(40002, 327, 20), ==, RTP_TRACK_NEXT);
    g_assert_cmpint(take(101, 7, 20), ==, RTP_TRACK_REPEAT);
}

TEST(seen_until)
{
    uint64_t n_seen = 0;

    g_assert_false(rtp_track_seen_until(&track, 0, &n_seen));
    begin(1, 20); /* 65518 to 1 */
    take(5, 0, 80);
    g_assert_true(rtp_track_seen_until(&track, 5, &n_seen));
    g_assert_cmpuint(n_seen, ==, 21);
    g_assert_true(rtp_track_seen_until(&track, 1000, &n_seen));
    g_assert_cmpuint(n_seen, ==, 21);
    g_assert_true(rtp_track_seen_until(&track, 4, &n_seen));
    g_assert_cmpuint(n_seen, ==, 20);
    g_assert_true(rtp_track_seen_until(&track, 65535, &n_seen));
    g_assert_cmpuint(n_seen, ==, 18); /* without 5, 1, 0 */
    g_assert_true(rtp_track_seen_until(&track, (uint16_t)(5 - 63), &n_seen));
    g_assert_cmpuint(n_seen, ==, 0);
    g_assert_false(rtp_track_seen_until(&track, (uint16_t)(5 - 64), &n_seen));
}

/* The fast path takes the next packet, at most ten packet times later, across
 * 65535. */
TEST(advance)
{
    begin(65535, 17);
    g_assert_false(rtp_track_advance(&track, 1, 1000160, 2, 0, 20 * MS));
    g_assert_false(rtp_track_advance(&track, 65535, 1000160, 2, 0, 20 * MS));
    g_assert_false(rtp_track_advance(&track, 0, 1000160, 2, 0, -1));
    g_assert_false(rtp_track_advance(&track, 0, 1000160, 2, 0, 200 * MS + 1));
    g_assert_false(rtp_track_advance(&track, 0, 999999, 2, 0, 20 * MS));
    g_assert_true(rtp_track_advance(&track, 0, 1001600, 2, 7, 200 * MS));
    g_assert_cmpuint(track.n_seen, ==, 18);
    g_assert_cmpint(track.raw_ns, ==, 7);
    begin(65535, 16);
    g_assert_false(rtp_track_advance(&track, 0, 1000160, 2, 0, 20 * MS));
}

/* From 4096 packets on that followed another, each counts half as much. */
TEST(rhythm_halved)
{
    begin(100, 4096);
    g_assert_cmpuint(track.n_rhythm, ==, 4095);
    begin(100, 4097);
    g_assert_cmpuint(track.n_rhythm, ==, 2048);
    g_assert_cmpint(track.rhythm_ns, ==, 2048 * 20 * MS);
    g_assert_cmpuint(track.rhythm_ticks, ==, 2048 * TICKS);
}
