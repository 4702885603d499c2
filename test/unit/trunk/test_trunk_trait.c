/* Tests of what an end of a trunk does or does not do.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_trait.h"

#include <string.h>

#include "unit_test.h"

#define S INT64_C(1000000000)

static void assert_trait(struct trunk_end_facts facts, enum trunk_trait trait,
                         enum trunk_answer answer)
{
    g_assert_cmpint(trunk_trait_of(&facts, trait), ==, answer);
}

#define FACTS(...) ((struct trunk_end_facts){__VA_ARGS__})

TEST(trait_nothing)
{
    for (int trait = 0; trait <= N_TRUNK_TRAITS; trait++)
        assert_trait(FACTS(.microsoft = false), trait, TRUNK_ANSWER_NONE);
}

/* More than 30 s of RTP: RTCPActiveCalls' limit. */
TEST(trait_rtcp)
{
    assert_trait(FACTS(.rtp_ns = 30 * S), TRUNK_RTCP, TRUNK_ANSWER_NONE);
    assert_trait(FACTS(.rtp_ns = 30 * S + 1), TRUNK_RTCP, TRUNK_ANSWER_NO);
    assert_trait(FACTS(.rtp_ns = 30 * S + 1, .rtcp_seen = true), TRUNK_RTCP,
                 TRUNK_ANSWER_YES);
    assert_trait(FACTS(.rtp_ns = 1, .rtcp_seen = true), TRUNK_RTCP,
                 TRUNK_ANSWER_YES);
    assert_trait(FACTS(.rtp_ns = 30 * S + 1, .rtcp_declined = true), TRUNK_RTCP,
                 TRUNK_ANSWER_NONE);

    assert_trait(FACTS(.held_ns = 30 * S), TRUNK_RTCP_ON_HOLD,
                 TRUNK_ANSWER_NONE);
    assert_trait(FACTS(.held_ns = 30 * S + 1), TRUNK_RTCP_ON_HOLD,
                 TRUNK_ANSWER_NO);
    assert_trait(FACTS(.held_ns = 60 * S, .rtcp_on_hold = true),
                 TRUNK_RTCP_ON_HOLD, TRUNK_ANSWER_YES);
    assert_trait(FACTS(.held_ns = 60 * S, .rtcp_declined = true),
                 TRUNK_RTCP_ON_HOLD, TRUNK_ANSWER_NONE);
}

TEST(trait_media)
{
    assert_trait(FACTS(.up_ns = 30 * S), TRUNK_MEDIA, TRUNK_ANSWER_NONE);
    assert_trait(FACTS(.up_ns = 30 * S + 1), TRUNK_MEDIA, TRUNK_ANSWER_YES);
    assert_trait(FACTS(.up_ns = 60 * S, .silent_ns = 29 * S - 1), TRUNK_MEDIA,
                 TRUNK_ANSWER_YES);
    assert_trait(FACTS(.silent_ns = 29 * S - 1), TRUNK_MEDIA,
                 TRUNK_ANSWER_NONE);
    assert_trait(FACTS(.up_ns = 60 * S, .silent_ns = 29 * S), TRUNK_MEDIA,
                 TRUNK_ANSWER_NO);
    /* The call was up for 29.5 s, silent and then dropped. */
    assert_trait(FACTS(.up_ns = 29 * S, .silent_ns = 29 * S), TRUNK_MEDIA,
                 TRUNK_ANSWER_NO);
}

TEST(trait_timer)
{
    assert_trait(FACTS(.request_seen = true), TRUNK_TIMER_OFFERED,
                 TRUNK_ANSWER_NO);
    assert_trait(FACTS(.request_seen = true, .timer_asked = true),
                 TRUNK_TIMER_OFFERED, TRUNK_ANSWER_YES);
    assert_trait(FACTS(.timer_requested = true), TRUNK_TIMER_ACCEPTED,
                 TRUNK_ANSWER_NO);
    assert_trait(FACTS(.timer_requested = true, .timer_granted = true),
                 TRUNK_TIMER_ACCEPTED, TRUNK_ANSWER_YES);
    assert_trait(FACTS(.refresh_due = true), TRUNK_TIMER_REFRESHED,
                 TRUNK_ANSWER_NO);
    assert_trait(FACTS(.refreshed = true), TRUNK_TIMER_REFRESHED,
                 TRUNK_ANSWER_YES);
}

/* DSCP_ONE_WAY_PACKETS: 10. */
TEST(trait_marked)
{
    assert_trait(FACTS(.n_marked = 9), TRUNK_MARKED, TRUNK_ANSWER_NONE);
    assert_trait(FACTS(.n_marked = 10), TRUNK_MARKED, TRUNK_ANSWER_YES);
    assert_trait(FACTS(.n_marked = 11, .n_unmarked = 10), TRUNK_MARKED,
                 TRUNK_ANSWER_YES);
    assert_trait(FACTS(.n_marked = 10, .n_unmarked = 10), TRUNK_MARKED,
                 TRUNK_ANSWER_NONE);
    assert_trait(FACTS(.n_marked = 10, .n_unmarked = 11), TRUNK_MARKED,
                 TRUNK_ANSWER_NO);
    assert_trait(FACTS(.n_unmarked = 9), TRUNK_MARKED, TRUNK_ANSWER_NONE);
    assert_trait(FACTS(.n_unmarked = 10), TRUNK_MARKED, TRUNK_ANSWER_NO);
}

TEST(text_all)
{
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++)
        g_assert_cmpuint(strlen(trunk_trait_text(trait)), >, 0);
    g_assert_cmpstr(trunk_trait_text(N_TRUNK_TRAITS), ==, "");
}

/* Programs read these. */
TEST(name_all)
{
    static const char *const names[] = {
        "rtcp",           "rtcp_on_hold",    "media", "timer_offered",
        "timer_accepted", "timer_refreshed", "marked"};

    g_assert_cmpint(G_N_ELEMENTS(names), ==, N_TRUNK_TRAITS);
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++)
        g_assert_cmpstr(trunk_trait_name(trait), ==, names[trait]);
    g_assert_null(trunk_trait_name(N_TRUNK_TRAITS));
}

/* A call that went on for 5 s beyond the limit of 30 s proves that nobody
 * checks. */
TEST(outlived_limit)
{
    struct trunk_end_facts facts = {.rtp_ns = 35 * S};

    g_assert_false(trunk_outlived_rtcp(&facts));
    facts.rtp_ns++;
    g_assert_true(trunk_outlived_rtcp(&facts));
    facts.rtcp_seen = true;
    g_assert_false(trunk_outlived_rtcp(&facts));
}
