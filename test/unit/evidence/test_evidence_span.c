/* Tests of how long a silence lasted, at least and at most.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "evidence_span.h"

#include "capture_scene.h"

/* What is certain of a silence of the first host that began with its last
 * packet at SINCE_NS. */
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

/* Both for 10 s, then the second one alone for 20 s: all of it is certain. */
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

/* The capture begins at 0 s and ends at 10 s; a direction of which it shows no
 * packet at all can be silent for any time. */
TEST(outside)
{
    struct evidence_span span;
    const struct evidence_silence other = {
        .from = scene_host(7),
        .to = scene_host(8),
        .until_ns = 9 * S,
        .gap_ns = S / 5,
    };

    scene_talk(501, 3);
    span = span_since(-5 * S, 8 * S);
    assert_span(&span, 0, 8 * S, 8 * S, 13 * S);
    span = evidence_span(&scene.model, &other);
    assert_span(&span, 9 * S, 9 * S, 0, 9 * S);
}

/* The first host's packets from 10 to 20 s are not in the capture: a hole, as
 * those behind it tell. At an end of a silence they may have been sent. */
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
    /* In the middle nothing was sent: it would have been seen before and
     * after. */
    span = span_since(2 * S, 29 * S);
    assert_span(&span, 2 * S, 29 * S, 27 * S, 27 * S);
}

/* One stream, whose clock stood for 45 s while nothing was captured: the time
 * may not have passed. */
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

/* Both stop at 10 s, and nothing is captured until a report of the second host
 * at 15 s, by which it GOT the first one's packets up to a number. At 20 s
 * another follows. What is certain then. */
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

/* The capture may have stood still for 5 s, but then the receiver would have
 * got more; a few packets more were sent right after the last one. */
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

/* A frame each second: set back by 45 s, and by what nobody knows, since the
 * time between two frames is lost. Where streams run that is none. */
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
