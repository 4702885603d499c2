/* Tests of the analysis of one capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_end.h"
#include "analysis_scene.h"
#include "call_list.h"

TEST(empty)
{
    g_assert_cmpint(scene->analysis->end_ns, ==, 0);
    g_assert_cmpuint(scene->analysis->n_frames, ==, 0);
    g_assert_null(analysis_call(scene->analysis, 0));
    g_assert_null(analysis_call(scene->analysis, NO_INDEX));
    g_assert_null(analysis_call_known(scene->analysis, 0));
    analysis_free(NULL);
}

/* Time may be set back; the end is the latest time of any frame. */
TEST(frames)
{
    scene_other_frame(-S);
    g_assert_cmpint(scene->analysis->end_ns, ==, 0);
    scene_other_frame(5 * S);
    scene_other_frame(3 * S);
    g_assert_cmpint(scene->analysis->end_ns, ==, 5 * S);
    g_assert_cmpuint(scene->analysis->n_frames, ==, 3);
}

/* What the file says of a time: its clock was set back by 5 s. */
TEST(shown)
{
    g_assert_cmpint(analysis_shown_ns(scene->analysis, 1, S), ==, S);
    scene_other_frame(0);
    scene_other_frame(10 * S);
    scene_other_frame(5 * S);
    g_assert_cmpint(analysis_shown_ns(scene->analysis, 2, 10 * S), ==, 10 * S);
    g_assert_cmpint(analysis_shown_ns(scene->analysis, 3, 10 * S), ==, 5 * S);
}

/* Only of two hosts whose packets were seen before. */
TEST(on_ip4)
{
    static const uint8_t hosts[][4] = {{10, 0, 0, 1}, {10, 0, 0, 2}};
    const struct moment moment = {.frame = 2};

    g_assert_false(
        analysis_on_ip4(scene->analysis, &moment, hosts[0], hosts[1]));
    scene_rtp(at(1, 5000), at(2, 5000), 1, 1);
    g_assert_true(
        analysis_on_ip4(scene->analysis, &moment, hosts[0], hosts[1]));
    g_assert_false(
        analysis_on_ip4(scene->analysis, &moment, hosts[1], hosts[0]));
}

/* What the capture proves of A's silence of LENGTH_NS from 60 s on, where one
 * packet a second is due. It lacks every fourth packet of A. */
static struct media_proof silence_of(int64_t length_ns)
{
    const struct media_absence absence = {.from = one.media[SIDE_A],
                                          .to = one.media[SIDE_B],
                                          .since_ns = 60 * S,
                                          .until_ns = 60 * S + length_ns,
                                          .gap_ns = S};

    scene_begin();
    for (uint16_t seq = 0; scene->now_ns < 120 * S; seq++) {
        if (scene->now_ns < 60 * S && seq % 4 != 1)
            scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, seq);
        scene->now_ns += 20 * MS;
    }
    return media_witness_examine(&scene->analysis->witness, &absence);
}

/* One packet may be missing by chance, 30 in a row are not: 0.25 and 1e-18. */
TEST(silence)
{
    struct media_proof proof = silence_of(S);

    g_assert_false(proof.proved);
    g_assert_cmpint(proof.most_ns, ==, S);
    proof = silence_of(30 * S);
    g_assert_true(proof.proved);
    g_assert_cmpint(proof.most_ns, ==, 30 * S);
}

/* A call with media only leaves a gap in the list. */
TEST(calls)
{
    struct watched_call *call = analysis_call_get(scene->analysis, 2);

    g_assert_true(analysis_call_get(scene->analysis, 2) == call);
    g_assert_true(analysis_call(scene->analysis, 2) == call);
    g_assert_null(analysis_call(scene->analysis, 0));
    g_assert_null(analysis_call(scene->analysis, 1));
    g_assert_null(analysis_call(scene->analysis, 3));
}

/* What is given up adds up. */
TEST(give_up)
{
    struct analysis_given_up sum;

    scene->analysis->given_up =
        (struct analysis_given_up){.frames = 5, .legs = 1, .streams = 2};
    analysis_call_get(scene->analysis, 2);
    scene_other_frame(0);
    scene_other_frame(S);
    sum = analysis_give_up(scene->analysis);
    g_assert_cmpuint(sum.frames, ==, 5 + 2);
    g_assert_cmpuint(sum.legs, ==, 1 + 1);
    g_assert_cmpuint(sum.streams, ==, 2);
    g_assert_cmpuint(sum.findings, ==, 0);
}

/* RTP of call one's caller, with three repeats of its second packet: a
 * burst. */
static void burst(void)
{
    scene_talk(one.media[SIDE_A], one.media[SIDE_B], 1, 10, 2);
    for (unsigned i = 0; i < 3; i++)
        scene_rtp_again(one.media[SIDE_A], one.media[SIDE_B], 1, 11,
                        scene->ticket);
}

/* Two analyses that are given frames by turns keep apart: one has a burst, the
 * other a call. */
TEST(side_by_side)
{
    const struct scene_call two = scene_call_of("two", 1); /* same endpoints */
    struct scene *first = scene, second = {0};

    g_assert_cmpuint(scene_invite(&one, ""), ==, 0);
    scene = &second;
    scene_begin();
    g_assert_cmpuint(scene_invite(&two, ""), ==, 0);
    scene = first;
    scene_answer(&one, "");
    first->now_ns = second.now_ns = 10 * S;
    burst();
    scene = &second;
    scene_rtp(two.media[SIDE_A], two.media[SIDE_B], 1, 11);
    g_assert_cmpuint(first->analysis->n_bursts, ==, 1);
    g_assert_cmpuint(second.analysis->n_bursts, ==, 0);
    g_assert_cmpuint(second.repeat.first_frame, ==, 0);
    g_assert_cmpuint(findings_count(first->analysis->findings), ==, 1);
    g_assert_cmpuint(findings_count(second.analysis->findings), ==, 0);
    g_assert_true(analysis_call(first->analysis, 0)->media.call.timeout.up);
    g_assert_false(analysis_call(second.analysis, 0)->media.call.timeout.up);
    g_assert_cmpint(clock_elapsed_ns(&first->analysis->clock, 100, 0), ==, 0);
    g_assert_cmpint(clock_elapsed_ns(&second.analysis->clock, 70, 0), ==, 0);
    g_assert_cmpint(clock_elapsed_ns(&first->analysis->clock, 101, 0), ==, S);
    scene = first;
    scene_other_frame(60 * S);
    analysis_end(first->analysis);
    g_assert_cmpint(second.analysis->end_ns, <, 11 * S);
    g_assert_cmpuint(second.analysis->ended_at, ==, 0);
    g_assert_cmpuint(first->analysis->streams.streams->len, ==, 1);
    g_assert_cmpuint(second.analysis->streams.streams->len, ==, 1);
    g_assert_cmpuint(call_list(first->analysis)->len, ==, 1);
    scene_end();
    scene = &second;
    g_assert_cmpuint(scene_bye(&two, SIDE_A), ==, 0);
    g_assert_cmpuint(call_list(second.analysis)->len, ==, 1);
    scene_end();
}

/* The second capture starts as if there had been no first. */
TEST(one_after_another)
{
    for (int i = 0; i < 2; i++) {
        scene_begin();
        g_assert_cmpuint(scene_set_up(&one, ""), ==, 0);
        burst();
        g_assert_cmpuint(scene->analysis->n_bursts, ==, 1);
        g_assert_cmpuint(scene->repeat.burst, ==, 1);
        g_assert_cmpuint(scene_n_found(FINDING_DUP_BURST), ==, 1);
    }
}
