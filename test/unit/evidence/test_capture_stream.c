/* Tests of one RTP stream in a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_stream.h"

#include "capture_scene.h"

#define RECEIVER 0xB /* SSRC */

static const struct loss_count *counted(enum capture_source source)
{
    return &scene.streams[0].direction->tallies[source].total;
}

/* Host 0 sends N packets; the capture holds all or none of them. */
static void talk(unsigned n, bool captured)
{
    scene_talk(n, captured ? 1 : 0);
}

TEST(rtp_first)
{
    talk(1, true);
    g_assert_cmpuint(scene.verdicts[0].n_lacking, ==, 0);
    g_assert_false(scene.verdicts[0].pause);
    g_assert_cmpuint(counted(CAPTURE_SOURCE_SEQUENCE)->n_seen, ==, 1);
}

/* Seven missing packets are loss, and so are CAPTURE_HOLE_PACKETS (8) in less
 * than 0.5 s. 25 take that long: a hole, which does not count as loss. */
TEST(rtp_missing)
{
    static const struct {
        unsigned n;
        uint64_t n_lacking, n_in_holes;
    } rows[] = {{1, 1, 0}, {7, 7, 0}, {8, 8, 0}, {23, 23, 0}, {25, 0, 25}};

    FOR_EACH_ROW(i, rows) {
        scene_begin();
        talk(100, true);
        talk(rows[i].n, false);
        talk(1, true);
        g_assert_cmpuint(scene.verdicts[0].n_lacking, ==, rows[i].n);
        g_assert_cmpuint(counted(CAPTURE_SOURCE_SEQUENCE)->n_seen, ==, 101);
        g_assert_cmpuint(counted(CAPTURE_SOURCE_SEQUENCE)->n_lacking, ==,
                         rows[i].n_lacking);
        g_assert_cmpuint(scene.streams[0].track.n_in_holes, ==,
                         rows[i].n_in_holes);
    }
}

/* No frame from 1.981 to 12 s. The second host has paused: its clock ran on and
 * no number is missing, so that time passed. The first one lacks 500 packets:
 * the capture stood still. */
TEST(rtp_hole_of_a_stop)
{
    const struct capture_interface *interface;

    scene_talk(100, 3);
    interface = scene.model.interfaces[0];
    scene_talk(500, 0);
    scene.seq[1] = (uint16_t)(scene.seq[1] - 500);
    scene_send(1, true);
    g_assert_false(interface->clock.jump_open);
    g_assert_cmpint(time_spans_cover_ns(&interface->stopped, 0, 20 * S), ==, 0);
    scene_send(0, true);
    g_assert_cmpuint(scene.verdicts[0].n_lacking, ==, 500);
    g_assert_cmpint(time_spans_cover_ns(&interface->stopped, 0, 20 * S), ==,
                    12 * S - 1981 * MS);
}

/* Packets of a stream whose rhythm is not known yet show no running clock. */
TEST(rtp_rhythm)
{
    const struct capture_clock *clock;

    talk(100, true);
    clock = &scene.model.interfaces[0]->clock;
    g_assert_cmpint(clock->running_gap_ns, ==, 20 * MS);
    for (int i = 0; i < 3; i++)
        scene_send(1, true);
    g_assert_cmpint(clock->running_gap_ns, ==, 20 * MS);
}

/* A late packet fills its gap; a repeat counts nothing. */
TEST(rtp_late_and_repeated)
{
    struct capture_stream *stream;
    uint16_t seq;
    int64_t raw_ns;

    talk(100, true);
    seq = scene.seq[0];
    talk(1, false);
    talk(1, true);
    g_assert_cmpuint(counted(CAPTURE_SOURCE_SEQUENCE)->n_lacking, ==, 1);
    stream = &scene.streams[0];
    for (int i = 0; i < 2; i++) {
        raw_ns = scene_frame();
        capture_stream_on_rtp(stream, scene.frame, raw_ns, seq,
                              scene.timestamp[0] - 2 * TICKS);
        g_assert_cmpuint(counted(CAPTURE_SOURCE_SEQUENCE)->n_lacking, ==, 0);
        g_assert_cmpuint(counted(CAPTURE_SOURCE_SEQUENCE)->n_seen, ==, 102);
    }
}

/* A stream beyond the limit of directions counts for its interface only. */
TEST(rtp_without_direction)
{
    scene.streams[0].direction = NULL;
    talk(100, true);
    talk(2, false);
    talk(1, true);
    g_assert_cmpuint(scene.model.interfaces[0]
                         ->tallies[CAPTURE_SOURCE_SEQUENCE]
                         .total.n_seen,
                     ==, 101);
    g_assert_cmpuint(scene.model.interfaces[0]
                         ->tallies[CAPTURE_SOURCE_SEQUENCE]
                         .total.n_lacking,
                     ==, 2);
}

/* The receiver reports all packets sent so far. */
static void report(void)
{
    const struct rtcp_report block = {
        .highest_seq = (uint16_t)(scene.seq[0] - 1),
    };

    scene_frame();
    capture_stream_on_receiver_report(&scene.streams[0], RECEIVER, &block);
}

/* The capture lacks 10 of 100 packets between two reports. */
TEST(report_receiver)
{
    talk(100, true);
    report();
    g_assert_cmpuint(counted(CAPTURE_SOURCE_RECEIVER)->n_seen, ==, 0);
    talk(50, true);
    talk(10, false);
    talk(40, true);
    report();
    g_assert_cmpuint(counted(CAPTURE_SOURCE_RECEIVER)->n_seen, ==, 90);
    g_assert_cmpuint(counted(CAPTURE_SOURCE_RECEIVER)->n_lacking, ==, 10);
}

/* Nothing is kept of reports that never came, and one clear is enough. */
TEST(reports_kept)
{
    struct rtcp_report report = {.ssrc = 1};

    talk(10, true);
    g_assert_null(scene.streams[0].reports);
    capture_stream_on_receiver_report(&scene.streams[0], 7, &report);
    g_assert_nonnull(scene.streams[0].reports);
    g_assert_null(scene.streams[1].reports);
    capture_stream_clear(&scene.streams[0]);
    g_assert_null(scene.streams[0].reports);
}
