/* Tests of when the sides of a call were heard.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "call_heard.h"

static struct call_facts heard(uint32_t call)
{
    const struct watched_call *kept = analysis_call(scene->analysis, call);
    struct call_facts facts = kept->record.facts;

    call_heard(kept, &facts);
    return facts;
}

/* SIP at 1 s; RTP of A from 2 to 5 s, of B at 3 s and 4 s, RTCP of B at 9 s. */
TEST(both)
{
    struct call_facts facts;
    uint32_t call;

    scene->now_ns = 1 * S;
    call = scene_set_up(&one, "");
    facts = heard(call);
    g_assert_cmpint(facts.heard_ns[SIDE_A], ==, 1 * S);
    g_assert_cmpint(facts.media_both_ways_ns, ==, 0);
    for (uint16_t s = 2; s <= 5; s++) {
        scene->now_ns = s * S;
        scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, s);
        if (s == 3 || s == 4)
            scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, s);
    }
    scene->now_ns = 9 * S;
    scene_rtcp(one.media[SIDE_B], one.media[SIDE_A], 2);
    facts = heard(call);
    g_assert_cmpint(facts.heard_ns[SIDE_A], ==, 5 * S);
    g_assert_cmpint(facts.heard_ns[SIDE_B], ==, 9 * S);
    g_assert_cmpint(facts.media_both_ways_ns, ==, 1 * S);
}
