/* Tests of what the end of a capture shows of calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_end.h"

#include "analysis_end.h"
#include "analysis_scene.h"
#include "unit_test.h"

static struct scene scene;
static struct scene_call call;

static void begin(void)
{
    scene_begin(&scene);
    call = scene_call_of("one", 1);
}

/* The capture holds the caller's SIP only. INVITE, then ACK: it was
 * answered. */
TEST(side_missing)
{
    const struct kept_finding *found;

    begin();
    scene_invite(&scene, &call, "");
    scene_ack(&scene, &call);
    analysis_end(scene.analysis);
    found = scene_found(&scene, FINDING_CAPTURE_ONE_WAY);
    g_assert_cmpuint(found->call, ==, 0);
    g_assert_nonnull(strstr(found->text, "10.0.0.2"));
    scene_end(&scene);
    begin();
    scene_set_up(&scene, &call, "");
    analysis_end(scene.analysis);
    g_assert_cmpuint(scene_n_found(&scene, FINDING_CAPTURE_ONE_WAY), ==, 0);
    scene_end(&scene);
}

/* Where media was left out for want of room, nothing is known to be missing. */
TEST(side_missing_past_limits)
{
    begin();
    scene_invite(&scene, &call, "");
    scene_ack(&scene, &call);
    scene.analysis->streams.n_not_kept = 1;
    analysis_end(scene.analysis);
    g_assert_cmpuint(scene_n_found(&scene, FINDING_CAPTURE_ONE_WAY), ==, 0);
    scene_end(&scene);
}
