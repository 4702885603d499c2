/* Tests of segments of TCP that a capture lacks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "tcp_track.h"

#include <glib.h>

#include "seconds.h"

#define S NS_PER_S

static void assert_segment(struct tcp_track *track, uint32_t seq,
                           uint32_t n_bytes, int64_t time_ns, uint32_t lacking)
{
    g_assert_cmpuint(tcp_track_on_segment(track, seq, n_bytes, time_ns), ==,
                     lacking);
}

static void test_in_order(void)
{
    struct tcp_track track = {0};

    assert_segment(&track, 1000, 0, 0, 0);
    g_assert_false(track.started);
    assert_segment(&track, 1000, 100, 0, 0);
    assert_segment(&track, 1100, 100, 0, 0);
    assert_segment(&track, 1199, 1, 0, 0);   /* keep-alive, RFC 9293 3.8.4 */
    assert_segment(&track, 1100, 100, 0, 0); /* retransmission */
    assert_segment(&track, 1200, 100, 99 * S, 0);
    g_assert_cmpuint(track.n_holes, ==, 0);
    g_assert_cmpuint(track.next_seq, ==, 1300);
}

/* A hole of 1460 octets is one segment, of 1461 two; it counts 4 s later, and a
 * nanosecond. */
static void test_never_filled(void)
{
    struct tcp_track track = {0};

    assert_segment(&track, 0, 100, 0, 0);
    assert_segment(&track, 100 + 1460, 100, S, 0);
    assert_segment(&track, 1660, 100, 5 * S, 0);
    assert_segment(&track, 1760, 100, 5 * S + 1, 1);
    assert_segment(&track, 1860 + 1461, 100, 6 * S, 0);
    assert_segment(&track, 3421, 100, 11 * S, 2);
}

/* Two segments are missing and come again, one by one, across 2^32. */
static void test_filled(void)
{
    struct tcp_track track = {0};

    assert_segment(&track, UINT32_C(0xffffff00), 100, 0, 0); /* to ...64 */
    assert_segment(&track, 100, 100, 0, 0); /* 256 octets are missing */
    g_assert_cmpuint(track.n_holes, ==, 1);
    g_assert_cmpuint(track.holes[0].n_bytes, ==, 256);
    assert_segment(&track, UINT32_C(0xffffff64), 100, S, 0);
    g_assert_cmpuint(track.holes[0].n_bytes, ==, 156);
    assert_segment(&track, UINT32_C(0xffffffc8), 156, S, 0);
    g_assert_cmpuint(track.n_holes, ==, 0);
    assert_segment(&track, 200, 100, 99 * S, 0);
}

/* The fifth hole makes room for itself. */
static void test_full(void)
{
    struct tcp_track track = {0};

    assert_segment(&track, 0, 10, 0, 0);
    for (uint32_t i = 1; i <= TCP_TRACK_HOLES; i++)
        assert_segment(&track, 20 * i, 10, 0, 0);
    g_assert_cmpuint(track.n_holes, ==, TCP_TRACK_HOLES);
    assert_segment(&track, 20 * (TCP_TRACK_HOLES + 1), 10, 0, 1);
    g_assert_cmpuint(track.n_holes, ==, TCP_TRACK_HOLES);
    g_assert_cmpuint(track.holes[0].first, ==, 30);
}

/* 2^24 octets ahead are a gap, one more another connection. */
static void test_restart(void)
{
    struct tcp_track track = {0};

    assert_segment(&track, 0, 10, 0, 0);
    assert_segment(&track, 10 + TCP_TRACK_MAX_BYTES, 10, 0, 0);
    g_assert_cmpuint(track.n_holes, ==, 1);
    assert_segment(&track, 20 + 2 * TCP_TRACK_MAX_BYTES + 1, 10, 0, 0);
    g_assert_cmpuint(track.n_holes, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tcp_track/in-order", test_in_order);
    g_test_add_func("/tcp_track/never-filled", test_never_filled);
    g_test_add_func("/tcp_track/filled", test_filled);
    g_test_add_func("/tcp_track/full", test_full);
    g_test_add_func("/tcp_track/restart", test_restart);
    return g_test_run();
}
