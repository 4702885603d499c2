/* Tests of processing calls for trunks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "trunk_watch.h"

TEST(call_never_up)
{
    struct trunk_call seen;

    g_assert_false(trunk_watch_call(scene->analysis, 0, &seen));
    scene_invite(&one, "");
    g_assert_false(trunk_watch_call(scene->analysis, 0, &seen));
    g_assert_false(trunk_watch_call(scene->analysis, 1, &seen));
}

/* Ports are ignored, and ended_by is an index into hosts. */
TEST(call_up_and_ended)
{
    struct trunk_call seen;

    scene_set_up(&one, "");
    g_assert_true(trunk_watch_call(scene->analysis, 0, &seen));
    g_assert_true(endpoint_same_address(&seen.hosts[0], &one.sip[SIDE_A]));
    g_assert_true(endpoint_same_address(&seen.hosts[1], &one.sip[SIDE_B]));
    g_assert_cmpuint(seen.hosts[0].port, ==, 0);
    g_assert_cmpuint(seen.ended_by, ==, N_TRUNK_ENDS);
    g_assert_cmpint(seen.verdict, ==, CALL_VERDICT_CAPTURE_ENDED);
    scene->now_ns = S;
    scene_bye(&one, SIDE_B);
    g_assert_true(trunk_watch_call(scene->analysis, 0, &seen));
    g_assert_cmpuint(seen.ended_by, ==, SIDE_B);
}

/* Call one, set up at 0 s, in which both sides send RTP for LENGTH_S, but only
 * A sends RTCP. */
static uint32_t call_without_rtcp(int64_t length_s)
{
    uint32_t number = scene_set_up(&one, "");

    for (int64_t i = 0; i <= length_s; i++) {
        scene->now_ns = i * S;
        scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, (uint16_t)i);
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, (uint16_t)i);
        scene_rtcp(one.media[SIDE_A], one.media[SIDE_B], 1);
    }
    return number;
}

/* Whether A had to refresh a timer of 90 s in a call with RTP until LAST_S. */
static bool is_refresh_due(int64_t last_s)
{
    struct trunk_call seen;

    scene_begin();
    scene_set_up(&one, "Supported: timer\r\n"
                       "Session-Expires: 90;refresher=uac\r\n");
    scene->now_ns = last_s * S;
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    g_assert_true(trunk_watch_call(scene->analysis, 0, &seen));
    g_assert_false(seen.ends[SIDE_B].refresh_due);
    return seen.ends[SIDE_A].refresh_due;
}

/* RFC 4028 10: B may give up 32 s or a third before the end, at 60 s. */
TEST(refresh_due)
{
    g_assert_false(is_refresh_due(60));
    g_assert_true(is_refresh_due(61));
}

static bool outlived(uint32_t number, enum side side, int64_t by_ns)
{
    return trunk_watch_rtcp_outlived(scene->analysis, number, side, by_ns);
}

/* A call must last more than 35 s: 30 s, and 5 s of tolerance. */
static bool outlives(int64_t length_s, enum side side)
{
    const struct scene_call next = scene_call_of("two", 1);

    scene_begin();
    call_without_rtcp(length_s);
    scene_bye(&one, SIDE_A);
    scene->now_ns = 100 * S;
    return outlived(scene_set_up(&next, ""), side, 100 * S);
}

TEST(outlived_35_seconds)
{
    g_assert_false(outlives(35, SIDE_B));
    g_assert_true(outlives(36, SIDE_B));
    g_assert_false(outlives(36, SIDE_A));
    g_assert_false(outlives(36, SIDE_UNKNOWN));
}

/* Only calls that had ended by then count. */
TEST(outlived_by)
{
    const struct scene_call next = scene_call_of("two", 1);
    uint32_t number;

    call_without_rtcp(36);
    number = scene_set_up(&next, "");
    g_assert_false(outlived(number, SIDE_B, 90 * S));
    scene->now_ns = 40 * S;
    scene_bye(&one, SIDE_A);
    g_assert_true(outlived(number, SIDE_B, 40 * S));
    g_assert_false(outlived(number, SIDE_B, 40 * S - 1));
}

/* Calls of another capture do not count. */
TEST(outlived_side_by_side)
{
    const struct scene_call next = scene_call_of("two", 1);
    struct scene other = {0};

    call_without_rtcp(36);
    scene_bye(&one, SIDE_A);
    scene = &other;
    scene_begin();
    g_assert_false(outlived(scene_set_up(&next, ""), SIDE_B, 100 * S));
    scene_end();
}
