/* Tests of what arrival times mean for a receiver.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_playout.h"

#include "unit_test.h"

#define BUFFER (60 * MS)

static struct rtp_playout playout;

BEFORE_EACH()
{
    playout = (struct rtp_playout){0};
}

/* Packet N of 20 ms at 8000 Hz, sent when its timestamp, UNITS, says, which
 * takes LATE_MS. */
static struct rtp_playout_packet packet(uint16_t n, uint32_t units,
                                        int64_t late_ms)
{
    return (struct rtp_playout_packet){.seq = n,
                                       .timestamp = units,
                                       .time_ns =
                                           units * (S / 8000) + late_ms * MS,
                                       .transit_ns = late_ms * MS,
                                       .may_pause = true,
                                       .clock_rate_hz = 8000};
}

static void add(struct rtp_playout_packet one)
{
    rtp_playout_add(&playout, &one, BUFFER);
}

/* 60 ms after the fastest are in time, 61 are not. */
TEST(discards)
{
    add(packet(0, 0, 10));
    add(packet(1, 160, 0));
    add(packet(2, 320, 60));
    g_assert_cmpuint(playout.n_discarded, ==, 0);
    add(packet(3, 480, 61));
    g_assert_cmpuint(playout.n_discarded, ==, 1);
}

/* A sender's clock that is 500 ppm slow: 360 ms within 12 minutes. None is
 * discarded. A step of 100 ms: those of the next 5 to 10 s are. */
TEST(discards_clock)
{
    for (uint32_t n = 0; n < 36000; n++)
        add(packet((uint16_t)n, n * 160, n / 100));
    g_assert_cmpuint(playout.n_discarded, ==, 0);
    for (uint32_t n = 36000; n < 36600; n++)
        add(packet((uint16_t)n, n * 160, 460));
    g_assert_cmpuint(playout.n_discarded, >=, 250);
    g_assert_cmpuint(playout.n_discarded, <=, 500);
}

/* After a restart the buffer counts anew. */
TEST(discards_restart)
{
    struct rtp_playout_packet late = packet(1, 160, 500);

    add(packet(0, 0, 0));
    late.restarts = true;
    add(late);
    add(packet(2, 320, 520));
    g_assert_cmpuint(playout.n_discarded, ==, 0);
    g_assert_cmpint(playout.gap_ns, ==, 40 * MS);
}

/* 20 ms apart; then three lost; then 100 ms late. */
TEST(gap)
{
    for (uint16_t n = 0; n < 4; n++)
        add(packet(n, n * 160u, 0));
    g_assert_cmpint(playout.gap_ns, ==, 20 * MS);
    add(packet(7, 7 * 160, 0));
    g_assert_cmpint(playout.gap_ns, ==, 80 * MS);
    add(packet(8, 8 * 160, 100));
    g_assert_cmpint(playout.gap_ns, ==, 120 * MS);
}

/* Silence of 5 s, which the timestamp tells: 20 ms and what the packet is
 * later. One lost before silence: two packets. With the marker, of which the
 * timestamp says nothing: none. A marker on each packet says nothing. */
TEST(gap_silence)
{
    struct rtp_playout_packet first;

    for (uint16_t n = 0; n < 4; n++)
        add(packet(n, n * 160u, 0));
    add(packet(4, 40480, 5));
    g_assert_cmpint(playout.gap_ns, ==, 25 * MS);
    add(packet(6, 80800, 5));
    g_assert_cmpint(playout.gap_ns, ==, 40 * MS);
    first = packet(7, 80960, 505);
    first.marker = true;
    add(first);
    g_assert_cmpint(playout.gap_ns, ==, 40 * MS);
    first = packet(8, 81120, 605);
    first.marker = true;
    add(first);
    g_assert_cmpint(playout.gap_ns, ==, 120 * MS);
}

/* Video is never silent. */
TEST(gap_video)
{
    for (uint16_t n = 0; n < 4; n++) {
        struct rtp_playout_packet frame =
            packet(n, n * (n < 3 ? 160u : 320u), 0);

        frame.may_pause = false;
        frame.marker = true;
        add(frame);
    }
    g_assert_cmpint(playout.gap_ns, ==, 80 * MS);
}

/* Across the wrap of the number; a restart of the numbers is not late. */
TEST(late)
{
    struct rtp_playout_packet late = packet(65534, 160, 50);

    add(packet(65533, 0, 0));
    add(packet(1, 640, 0));
    late.late = true;
    add(late);
    g_assert_cmpuint(playout.n_late, ==, 1);
    g_assert_cmpuint(playout.late_most, ==, 3);
    g_assert_cmpuint(playout.max_seq, ==, 1);
    add(packet(40000, 800, 0));
    g_assert_cmpuint(playout.n_late, ==, 1);
}
