/* Tests of the legs of calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "call_legs.h"

static struct judged_leg *legs;
static uint32_t n_legs;

static void judge(void)
{
    legs = call_legs(scene->analysis, &n_legs);
}

static void end(void)
{
    call_legs_free(legs, n_legs);
}

TEST(none)
{
    judge();
    g_assert_cmpuint(n_legs, ==, 0);
    end();
}

TEST(signalled)
{
    scene_set_up(&one, "");
    scene->now_ns = S;
    scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, 1);
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    scene->now_ns = 3 * S;
    scene_bye(&one, SIDE_A);
    judge();
    g_assert_cmpuint(n_legs, ==, 1);
    g_assert_true(legs[0].known);
    g_assert_nonnull(legs[0].record);
    g_assert_cmpint(legs[0].judgement.verdict, ==, CALL_VERDICT_NORMAL);
    g_assert_cmpint(legs[0].leg.end_ns, ==, 3 * S);
    g_assert_cmpuint(legs[0].streams->len, ==, 2);
    g_assert_cmpuint(g_array_index(legs[0].streams, uint32_t, 0), ==, 0);
    g_assert_cmpuint(g_array_index(legs[0].streams, uint32_t, 1), ==, 1);
    g_assert_cmpuint(legs[0].first_media.frame, ==, 4);
    g_assert_cmpuint(legs[0].last_media.frame, ==, 5);
    g_assert_cmpuint(legs[0].leg.n_rtp, ==, 2);
    g_assert_cmpuint(legs[0].leg.rtp[1].ssrc, ==, 1);
    end();
}

/* A call whose end was not seen ends with its last packet. */
TEST(media_after_messages)
{
    scene_set_up(&one, "");
    scene->now_ns = 7 * S;
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    scene_other_frame(20 * S);
    judge();
    g_assert_cmpint(legs[0].judgement.verdict, ==, CALL_VERDICT_CAPTURE_ENDED);
    g_assert_cmpint(legs[0].leg.end_ns, ==, 7 * S);
    g_assert_cmpuint(legs[0].facts.last.frame, ==, 4);
    end();
}

/* Media alone: who sent first is side A. */
TEST(hidden_sides)
{
    struct endpoint a = at(2, 6000), b = at(1, 5000);

    scene->now_ns = 2 * S;
    scene_rtp(a, b, 1, 1);
    scene->now_ns = 4 * S;
    scene_rtp(b, a, 2, 1);
    judge();
    g_assert_cmpuint(n_legs, ==, 1);
    g_assert_true(legs[0].known);
    g_assert_null(legs[0].record);
    g_assert_true(endpoint_equal(&legs[0].facts.parties[SIDE_A], &a));
    g_assert_true(endpoint_equal(&legs[0].facts.parties[SIDE_B], &b));
    g_assert_cmpint(legs[0].flow.begin_ns, ==, 2 * S);
    g_assert_cmpint(legs[0].flow.end_ns, ==, 4 * S);
    g_assert_true(legs[0].flow.sends[0] && legs[0].flow.sends[1]);
    g_assert_cmpint(legs[0].flow.kind, ==, MEDIA_KIND_AUDIO);
    end();
}

/* One direction alone; audio and video on one pair of ports are of no kind. */
TEST(hidden_flow)
{
    scene_rtp(at(1, 5000), at(2, 6000), 1, 1);
    scene_video(at(1, 5000), at(2, 6000), 2, 1);
    judge();
    g_assert_true(legs[0].flow.sends[0]);
    g_assert_false(legs[0].flow.sends[1]);
    g_assert_cmpint(legs[0].flow.kind, ==, MEDIA_KIND_UNKNOWN);
    end();
}

/* Nothing is left of a call whose media moved to one with SDP. */
TEST(unknown)
{
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    scene_set_up(&one, "");
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 2);
    judge();
    g_assert_cmpuint(n_legs, ==, 2);
    g_assert_false(legs[0].known);
    g_assert_null(legs[0].streams);
    g_assert_true(legs[1].known);
    g_assert_cmpuint(legs[1].first_media.frame, ==, 1);
    end();
}
