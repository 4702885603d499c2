/* Tests of the watch over trunks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "trunk_watch.h"
#include "unit_test.h"

static struct scene scene;
static struct scene_call call;

static void begin(void)
{
    scene_begin(&scene);
    call = scene_call_of("one", 1);
}

TEST(call_never_up)
{
    struct trunk_call seen;

    begin();
    g_assert_false(trunk_watch_call(scene.analysis, 0, &seen));
    scene_invite(&scene, &call, "");
    g_assert_false(trunk_watch_call(scene.analysis, 0, &seen));
    g_assert_false(trunk_watch_call(scene.analysis, 1, &seen));
    g_assert_cmpuint(scene.analysis->open_calls->len, ==, 0);
    scene_end(&scene);
}

/* Ports do not count, and the end is named by its place in hosts. */
TEST(call_up_and_ended)
{
    struct trunk_call seen;

    begin();
    scene_set_up(&scene, &call, "");
    g_assert_true(trunk_watch_call(scene.analysis, 0, &seen));
    g_assert_true(endpoint_same_address(&seen.hosts[0], &call.sip[SIDE_A]));
    g_assert_true(endpoint_same_address(&seen.hosts[1], &call.sip[SIDE_B]));
    g_assert_cmpuint(seen.hosts[0].port, ==, 0);
    g_assert_cmpuint(seen.ended_by, ==, N_TRUNK_ENDS);
    g_assert_cmpint(seen.verdict, ==, CALL_VERDICT_CAPTURE_ENDED);
    g_assert_cmpuint(scene.analysis->open_calls->len, ==, 1);
    scene.now_ns = S;
    scene_bye(&scene, &call, SIDE_B);
    g_assert_true(trunk_watch_call(scene.analysis, 0, &seen));
    g_assert_cmpuint(seen.ended_by, ==, SIDE_B);
    g_assert_cmpuint(scene.analysis->open_calls->len, ==, 0);
    scene_end(&scene);
}

/* A call that was set up at SINCE_NS, and in which both send RTP for LENGTH_S,
 * and A alone RTCP. */
static uint32_t call_without_rtcp(const struct scene_call *talk,
                                  int64_t since_ns, int64_t length_s)
{
    uint32_t number;

    scene.now_ns = since_ns;
    number = scene_set_up(&scene, talk, "");
    for (int64_t i = 0; i <= length_s; i++) {
        scene.now_ns = since_ns + i * S;
        scene_rtp(&scene, talk->media[SIDE_A], talk->media[SIDE_B], 1,
                  (uint16_t)i);
        scene_rtp(&scene, talk->media[SIDE_B], talk->media[SIDE_A], 2,
                  (uint16_t)i);
        scene_rtcp(&scene, talk->media[SIDE_A], talk->media[SIDE_B], 1);
    }
    return number;
}

/* More than 35 s outlive the check: 30 s, and 5 s of tolerance. */
static bool outlives(int64_t length_s, enum side side)
{
    const struct scene_call next = scene_call_of("two", 1);
    uint32_t number;
    bool outlived;

    begin();
    call_without_rtcp(&call, 0, length_s);
    scene_bye(&scene, &call, SIDE_A);
    scene.now_ns = 100 * S;
    number = scene_set_up(&scene, &next, "");
    outlived = trunk_watch_rtcp_outlived(scene.analysis, number, side, 100 * S);
    scene_end(&scene);
    return outlived;
}

TEST(outlived_35_seconds)
{
    g_assert_false(outlives(35, SIDE_B));
    g_assert_true(outlives(36, SIDE_B));
    g_assert_false(outlives(36, SIDE_A));
    g_assert_false(outlives(36, SIDE_UNKNOWN));
}

/* Only what had ended by then counts; an open call only if all time does. */
TEST(outlived_by)
{
    const struct scene_call next = scene_call_of("two", 1);
    uint32_t open, number;

    begin();
    open = call_without_rtcp(&call, 0, 36);
    number = scene_set_up(&scene, &next, "");
    g_assert_false(
        trunk_watch_rtcp_outlived(scene.analysis, number, SIDE_B, 90 * S));
    g_assert_true(
        trunk_watch_rtcp_outlived(scene.analysis, number, SIDE_B, INT64_MAX));
    g_assert_false(
        trunk_watch_rtcp_outlived(scene.analysis, open, SIDE_B, INT64_MAX));
    scene.now_ns = 40 * S;
    scene_bye(&scene, &call, SIDE_A);
    g_assert_true(
        trunk_watch_rtcp_outlived(scene.analysis, number, SIDE_B, 40 * S));
    g_assert_false(
        trunk_watch_rtcp_outlived(scene.analysis, number, SIDE_B, 40 * S - 1));
    scene_end(&scene);
}

/* What outlived in another capture is not known in this one. */
TEST(outlived_side_by_side)
{
    const struct scene_call next = scene_call_of("two", 1);
    struct scene other;
    uint32_t number;

    scene_begin(&other);
    begin();
    call_without_rtcp(&call, 0, 36);
    number = scene_set_up(&other, &next, "");
    g_assert_false(
        trunk_watch_rtcp_outlived(other.analysis, number, SIDE_B, INT64_MAX));
    scene_end(&scene);
    scene_end(&other);
}
