/* Tests of the watch over ICE.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ice_watch.h"

#include "analysis_scene.h"

/* RFC 8839 5.1; the scene's SDP has its media at port 5000. */
#define CANDIDATE(host)                                                        \
    "sendrecv\r\na=candidate:1 1 UDP 9 10.0.0." host " 5000 typ host\r\n"

static struct media_flow *flow_of_media(void)
{
    const struct media_path path =
        media_path_of(&one.media[SIDE_A], &one.media[SIDE_B]);

    return media_flow_get(&scene->analysis->streams, &path);
}

/* The path is known since the first RTP after the answer, and stays. */
TEST(path)
{
    struct media_flow *flow = flow_of_media();

    scene->direction = CANDIDATE("1");
    scene_invite(&one, "");
    ice_watch_on_rtp(scene->analysis, flow, 2);
    g_assert_cmpint(flow->path, ==, ICE_PATH_UNKNOWN);
    scene->direction = CANDIDATE("2");
    scene_answer(&one, "");
    ice_watch_on_rtp(scene->analysis, flow, 4);
    ice_watch_on_rtp(scene->analysis, flow, 5);
    g_assert_cmpint(flow->path, ==, ICE_PATH_DIRECT);
    g_assert_cmpuint(flow->path_frame, ==, 4);
}
