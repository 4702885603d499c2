/* Tests of what ICE did for a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "call_ice.h"

/* RFC 8839 5.1; the scene's media is at port 5000. */
#define CANDIDATE(host)                                                        \
    "a=candidate:1 1 UDP 9 10.0.0." host " 5000 typ host\r\n"

static void begin(const char *offer, const char *answer)
{
    scene->direction = offer;
    scene_invite(&one, "");
    scene->direction = answer;
    scene_answer(&one, "");
    scene->direction = NULL;
}

static void assert_text(const char *expected)
{
    const struct call_row *row =
        g_ptr_array_index(call_list(scene->analysis), 0);
    char *text = call_ice_text(scene->analysis, row);

    g_assert_cmpstr(text, ==, expected);
    g_free(text);
}

TEST(none)
{
    begin("sendrecv", "sendrecv");
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    assert_text(NULL);
}

/* The busier stream shows the path. */
TEST(path)
{
    begin("sendrecv\r\n" CANDIDATE("1") CANDIDATE("7"),
          "sendrecv\r\n" CANDIDATE("2"));
    assert_text("ICE: caller 2 candidates, no check seen; callee 1 "
                "candidates, no check seen.");
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, 1);
    scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, 2);
    g_assert_cmpuint(
        call_ice_stream(scene->analysis,
                        g_ptr_array_index(call_list(scene->analysis), 0))
            ->ssrc,
        ==, 2);
    assert_text("ICE: caller 2 candidates, no check seen; callee 1 "
                "candidates, no check seen; media direct from "
                "10.0.0.2:5000 to 10.0.0.1:5000.");
}
