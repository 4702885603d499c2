/* Tests of the links between calls, streams and findings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "call_list.h"
#include "links.h"
#include "unit_test.h"

static struct scene scene;
static struct links *links;

static void link_all(void)
{
    const GPtrArray *calls = call_list(scene.analysis);

    links = links_new(scene.analysis, calls);
}

static void end(void)
{
    links_free(links);
    scene_end(&scene);
}

TEST(none)
{
    scene_begin(&scene);
    link_all();
    g_assert_cmpuint(links_call_of_stream(links, 0), ==, NO_INDEX);
    g_assert_cmpuint(links_call_of_finding(links, 0), ==, NO_INDEX);
    g_assert_cmpuint(links_first_of_stream(links, 0), ==, NO_INDEX);
    g_assert_cmpuint(links_next_of_stream(links, 0), ==, NO_INDEX);
    g_assert_cmpuint(links_first_of_call(links, 0), ==, NO_INDEX);
    g_assert_cmpuint(links_next_of_call(links, NO_INDEX), ==, NO_INDEX);
    end();
    links_free(NULL);
}

static void find(uint32_t stream, uint32_t call)
{
    struct findings *findings = scene.analysis->findings;
    const struct moment moment = {.frame = scene.frame,
                                  .time_ns = scene.now_ns};

    finding_add(findings->pending, FINDING_DUP_BURST, "x");
    findings_keep(findings, &moment, stream, call);
}

/* Streams 0 of call 0 and 1 of call 1, both without signalling, and four
 * findings that no packet made. */
static void begin_two_calls(void)
{
    scene_begin(&scene);
    scene_rtp(&scene, at(1, 5000), at(2, 6000), 1, 1);
    scene_rtp(&scene, at(11, 5000), at(12, 6000), 2, 1);
    find(0, 0);
    find(1, 1);
    find(NO_INDEX, NO_INDEX);
    find(0, 0);
    link_all();
}

TEST(calls)
{
    begin_two_calls();
    g_assert_cmpuint(links_call_of_stream(links, 0), ==, 0);
    g_assert_cmpuint(links_call_of_stream(links, 1), ==, 1);
    g_assert_cmpuint(links_call_of_stream(links, 2), ==, NO_INDEX);
    g_assert_cmpuint(links_call_of_finding(links, 0), ==, 0);
    g_assert_cmpuint(links_call_of_finding(links, 1), ==, 1);
    g_assert_cmpuint(links_call_of_finding(links, 2), ==, NO_INDEX);
    g_assert_cmpuint(links_call_of_finding(links, 3), ==, 0);
    g_assert_cmpuint(links_call_of_finding(links, 4), ==, NO_INDEX);
    end();
}

/* Ascending, each list to its end. */
TEST(lists)
{
    begin_two_calls();
    g_assert_cmpuint(links_first_of_stream(links, 0), ==, 0);
    g_assert_cmpuint(links_next_of_stream(links, 0), ==, 3);
    g_assert_cmpuint(links_next_of_stream(links, 3), ==, NO_INDEX);
    g_assert_cmpuint(links_first_of_stream(links, 1), ==, 1);
    g_assert_cmpuint(links_next_of_stream(links, 1), ==, NO_INDEX);
    g_assert_cmpuint(links_first_of_call(links, 0), ==, 0);
    g_assert_cmpuint(links_next_of_call(links, 0), ==, 3);
    g_assert_cmpuint(links_next_of_call(links, 3), ==, NO_INDEX);
    g_assert_cmpuint(links_first_of_call(links, 1), ==, 1);
    g_assert_cmpuint(links_first_of_call(links, NO_INDEX), ==, NO_INDEX);
    end();
}

/* The second leg's stream and finding are the call's, which has the number of
 * its first leg. */
TEST(joined)
{
    struct media_stream *video;

    scene_begin(&scene);
    scene_rtp(&scene, at(1, 5000), at(2, 6000), 1, 1);
    video = scene_rtp(&scene, at(1, 5002), at(2, 6002), 2, 1);
    video->kind = MEDIA_KIND_VIDEO;
    find(1, 1);
    link_all();
    g_assert_cmpuint(links_call_of_stream(links, 1), ==, 0);
    g_assert_cmpuint(links_call_of_finding(links, 0), ==, 0);
    g_assert_cmpuint(links_first_of_call(links, 0), ==, 0);
    g_assert_cmpuint(links_first_of_call(links, 1), ==, NO_INDEX);
    g_assert_cmpuint(links_first_of_stream(links, 1), ==, 0);
    end();
}

/* A number of which nothing is left: its finding has no call. */
TEST(left_over)
{
    const struct scene_call call = scene_call_of("one", 1);

    scene_begin(&scene);
    scene_rtp(&scene, call.media[SIDE_A], call.media[SIDE_B], 1, 1);
    find(0, 0);
    scene_set_up(&scene, &call, "");
    scene_rtp(&scene, call.media[SIDE_A], call.media[SIDE_B], 1, 2);
    link_all();
    g_assert_cmpuint(links_call_of_stream(links, 0), ==, 1);
    g_assert_cmpuint(links_call_of_finding(links, 0), ==, NO_INDEX);
    g_assert_cmpuint(links_first_of_stream(links, 0), ==, 0);
    end();
}
