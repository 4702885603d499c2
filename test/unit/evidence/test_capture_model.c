/* Tests of the capture model.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_model.h"

#include "capture_scene.h"

#define DAY (86400 * S)

static const struct loss_count *sequence(int sender)
{
    return &scene.streams[sender]
                .direction->tallies[CAPTURE_SOURCE_SEQUENCE]
                .total;
}

static void assert_sequence(int sender, uint64_t n_seen, uint64_t n_lacking)
{
    g_assert_cmpuint(sequence(sender)->n_seen, ==, n_seen);
    g_assert_cmpuint(sequence(sender)->n_lacking, ==, n_lacking);
}

static void assert_now(int64_t now_ns)
{
    g_assert_cmpint(capture_model_now_ns(&scene.model, 0), ==, now_ns);
}

static int64_t stopped_ns(void)
{
    return time_spans_cover_ns(&scene.model.interfaces[0]->stopped, 0, DAY);
}

static int64_t silent_ns(void)
{
    return time_spans_cover_ns(&scene.model.interfaces[0]->silent, 0, DAY);
}

/* Sum of all clock steps so far. */
static int64_t offset_ns(void)
{
    return capture_clock_offset_ns(&scene.model.interfaces[0]->clock,
                                   scene.frame);
}

/* 1000 packets, across 65535: none is missing. */
TEST(complete)
{
    scene_talk(1000, 3);
    for (int i = 0; i < 2; i++) {
        assert_sequence(i, 1000, 0);
        g_assert_cmpuint(scene.streams[i].direction->n_frames, ==, 1000);
    }
    assert_now(999 * 20 * MS + MS);
}

/* All packets of 38 s are missing, 1900 of each host. From the last frame, at
 * 9.981 s, to the next, at 48 s, it is 38.019 s. */
TEST(hole)
{
    scene_talk(500, 3);
    scene_talk(1900, 0);
    scene_talk(1, 3);
    for (int i = 0; i < 2; i++) {
        g_assert_cmpuint(scene.verdicts[i].n_lacking, ==, 1900);
        g_assert_true(scene.verdicts[i].pause);
        g_assert_cmpint(scene.verdicts[i].silence, ==, SILENCE_CAPTURE_STOPPED);
        g_assert_cmpuint(sequence(i)->n_lacking, ==, 0);
        g_assert_cmpuint(scene.streams[i].track.n_in_holes, ==, 1900);
        /* Between two packets of one sender: 20 ms more than 1900 packet
         * times. */
        g_assert_cmpint(
            time_spans_cover_ns(&scene.streams[i].direction->holes, 0, DAY), ==,
            38020 * MS);
    }
    g_assert_cmpint(stopped_ns(), ==, 38019 * MS);
    g_assert_cmpint(silent_ns(), ==, 0);
    scene_talk(100, 3);
    assert_now(2500 * 20 * MS + MS);
}

/* Only one direction is missing: the capture did not stop, that direction has a
 * hole. */
TEST(hole_of_one)
{
    scene_talk(500, 3);
    scene_talk(1900, 2);
    scene_talk(100, 3);
    g_assert_cmpint(stopped_ns() + silent_ns(), ==, 0);
    g_assert_cmpuint(scene.streams[0].track.n_in_holes, ==, 1900);
    g_assert_cmpuint(scene.streams[1].track.n_in_holes, ==, 0);
}

static void assert_step(int64_t size_ns)
{
    scene_begin();
    scene_talk(500, 3);
    scene.clock_error_ns = size_ns;
    scene_talk(1, 3);
    if (size_ns > 0) {
        g_assert_cmpint(scene.verdicts[0].silence, ==, SILENCE_UNKNOWN);
        g_assert_cmpint(scene.verdicts[1].silence, ==, SILENCE_CLOCK_STEPPED);
    }
    scene_talk(4, 3);
    /* A forward jump is not decided yet; timers see it as 1 ns. */
    g_assert_cmpint(scene.model.interfaces[0]->clock.jump_open, ==,
                    size_ns > 0);
    assert_now(504 * 20 * MS + MS - 19 * MS + (size_ns > 0 ? 1 : 0));
    scene_talk(95, 3);
    g_assert_false(scene.model.interfaces[0]->clock.jump_open);
    /* The step removes the 19 ms up to the first frame after it. */
    assert_now(599 * 20 * MS + MS - 19 * MS);
    g_assert_cmpint(offset_ns(), ==, size_ns + 19 * MS);
    g_assert_cmpint(stopped_ns() + silent_ns(), ==, 0);
    assert_sequence(0, 600, 0);
}

TEST(clock_step)
{
    assert_step(45 * S);
    assert_step(DAY);
    assert_step(-45 * S);
    assert_step(-DAY);
}

/* Two senders that stop together and continue 40 s later look like a step of
 * the clock. One alone does not. */
TEST(pause_of_one)
{
    for (int i = 0; i < 500; i++) {
        scene_send(0, true);
        scene.true_ns += 20 * MS;
    }
    scene.true_ns += 40 * S;
    for (int i = 0; i < 500; i++) {
        scene_send(0, true);
        if (i == 0)
            g_assert_cmpint(scene.verdicts[0].silence, ==, SILENCE_UNKNOWN);
        scene.true_ns += 20 * MS;
    }
    g_assert_cmpint(offset_ns(), ==, 0);
    assert_now(999 * 20 * MS + 40 * S);
    g_assert_cmpint(silent_ns(), ==, 40 * S + 20 * MS);
}

/* One is silent by design for 40 s while the other talks. */
TEST(designed)
{
    scene_talk(500, 3);
    for (int i = 0; i < 2000; i++) {
        scene_send(1, true);
        scene.true_ns += 20 * MS;
    }
    scene.timestamp[0] += 2000 * TICKS;
    scene_talk(1, 3);
    g_assert_true(scene.verdicts[0].pause);
    g_assert_cmpint(scene.verdicts[0].silence, ==, SILENCE_DESIGNED);
    g_assert_cmpuint(scene.verdicts[0].n_lacking, ==, 0);
    g_assert_false(scene.verdicts[1].pause);
    g_assert_cmpint(stopped_ns() + silent_ns(), ==, 0);
}

/* One pauses, its timestamp too, while the other talks. */
TEST(paused)
{
    scene_talk(500, 3);
    for (int i = 0; i < 2000; i++) {
        scene_send(1, true);
        scene.true_ns += 20 * MS;
    }
    scene_talk(1, 3);
    g_assert_cmpint(scene.verdicts[0].silence, ==, SILENCE_PAUSED);
}

/* A step while one packet in four is lost, around the step too. */
TEST(step_under_loss)
{
    for (unsigned i = 0; i < 2000; i++) {
        if (i == 1000)
            scene.clock_error_ns = DAY;
        scene_talk(1, i % 4 == 0 ? 2 : i % 4 == 1 ? 1 : 3);
    }
    g_assert_cmpint(ABS(offset_ns() - DAY), <=, 40 * MS);
    g_assert_cmpint(ABS(capture_model_now_ns(&scene.model, 0) - 1999 * 20 * MS),
                    <=, 40 * MS);
}

/* The capture lacks P in 1000 packets, at random. The count is within four
 * standard deviations, sqrt(p (1 - p) / n), of P: for 20 000 packets at 1, 5,
 * 25 and 50 % these are 0.28, 0.62, 1.22 and 1.41 %. */
static void assert_random(guint32 seed, int per_mille, double tolerance)
{
    GRand *random = g_rand_new_with_seed(seed);
    const struct loss_count *count;

    scene_begin();
    scene_talk(20, 3);
    for (int i = 0; i < 20000; i++)
        scene_talk(1, g_rand_int_range(random, 0, 1000) >= per_mille ? 3 : 2);
    count = sequence(0);
    g_assert_cmpfloat_with_epsilon(
        (double)count->n_lacking / (double)(count->n_lacking + count->n_seen),
        per_mille / 1000.0, tolerance);
    g_assert_cmpuint(scene.streams[0].track.n_in_holes, ==, 0);
    g_rand_free(random);
}

TEST(random_loss)
{
    for (guint32 seed = 1; seed <= 10; seed++) {
        assert_random(seed, 10, 0.0028);
        assert_random(seed, 50, 0.0062);
        assert_random(seed, 250, 0.0122);
        assert_random(seed, 500, 0.0141);
    }
}

/* Neighbouring packets are swapped: late packets do not count as lacking. */
TEST(swapped)
{
    scene_talk(20, 3);
    for (int i = 0; i < 500; i++) {
        scene.seq[0]++;
        scene_send(0, true);
        scene.seq[0] = (uint16_t)(scene.seq[0] - 2);
        scene_send(0, true);
        scene.seq[0]++;
        scene.true_ns += 40 * MS;
    }
    assert_sequence(0, 1020, 0);
}

/* The capture lacks every other one of 400 packets; the receiver has them
 * all. */
TEST(reports)
{
    struct rtcp_report report = {.highest_seq = 65000 + 99};

    scene_talk(100, 3);
    scene_frame();
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    for (int i = 0; i < 400; i++)
        scene_talk(1, i % 2 == 0 ? 2 : 3);
    scene_frame();
    report.highest_seq += 400;
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    g_assert_cmpuint(scene.streams[0]
                         .direction->tallies[CAPTURE_SOURCE_RECEIVER]
                         .total.n_lacking,
                     ==, 200);
}

/* The receiver's report covers the last 400 packets, 8 s, and the capture holds
 * none of them: it no longer sees the direction. That is a hole, not random
 * loss. */
TEST(reports_of_unseen)
{
    struct rtcp_report report = {.highest_seq = 65000 + 99};
    const struct capture_direction *direction = scene.streams[0].direction;

    scene_talk(100, 3);
    scene_frame();
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    scene_talk(400, 2);
    scene_frame();
    g_assert_cmpint(time_spans_cover_ns(&direction->holes, 0, DAY), ==, 0);
    report.highest_seq += 400;
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    /* From packet 100 on, 20 ms each. */
    g_assert_cmpint(time_spans_cover_ns(&direction->holes, 0, DAY), ==,
                    401 * 20 * MS);
    g_assert_cmpuint(
        direction->tallies[CAPTURE_SOURCE_RECEIVER].total.n_lacking, ==, 0);
}

/* Reports before and after a hole of 1900 packets do not count it again. */
TEST(reports_around_hole)
{
    struct rtcp_report report = {.highest_seq = 65000 + 99};
    const struct loss_count *count;

    scene_talk(100, 3);
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    scene_talk(1900, 0);
    scene_talk(100, 3);
    report.highest_seq += 2000;
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    count = &scene.streams[0].direction->tallies[CAPTURE_SOURCE_RECEIVER].total;
    g_assert_cmpuint(count->n_seen, ==, 100);
    g_assert_cmpuint(count->n_lacking, ==, 0);
}

/* Cut frames count for their direction, and for none beyond the limit. */
TEST(cut)
{
    struct capture_direction *direction;

    g_assert_null(capture_model_direction(&scene.model, 9, &scene.hosts[0],
                                          &scene.hosts[1]));
    direction =
        capture_model_on_ip(&scene.model, 0, &scene.hosts[0], &scene.hosts[1]);
    g_assert_cmpuint(direction->n_frames, ==, 1);
    capture_model_on_cut(&scene.model, 0, direction);
    capture_model_on_cut(&scene.model, 0, NULL);
    g_assert_cmpuint(direction->cut.total.n_lacking, ==, 1);
}

/* Interfaces beyond the limit share the last entry, which is not examined for
 * steps. Extreme times are accepted. */
TEST(hostile)
{
    g_assert_null(capture_model_interface(&scene.model, 70));
    g_assert_cmpint(capture_model_now_ns(&scene.model, 70), ==, 0);
    capture_model_on_frame(&scene.model, 70, 2, INT64_MAX);
    capture_model_on_frame(&scene.model, UINT32_MAX, 3, INT64_MIN);
    g_assert_cmpint(capture_model_now_ns(&scene.model, 63), ==,
                    -CAPTURE_TIME_MAX_NS);
    capture_model_on_frame(&scene.model, 0, 4, INT64_MAX);
    capture_stream_on_rtp(&scene.streams[0], 4, INT64_MAX, 1, 1);
    capture_model_on_frame(&scene.model, 0, 5, INT64_MIN);
    capture_stream_on_rtp(&scene.streams[0], 5, INT64_MIN, 2, UINT32_MAX);
    capture_model_on_frame(&scene.model, 0, 6, INT64_MAX);
    capture_stream_on_rtp(&scene.streams[0], 6, INT64_MAX, 50000, 7);
}

/* The fast path for a frame: not for the first of an interface, nor for one
 * that comes 2 s after the last or 1 s before it. */
TEST(advance)
{
    int64_t now_ns = -1;

    g_assert_false(capture_model_advance(&scene.model, 1, 0, &now_ns));
    g_assert_true(capture_model_advance(&scene.model, 0, 20 * MS, &now_ns));
    g_assert_cmpint(now_ns, ==, 20 * MS);
    assert_now(20 * MS);
    g_assert_false(
        capture_model_advance(&scene.model, 0, 20 * MS + 2 * S, &now_ns));
    g_assert_false(
        capture_model_advance(&scene.model, 0, 20 * MS - S, &now_ns));
    g_assert_true(capture_model_advance(&scene.model, 0, 19 * MS, &now_ns));
    assert_now(19 * MS);
}

/* The fast path for a direction counts the frame, of a direction that has had
 * one. */
TEST(on_ip4)
{
    const uint8_t octets[2][4] = {{192, 0, 2, 1}, {192, 0, 2, 2}};
    struct capture_direction *direction;

    capture_model_clear(&scene.model);
    capture_model_init(&scene.model);
    g_assert_null(capture_model_on_ip4(&scene.model, 0, octets[0], octets[1]));
    capture_model_on_frame(&scene.model, 0, 1, 5 * MS);
    direction =
        capture_model_on_ip(&scene.model, 0, &scene.hosts[0], &scene.hosts[1]);
    capture_model_on_frame(&scene.model, 0, 2, 25 * MS);
    g_assert_true(capture_model_on_ip4(&scene.model, 0, octets[0], octets[1]) ==
                  direction);
    g_assert_cmpuint(direction->n_frames, ==, 2);
    g_assert_cmpint(direction->last_ns, ==, 25 * MS);
}

/* Times go on as raw ones; interface 7 has had no frame. */
TEST(time_of_frame)
{
    scene_talk(10, 3);
    g_assert_cmpint(capture_model_time_ns(&scene.model, 0, 1, 40 * MS), ==,
                    40 * MS);
    g_assert_cmpint(capture_model_time_ns(&scene.model, 7, 1, 123), ==, 123);
    g_assert_cmpint(capture_model_now_ns(&scene.model, 7), ==, 0);
}
