/* Tests of findings about calls at the end of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_end.h"

#include "analysis_end.h"
#include "analysis_scene.h"

/* The capture holds only the caller's SIP. INVITE, then ACK: it was
 * answered. */
TEST(side_missing)
{
    const struct finding *found;

    scene_invite(&one, "");
    scene_ack(&one);
    analysis_end(scene->analysis);
    found = scene_found(FINDING_CAPTURE_ONE_WAY);
    g_assert_cmpuint(found->call, ==, 0);
    g_assert_nonnull(strstr(found->text, "10.0.0.2"));
    scene_begin();
    scene_set_up(&one, "");
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_CAPTURE_ONE_WAY), ==, 0);
}

/* Media without signalling has a call number too, and its finding has that
 * number. */
TEST(side_missing_hidden)
{
    for (uint16_t seq = 1; seq <= 100; seq++) {
        scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
        scene->now_ns += 100 * MS;
        if (seq % 20 == 0) /* on a source that the capture lacks */
            scene_report(at(1, 5001), at(2, 6001), 1, 99, 0, seq);
    }
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_found(FINDING_CAPTURE_ONE_WAY)->call, ==, 0);
}

/* If media was dropped because of a limit, nothing is reported as missing. */
TEST(side_missing_past_limits)
{
    scene_invite(&one, "");
    scene_ack(&one);
    scene->analysis->streams.n_not_kept = 1;
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_CAPTURE_ONE_WAY), ==, 0);
}
