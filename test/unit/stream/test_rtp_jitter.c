/* Tests of the interarrival jitter. Expected values by hand from RFC 3550 A.8.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_jitter.h"

#include "unit_test.h"

#define US 1000 /* ns */

static struct rtp_jitter jitter;

BEFORE_EACH()
{
    rtp_jitter_clear(&jitter);
    jitter = (struct rtp_jitter){0};
    rtp_jitter_set_clock(&jitter, 8000);
}

static void begin_anew(void)
{
    rtp_jitter_clear(&jitter);
    jitter = (struct rtp_jitter){.clock_rate_hz = 8000};
}

/* A packet of 20 ms of audio, number N, LATE_NS later than it should. */
static void packet(unsigned n, int64_t late_ns)
{
    rtp_jitter_add(&jitter, n * 160, n * 20 * MS + late_ns, false);
}

TEST(no_packet)
{
    g_assert_cmpint(rtp_jitter_mean_ns(&jitter), ==, 0);
    g_assert_cmpint(rtp_jitter_p95_ns(&jitter), ==, 0);
}

/* D = 0, 0, 5, -5 ms: J = 0, 0, 0.3125, 0.60546875 ms. */
TEST(one_late)
{
    for (unsigned n = 0; n < 5; n++)
        packet(n, n == 3 ? 5 * MS : 0);
    g_assert_cmpuint(jitter.n, ==, 4);
    g_assert_cmpint(jitter.max_ns, ==, 605468);
    g_assert_cmpint(rtp_jitter_mean_ns(&jitter), ==, (312500 + 605468) / 4);
}

/* 2 comes before 1: D = 0, then 10 ms - (-20 ms). */
TEST(out_of_order)
{
    packet(0, 0);
    packet(2, 0);
    packet(1, 30 * MS);
    g_assert_cmpuint(jitter.n, ==, 2);
    g_assert_cmpint(jitter.max_ns, ==, 30 * MS / 16);
}

/* Timestamps wrap; a pause in which the clock runs is none. */
TEST(wrap_and_silence)
{
    rtp_jitter_add(&jitter, UINT32_MAX - 159, 0, false);
    rtp_jitter_add(&jitter, 0, 20 * MS, false);
    rtp_jitter_add(&jitter, 8000 * 30, 30 * S + 20 * MS, false);
    g_assert_cmpuint(jitter.n, ==, 2);
    g_assert_cmpint(jitter.max_ns, ==, 0);
}

/* A pause without the clock, and a timestamp from elsewhere. */
TEST(not_together)
{
    packet(0, 0);
    rtp_jitter_add(&jitter, 160, 5 * S, false);
    rtp_jitter_add(&jitter, 0x40000000, 5 * S + 20 * MS, false);
    rtp_jitter_add(&jitter, 0x40000000 + 160, 5 * S + 40 * MS, false);
    g_assert_cmpuint(jitter.n, ==, 1);
    g_assert_cmpint(jitter.max_ns, ==, 0);
}

/* Nothing is measured by an unknown clock, nor from one rate to another. */
TEST(clock)
{
    packet(0, 0);
    rtp_jitter_set_clock(&jitter, 0);
    packet(1, 3 * MS);
    rtp_jitter_set_clock(&jitter, 16000);
    rtp_jitter_add(&jitter, 640, 40 * MS, false);
    g_assert_cmpuint(jitter.n, ==, 0);
    rtp_jitter_add(&jitter, 960, 60 * MS, false);
    g_assert_cmpuint(jitter.n, ==, 1);
}

/* Of 100 differences the last are 20 ms: J = 1.25, 2.421875, 3.52 ms, ... The
 * 95th smallest is 0, and the second of these. */
TEST(p95)
{
    static const struct {
        unsigned n_even;
        int64_t least_us, most_us;
    } rows[] = {{97, 0, 17}, {93, 2421, 2725}};

    FOR_EACH_ROW(i, rows) {
        int64_t p95_ns;

        begin_anew();
        for (unsigned n = 0; n <= 100; n++)
            packet(n, n > rows[i].n_even ? (n - rows[i].n_even) * 20 * MS : 0);
        p95_ns = rtp_jitter_p95_ns(&jitter);
        g_assert_cmpint(p95_ns, >=, rows[i].least_us * US);
        g_assert_cmpint(p95_ns, <=, rows[i].most_us * US);
    }
}

/* The shares stay when a bucket is full. */
TEST(many)
{
    for (unsigned n = 0; n < 200000; n++)
        packet(n, n % 2 == 0 ? 0 : 2 * MS);
    g_assert_cmpuint(jitter.n, ==, 199999);
    g_assert_cmpint(rtp_jitter_p95_ns(&jitter), >=, 2 * MS - 1);
    g_assert_cmpint(rtp_jitter_p95_ns(&jitter), <=, 2 * MS * 9 / 8);
    g_assert_cmpint(ABS(rtp_jitter_mean_ns(&jitter) - 2 * MS), <, 10 * US);
}

/* A stream whose values are near each other takes little memory. */
TEST(doublings_on_demand)
{
    unsigned n = 0;

    for (unsigned i = 0; i < 1000; i++)
        packet(i, i % 2 == 0 ? 0 : 2 * MS);
    for (unsigned i = 0; i < RTP_JITTER_DOUBLINGS; i++)
        n += jitter.places[i] != 0;
    g_assert_cmpuint(n, ==, 5); /* from 2 / 16 ms to 2 ms */
}

/* A sender whose clock stands still in its pauses: every tenth packet comes 100
 * ms later than its timestamp says. The network is not to blame. */
TEST(talkspurts)
{
    for (unsigned n = 0; n < 1000; n++)
        rtp_jitter_add(&jitter, n * 160, (n * 20 + n / 10 * 100) * MS,
                       n % 10 == 0);
    g_assert_cmpint(rtp_jitter_mean_ns(&jitter), >, 9 * MS);
    g_assert_cmpint(rtp_jitter_network_ns(&jitter), <, MS);
}

/* The same after a packet of another payload type with the same clock. */
TEST(another_payload)
{
    packet(0, 0);
    rtp_jitter_set_clock(&jitter, 8000);
    packet(1, 160 * MS);
    g_assert_cmpint(rtp_jitter_mean_ns(&jitter), ==, 10 * MS);
    g_assert_cmpint(rtp_jitter_network_ns(&jitter), ==, 0);
    for (unsigned n = 2; n < 400; n++)
        packet(n, (n % 200 == 0 ? 320 : 160) * MS);
    g_assert_cmpint(rtp_jitter_network_ns(&jitter) * jitter.n / MS, ==, 319);
}

/* 40 s of 50 packets a second. In seconds 20 to 30 every second packet is 16 ms
 * late, so that |D| is 16 ms and J approaches that. */
TEST(worst_ten_seconds)
{
    unsigned n_ends = 0;
    int64_t since_ns, worst_ns;

    for (unsigned n = 0; n < 2000; n++) {
        bool bad = n >= 1000 && n < 1500;

        rtp_jitter_add(&jitter, n * 160,
                       (n * 20 + (bad && n % 2 ? 16 : 0)) * MS, false);
        n_ends += jitter.window_ended;
    }
    worst_ns = rtp_jitter_worst_ns(&jitter, &since_ns);
    g_assert_cmpuint(n_ends, ==, 3);
    g_assert_cmpint(since_ns, ==, 20 * S);
    g_assert_cmpint(worst_ns, >, 15 * MS);
    g_assert_cmpint(worst_ns, <=, 16 * MS);
}

/* 99 differences in ten seconds are too few, 100 are enough, also of the last
 * ones. */
TEST(worst_of_few)
{
    int64_t since_ns;

    for (unsigned n = 0; n < 100; n++)
        packet(n, n % 2 ? 16 * MS : 0);
    g_assert_cmpint(rtp_jitter_worst_ns(&jitter, &since_ns), ==, 0);
    packet(100, 0);
    g_assert_cmpint(rtp_jitter_worst_ns(&jitter, &since_ns), >, 0);
    g_assert_cmpint(since_ns, ==, 0);
}

/* A clock declared at half its rate: 160 units are 20 ms, not 10. */
TEST(drift)
{
    rtp_jitter_set_clock(&jitter, 16000);
    for (unsigned n = 0; n <= 100; n++)
        packet(n, 0);
    g_assert_cmpint(jitter.drift_ns, ==, 100 * 10 * MS);
    begin_anew();
    for (unsigned n = 0; n <= 100; n++)
        packet(n, n % 2 ? 16 * MS : 0);
    g_assert_cmpint(jitter.drift_ns, ==, 0);
}

/* Two packets with one time stamp: a capture that takes them in batches. */
TEST(together)
{
    packet(0, 0);
    packet(1, -20 * MS);
    packet(2, 0);
    g_assert_cmpuint(jitter.n_together, ==, 1);
}
