/* Tests of the least and the greatest length of a silence.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "evidence_span.h"

#include "capture_scene.h"

/* Measures a silence of the first host since its last packet at SINCE_NS. */
static struct evidence_span span_since(int64_t since_ns, int64_t until_ns)
{
    const struct evidence_silence silence = {
        .from = scene.hosts[0],
        .to = scene.hosts[1],
        .since_ns = since_ns,
        .until_ns = until_ns,
        .gap_ns = S / 5,
    };

    return evidence_span(&scene.model, &silence);
}

static void assert_span(const struct evidence_span *span, int64_t since_ns,
                        int64_t until_ns, int64_t least_ns, int64_t most_ns)
{
    g_assert_cmpint(span->since_ns, ==, since_ns);
    g_assert_cmpint(span->until_ns, ==, until_ns);
    g_assert_cmpint(span->least_ns, ==, least_ns);
    g_assert_cmpint(span->most_ns, ==, most_ns);
}

/* Both hosts send for 10 s, then the second one alone for 20 s: all of the
 * silence is certain. */
TEST(whole)
{
    struct evidence_span span;

    scene_talk(500, 3);
    for (int i = 0; i < 1000; i++) {
        scene_send(1, true);
        scene.true_ns += 20 * MS;
    }
    span = span_since(10 * S, 29 * S);
    assert_span(&span, 10 * S, 29 * S, 19 * S, 19 * S);
}

/* The capture lasts from 0 to 10 s. A direction that it never shows may be
 * silent for any time. */
TEST(outside)
{
    struct evidence_span span;
    const struct evidence_silence other = {
        .from = scene_host(7),
        .to = scene_host(8),
        .since_ns = 2 * S,
        .until_ns = 9 * S,
        .gap_ns = S / 5,
    };

    scene_talk(501, 3);
    span = span_since(-5 * S, 8 * S);
    assert_span(&span, 0, 8 * S, 8 * S, 13 * S);
    span = evidence_span(&scene.model, &other);
    assert_span(&span, 9 * S, 9 * S, 0, 7 * S);
}

/* The capture lacks the first host's packets from 10 to 20 s: a hole. At either
 * end of a silence, packets may have been sent in it. */
TEST(hole)
{
    struct evidence_span span;

    scene_talk(500, 3);
    scene_talk(500, 2);
    scene_talk(500, 3);
    span = span_since(9980 * MS, 29 * S);
    assert_span(&span, 20 * S, 29 * S, 9 * S, 19020 * MS);
    span = span_since(2 * S, 20 * S);
    assert_span(&span, 2 * S, 9980 * MS, 7980 * MS, 18 * S);
    /* In the middle it does not count: packets before and after would be
     * seen. */
    span = span_since(2 * S, 29 * S);
    assert_span(&span, 2 * S, 29 * S, 27 * S, 27 * S);
}

/* Two holes, from 9.98 to 20 s and from 20.08 to 30.1 s, with less than a gap
 * between them: both count at an end. */
TEST(holes)
{
    struct evidence_span span;

    scene_talk(500, 3);
    scene_talk(500, 2);
    scene_talk(5, 3);
    scene_talk(500, 2);
    scene_talk(500, 3);
    span = span_since(9980 * MS, 39 * S);
    assert_span(&span, 30100 * MS, 39 * S, 8900 * MS, 29020 * MS);
    span = span_since(2 * S, 30100 * MS);
    assert_span(&span, 2 * S, 9980 * MS, 7980 * MS, 28100 * MS);
}

/* Only one stream, whose timestamp stands still over 45 s without any frame:
 * that time may not have passed. */
TEST(jump)
{
    struct evidence_span span;

    scene_talk(500, 2);
    scene.clock_error_ns = 45 * S;
    scene_talk(500, 2);
    capture_model_on_ip(&scene.model, 0, &scene.hosts[0], &scene.hosts[1]);
    span = span_since(2 * S, 60 * S);
    g_assert_cmpint(span.most_ns, ==, 58 * S);
    g_assert_cmpint(span.least_ns, >=, 58 * S - 45 * S - 40 * MS);
    g_assert_cmpint(span.least_ns, <=, 58 * S - 45 * S);
}

/* Both stop at 10 s, and nothing is captured until 15 s, when the second host
 * reports packets of the first up to number GOT. At 20 s it reports again.
 * Measures the silence then. */
static struct evidence_span after_reports(uint16_t got)
{
    const struct rtcp_report report = {.highest_seq = got};

    scene_begin();
    scene_talk(500, 3);
    for (int i = 0; i < 2; i++) {
        scene.true_ns += 5 * S;
        scene_frame();
        capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    }
    return span_since(9980 * MS, 20 * S);
}

/* The capture may have stood still for 5 s, but the receiver would then have
 * more packets. A few more were sent right after the last one. */
TEST(receiver_reports)
{
    struct evidence_span span;
    uint16_t last = (uint16_t)(65000 + 499);

    span = after_reports(last);
    assert_span(&span, 9980 * MS, 20 * S, 10020 * MS, 10020 * MS);
    span = after_reports(last + 7);
    assert_span(&span, 10120 * MS, 20 * S, 9880 * MS, 10020 * MS);
    span = after_reports(last + 8);
    assert_span(&span, 15 * S, 20 * S, 5 * S, 10020 * MS);
    span = after_reports(last - 1);
    assert_span(&span, 15 * S, 20 * S, 5 * S, 10020 * MS);
}

/* The first host falls silent at 10 s. The second one goes on sending, except
 * for PAUSE_NS of capture time from 15 s on, and reports the delay since last
 * SR at 14 s and 10 s after the pause. Measures the silence then. */
static struct evidence_span after_pause(int64_t pause_ns, int64_t delay_ns)
{
    struct rtcp_report report = {.highest_seq = 1, .last_sr = 7, .delay = 99};

    scene_begin();
    scene_talk(500, 3);
    scene_talk(200, 2);
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    scene_talk(50, 2);
    scene.clock_error_ns = pause_ns;
    scene_talk(500, 2);
    report.delay += (uint32_t)(delay_ns / MS * RTCP_DELAY_PER_S / 1000);
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    return span_since(10 * S, scene.true_ns + pause_ns);
}

/* The delay grows by 11 s: the clock was set by 45 s. By 56 s: the time passed.
 * Any other value proves nothing. */
TEST(receiver_clock)
{
    static const struct {
        int64_t pause_s, delay_s, least_s, most_s;
    } rows[] = {
        {45, 11, 15, 15}, {45, 56, 60, 60}, {45, 0, 15, 60},
        {45, 99, 15, 60}, {0, 11, 15, 15},  {0, 99, 15, 15},
    };

    FOR_EACH_ROW(i, rows) {
        struct evidence_span span =
            after_pause(rows[i].pause_s * S, rows[i].delay_s * S);

        g_test_message("%zu", i);
        g_assert_cmpint((span.least_ns + S / 2) / S, ==, rows[i].least_s);
        g_assert_cmpint((span.most_ns + S / 2) / S, ==, rows[i].most_s);
    }
}

/* A frame each second, and the clock is set back by 45 s: the exact amount is
 * unknown, since the time between two frames is lost. With running streams it
 * is known. */
TEST(set_back)
{
    struct evidence_span span;

    for (int streams = 0; streams < 2; streams++) {
        scene_begin();
        for (int i = 0; i < 20; i++) {
            scene.clock_error_ns = i < 10 ? 0 : -45 * S;
            capture_model_on_ip(&scene.model, 0, &scene.hosts[0],
                                &scene.hosts[1]);
            scene_talk(50, streams == 0 ? 0 : 3);
            scene_frame();
        }
        span = span_since(5 * S, 15 * S);
        g_assert_cmpint(span.least_ns, ==, 10 * S);
        g_assert_cmpint(span.most_ns, ==,
                        streams == 0 ? CAPTURE_TIME_MAX_NS : 10 * S);
        span = span_since(11 * S, 15 * S);
        g_assert_cmpint(span.most_ns, ==, 4 * S);
    }
}
