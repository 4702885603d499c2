/* Tests of all that is known of one capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_end.h"
#include "analysis_scene.h"
#include "call_list.h"
#include "unit_test.h"

TEST(empty)
{
    struct scene scene;

    scene_begin(&scene);
    g_assert_cmpint(scene.analysis->end_ns, ==, 0);
    g_assert_cmpuint(scene.analysis->n_frames, ==, 0);
    g_assert_null(analysis_call(scene.analysis, 0));
    g_assert_null(analysis_call(scene.analysis, NO_INDEX));
    g_assert_null(analysis_call_known(scene.analysis, 0));
    scene_end(&scene);
    analysis_free(NULL);
}

/* Time may be set back; the end is the latest frame of all. */
TEST(frames)
{
    struct scene scene;

    scene_begin(&scene);
    scene_other_frame(&scene, -S);
    g_assert_cmpint(scene.analysis->end_ns, ==, 0);
    scene_other_frame(&scene, 5 * S);
    scene_other_frame(&scene, 3 * S);
    g_assert_cmpint(scene.analysis->end_ns, ==, 5 * S);
    g_assert_cmpuint(scene.analysis->n_frames, ==, 3);
    scene_end(&scene);
}

/* A call with media only leaves a gap in the list. */
TEST(calls)
{
    struct scene scene;
    struct watched_call *call;

    scene_begin(&scene);
    call = analysis_call_get(scene.analysis, 2);
    g_assert_true(analysis_call_get(scene.analysis, 2) == call);
    g_assert_true(analysis_call(scene.analysis, 2) == call);
    g_assert_null(analysis_call(scene.analysis, 0));
    g_assert_null(analysis_call(scene.analysis, 1));
    g_assert_null(analysis_call(scene.analysis, 3));
    scene_end(&scene);
}

/* RTP of CALL's caller, and three repeats of its second packet: a burst. */
static void burst(struct scene *scene, const struct scene_call *call)
{
    const struct endpoint *media = call->media;

    scene_talk(scene, media[SIDE_A], media[SIDE_B], 1, 10, 2);
    for (unsigned i = 0; i < 3; i++)
        scene_rtp_again(scene, media[SIDE_A], media[SIDE_B], 1, 11,
                        scene->ticket);
}

/* The burst of the first and the call of the second stay where they are, fed
 * in turns. */
TEST(side_by_side)
{
    const struct scene_call one = scene_call_of("one", 1);
    const struct scene_call two = scene_call_of("two", 1); /* same endpoints */
    struct scene first, second;

    scene_begin(&first);
    scene_begin(&second);
    g_assert_cmpuint(scene_invite(&first, &one, ""), ==, 0);
    g_assert_cmpuint(scene_invite(&second, &two, ""), ==, 0);
    scene_answer(&first, &one, "");
    first.now_ns = second.now_ns = 10 * S;
    burst(&first, &one);
    scene_rtp(&second, two.media[SIDE_A], two.media[SIDE_B], 1, 11);
    g_assert_cmpuint(first.analysis->n_bursts, ==, 1);
    g_assert_cmpuint(second.analysis->n_bursts, ==, 0);
    g_assert_cmpuint(second.repeat.first_frame, ==, 0);
    g_assert_cmpuint(findings_count(first.analysis->findings), ==, 1);
    g_assert_cmpuint(findings_count(second.analysis->findings), ==, 0);
    g_assert_true(analysis_call(first.analysis, 0)->media.call.timeout.up);
    g_assert_false(analysis_call(second.analysis, 0)->media.call.timeout.up);
    g_assert_cmpint(clock_elapsed_ns(&first.analysis->clock, 100, 0), ==, 0);
    g_assert_cmpint(clock_elapsed_ns(&second.analysis->clock, 70, 0), ==, 0);
    g_assert_cmpint(clock_elapsed_ns(&first.analysis->clock, 101, 0), ==, S);
    scene_other_frame(&first, 60 * S);
    analysis_end(first.analysis);
    g_assert_cmpint(second.analysis->end_ns, <, 11 * S);
    g_assert_cmpuint(second.analysis->ended_at, ==, 0);
    g_assert_cmpuint(first.analysis->streams.streams->len, ==, 1);
    g_assert_cmpuint(second.analysis->streams.streams->len, ==, 1);
    g_assert_cmpuint(call_list(first.analysis)->len, ==, 1);
    scene_end(&first);
    g_assert_cmpuint(scene_bye(&second, &two, SIDE_A), ==, 0);
    g_assert_cmpuint(call_list(second.analysis)->len, ==, 1);
    scene_end(&second);
}

/* The second capture begins as if there had been no first. */
TEST(one_after_another)
{
    const struct scene_call call = scene_call_of("one", 1);
    struct scene scene;

    for (int i = 0; i < 2; i++) {
        scene_begin(&scene);
        g_assert_cmpuint(scene_set_up(&scene, &call, ""), ==, 0);
        burst(&scene, &call);
        g_assert_cmpuint(scene.analysis->n_bursts, ==, 1);
        g_assert_cmpuint(scene.repeat.burst, ==, 1);
        g_assert_cmpuint(scene_n_found(&scene, FINDING_DUP_BURST), ==, 1);
        scene_end(&scene);
    }
}
