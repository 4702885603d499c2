/* Tests of how streams sounded. Scores from G.107 and G.113.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "quality_watch.h"

#include <math.h>

#include "analysis_end.h"
#include "analysis_scene.h"
#include "stream_rtcp.h"

static double r(const struct media_stream *of,
                const struct stream_loss_sides *sides)
{
    GPtrArray *beside = g_ptr_array_new();
    struct media_flow flow = {0};
    struct media_stream stream = *of;

    if (stream.flow == NULL)
        stream.flow = &flow;
    quality_watch_judge(scene->analysis, beside, &stream, sides);
    g_ptr_array_unref(beside);
    return stream.score.codec != NULL ? stream.score.r : 0;
}

/* 5 % of G.711: 93.2 - 95 * 5 / (5 + 25.1). */
TEST(score_of_loss)
{
    const struct media_stream stream = {.codec = (char *)"PCMU"};
    struct stream_loss_sides sides = {.known = true, .n_sent = 1000};

    g_assert_cmpfloat(fabs(r(&stream, &sides) - 93.200), <, 0.0006);
    sides.n_before = 30;
    sides.n_behind = 20;
    g_assert_cmpfloat(fabs(r(&stream, &sides) - 77.419), <, 0.0006);
}

/* What the capture itself may have lost counts up to 1 %, not with it. */
TEST(score_of_lossy_capture)
{
    const struct media_stream stream = {.codec = (char *)"PCMU"};
    struct stream_loss_sides sides = {.n_sent = 1000, .n_before = 9};

    g_assert_cmpfloat(fabs(r(&stream, &sides) - (93.2 - 95 * 0.9 / 26)), <,
                      0.0006);
    sides.n_before = 10;
    g_assert_cmpfloat(r(&stream, &sides), ==, 0);
}

TEST(no_score)
{
    struct media_stream stream = {.codec = (char *)"PCMU"};
    struct stream_loss_sides sides = {.known = true, .n_sent = 49};

    g_assert_cmpfloat(r(&stream, &sides), ==, 0);
    sides.n_sent = 50;
    g_assert_cmpfloat(r(&stream, &sides), >, 0);
    stream.codec_changed = true;
    g_assert_cmpfloat(r(&stream, &sides), ==, 0);
    stream.codec_changed = false;
    stream.codec = NULL;
    g_assert_cmpfloat(r(&stream, &sides), ==, 0);
    stream.codec = (char *)"SIREN";
    g_assert_cmpfloat(r(&stream, &sides), ==, 0);
}

/* The length of the payload tells the mode: 129 - 13 and 129 - 26. That of SRTP
 * is another. */
TEST(score_of_a_mode)
{
    struct media_flow flow = {.encrypted = {true, false}};
    struct media_stream stream = {.codec = (char *)"AMR-WB",
                                  .payload_bytes = 34};
    const struct stream_loss_sides sides = {.known = true, .n_sent = 1000};

    g_assert_cmpfloat(fabs(r(&stream, &sides) - 116), <, 0.0006);
    stream.payload_bytes = 24;
    g_assert_cmpfloat(fabs(r(&stream, &sides) - 103), <, 0.0006);
    stream.flow = &flow;
    g_assert_cmpfloat(r(&stream, &sides), ==, 0);
}

/* 50 of 1000 in 25 runs: 2 a run where chance makes 1 / 0.95. BurstR 1.9:
 * 93.2 - 95 * 5 / (5 / 1.9 + 25.1). */
TEST(score_of_runs)
{
    struct media_stream stream = {.codec = (char *)"PCMU"};
    struct stream_loss_sides sides = {
        .known = true, .n_sent = 1000, .n_before = 50};

    stream.points.first.stats.seq = (struct rtp_seq){.started = true,
                                                     .epoch_expected = 1000,
                                                     .epoch_received = 950,
                                                     .n_gaps = 25};
    g_assert_cmpfloat(fabs(r(&stream, &sides) - 76.072), <, 0.0006);
    sides.n_before = 49;
    sides.n_behind = 1;
    g_assert_cmpfloat(fabs(r(&stream, &sides) - 77.419), <, 0.0006);
}

static struct media_stream *streams[N_SIDES];
static unsigned n_together; /* of A's packets to come, as captured */

/* Packets FIRST to LAST each way, one in 20 ms. Those of A come A_BUNCH at a
 * time, 1 ms apart, and those of B likewise: of four the differences are -19,
 * -19, -19 and 57 ms, 28.5 in the mean, less what J needs to rise (16 * 28.5 /
 * 600); of two -19 and 19. */
static void talk(unsigned first, unsigned last, unsigned a_bunch,
                 unsigned b_bunch)
{
    for (unsigned n = first; n < last; n++) {
        const unsigned bunches[] = {a_bunch, b_bunch};

        for (int side = 0; side < N_SIDES; side++)
            for (unsigned i = bunches[side]; i-- > 0;) {
                if (n % bunches[side] != bunches[side] - 1)
                    continue;
                streams[side] =
                    scene_rtp(one.media[side], one.media[1 - side],
                              (uint32_t)side + 1, (uint16_t)(n - i));
                if (side == SIDE_A && i == 1 && n_together > 0)
                    n_together--;
                else
                    scene->now_ns += MS;
            }
        scene->now_ns = (n + 1) * 20 * MS;
    }
}

static void assert_class(enum side side, enum quality_class class)
{
    g_assert_cmpint(streams[side]->quality, ==, class);
}

TEST(good)
{
    talk(0, 600, 1, 1);
    analysis_end(scene->analysis);
    assert_class(SIDE_A, QUALITY_GOOD);
    assert_class(SIDE_B, QUALITY_GOOD);
    g_assert_cmpuint(findings_count(scene->analysis->findings), ==, 0);
}

/* Told on the BYE, once. The other direction shows that the capture's clock is
 * right. */
TEST(poor)
{
    const struct finding *found;

    scene->now_ns = 10 * S; /* when packet 500 is due */
    scene_set_up(&one, "");
    talk(500, 1100, 4, 1);
    scene_bye(&one, SIDE_A);
    found = scene_found(FINDING_QUALITY_POOR);
    g_assert_cmpuint(found->frame, ==, scene->frame);
    g_assert_cmpint(found->severity, ==, FINDING_WARN);
    g_assert_true(g_str_has_prefix(
        found->text, "Audio from 10.0.0.1:5000 to 10.0.0.2:5000 was poor: mean "
                     "jitter 27."));
    g_assert_nonnull(strstr(found->text, "(limit 25); worst 28."));
    g_assert_nonnull(strstr(found->text, "in seconds 10 to 12 of the stream"));
    g_assert_nonnull(strstr(found->advice, "No router"));
    scene_bye(&one, SIDE_B);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, 1);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_DEGRADED), ==, 0);
    assert_class(SIDE_A, QUALITY_POOR);
    assert_class(SIDE_B, QUALITY_GOOD);
}

/* A capture that takes packets in batches measures no jitter: at most one in 20
 * of 599 intervals, 29, may be 0. */
TEST(together)
{
    for (unsigned n = 29; n <= 30; n++) {
        scene_begin();
        n_together = n;
        talk(0, 600, 4, 1);
        analysis_end(scene->analysis);
        g_assert_cmpuint(n_together, ==, 0);
        g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, n == 29);
    }
}

TEST(only_acceptable)
{
    talk(0, 600, 2, 1);
    analysis_end(scene->analysis);
    g_assert_cmpint(scene_found(FINDING_QUALITY_DEGRADED)->severity, ==,
                    FINDING_NOTE);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, 0);
    assert_class(SIDE_A, QUALITY_ACCEPTABLE);
}

/* 496 packets are too few, 500 are enough. */
TEST(few)
{
    talk(0, 496, 4, 1);
    analysis_end(scene->analysis);
    g_assert_cmpuint(findings_count(scene->analysis->findings), ==, 0);
    assert_class(SIDE_A, QUALITY_UNCLASSIFIED);
    talk(496, 500, 4, 1);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, 1);
}

/* Call Quality Dashboard's limit is 30 ms. */
TEST(thresholds)
{
    scene->analysis->settings.thresholds = QUALITY_CQD;
    talk(0, 600, 4, 1);
    analysis_end(scene->analysis);
    g_assert_cmpuint(findings_count(scene->analysis->findings), ==, 0);
    assert_class(SIDE_A, QUALITY_GOOD);
}

/* Jitter of all that is captured may be the capture's. */
TEST(no_witness)
{
    talk(0, 600, 4, 4);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, 0);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_DEGRADED), ==, 2);
    g_assert_nonnull(strstr(scene_found(FINDING_QUALITY_DEGRADED)->text,
                            "unless by the clock of the capture"));
    assert_class(SIDE_A, QUALITY_UNCLASSIFIED);
}

/* The receiver reports 14 ms, half of what the capture shows: it is not the
 * capture's. */
TEST(receiver_agrees)
{
    talk(0, 600, 4, 4);
    streams[SIDE_A]->rtcp = g_new0(struct stream_rtcp, 1);
    *streams[SIDE_A]->rtcp = (struct stream_rtcp){
        .n_reports = 1, .jitter_known = true, .jitter_ns = 14 * MS};
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, 1);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_DEGRADED), ==, 1);
    streams[SIDE_A]->rtcp->jitter_ns = 13 * MS;
    scene_other_frame(scene->now_ns);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, 0);
}

/* Halves of 250 and 251 ms; the delay counts a packet of 20 ms too. */
TEST(round_trip)
{
    talk(0, 600, 1, 1);
    for (int side = 0; side < N_SIDES; side++) {
        streams[side]->rtcp = g_new0(struct stream_rtcp, 1);
        streams[side]->rtcp->peer = streams[1 - side];
        streams[side]->rtcp->round_trip.n = 1;
        g_free(streams[side]->codec);
        streams[side]->codec = g_strdup("PCMU");
        streams[side]->rtcp->round_trip.sum_ns = (250 + side) * MS;
    }
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, 2);
    g_assert_nonnull(strstr(scene_found(FINDING_QUALITY_POOR)->text,
                            "was poor: round trip 501.0 ms (limit 500)"));
    g_assert_cmpfloat(fabs(streams[SIDE_A]->score.delay_ms - 270.5), <, 0.1);
}

/* Poor from the beginning: told after a minute, and not again. */
TEST(while_it_runs)
{
    const struct finding *found;

    scene_set_up(&one, "");
    talk(0, 2900, 4, 1);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, 0);
    talk(2900, 4000, 4, 1);
    found = scene_found(FINDING_QUALITY_POOR);
    g_assert_cmpint(found->time_ns / S, ==, 60);
    scene_bye(&one, SIDE_A);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, 1);
}

/* Ten poor seconds of 80 are 28.5 / 8 ms in the mean. */
TEST(rough_start)
{
    talk(0, 500, 4, 1);
    talk(500, 4000, 1, 1);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, 0);
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_DEGRADED), ==, 0);
    assert_class(SIDE_A, QUALITY_GOOD);
}

/* An RTP clock that runs at half its declared rate says nothing. */
TEST(other_clock)
{
    talk(0, 1, 1, 1);
    rtp_jitter_set_clock(streams[SIDE_A]->jitter, 16000);
    talk(1, 600, 1, 1);
    analysis_end(scene->analysis);
    g_assert_cmpuint(findings_count(scene->analysis->findings), ==, 0);
    assert_class(SIDE_A, QUALITY_UNCLASSIFIED);
}

/* Packets with one time stamp: the capture takes them in batches. */
TEST(batches)
{
    for (unsigned n = 0; n < 600; n++) {
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, (uint16_t)n);
        for (unsigned i = 4; n % 4 == 3 && i-- > 0;)
            streams[SIDE_A] = scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1,
                                        (uint16_t)(n - i));
        scene->now_ns += 20 * MS;
    }
    analysis_end(scene->analysis);
    g_assert_cmpuint(findings_count(scene->analysis->findings), ==, 0);
    assert_class(SIDE_A, QUALITY_UNCLASSIFIED);
}

/* Loss is told as such too; 3 % are only acceptable, 10 % are poor. */
TEST(loss)
{
    static const struct {
        unsigned one_in;
        enum finding_id told;
    } rows[] = {{33, FINDING_QUALITY_DEGRADED}, {10, FINDING_QUALITY_POOR}};

    FOR_EACH_ROW(i, rows) {
        scene_begin();
        for (unsigned n = 0; n < 1000; n++) {
            if (n % rows[i].one_in != 5)
                scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, (uint16_t)n);
            scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, (uint16_t)n);
            scene->now_ns += 20 * MS;
        }
        analysis_end(scene->analysis);
        g_assert_cmpuint(scene_n_found(rows[i].told), ==, 1);
        g_assert_nonnull(strstr(scene_found(rows[i].told)->text, "was "));
        g_assert_nonnull(strstr(scene_found(rows[i].told)->text, ": loss "));
        g_assert_cmpuint(scene_n_found(FINDING_LOSS), ==, 1);
    }
}
