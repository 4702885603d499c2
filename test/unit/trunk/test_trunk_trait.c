/* Tests of what an end of a trunk does or does not do.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_trait.h"

#include <string.h>

#include "unit_test.h"

/* What an end of which these facts are known answers about TRAIT. */
#define ASSERT_TRAIT(trait, answer, ...)                                       \
    g_assert_cmpint(                                                           \
        trunk_trait_of(&(struct trunk_end_facts){__VA_ARGS__}, trait), ==,     \
        TRUNK_ANSWER_##answer)

TEST(trait_nothing)
{
    for (int trait = 0; trait <= N_TRUNK_TRAITS; trait++)
        ASSERT_TRAIT(trait, NONE, .microsoft = false);
}

/* More than 30 s of RTP: RTCPActiveCalls' limit. */
TEST(trait_rtcp)
{
    ASSERT_TRAIT(TRUNK_RTCP, NONE, .rtp_ns = 30 * S);
    ASSERT_TRAIT(TRUNK_RTCP, NO, .rtp_ns = 30 * S + 1);
    ASSERT_TRAIT(TRUNK_RTCP, YES, .rtp_ns = 30 * S + 1, .rtcp_seen = true);
    ASSERT_TRAIT(TRUNK_RTCP, YES, .rtp_ns = 1, .rtcp_seen = true);
    ASSERT_TRAIT(TRUNK_RTCP, NONE, .rtp_ns = 30 * S + 1, .rtcp_declined = true);

    ASSERT_TRAIT(TRUNK_RTCP_ON_HOLD, NONE, .held_ns = 30 * S);
    ASSERT_TRAIT(TRUNK_RTCP_ON_HOLD, NO, .held_ns = 30 * S + 1);
    ASSERT_TRAIT(TRUNK_RTCP_ON_HOLD, YES, .held_ns = 60 * S,
                 .rtcp_on_hold = true);
    ASSERT_TRAIT(TRUNK_RTCP_ON_HOLD, NONE, .held_ns = 60 * S,
                 .rtcp_declined = true);
}

TEST(trait_media)
{
    ASSERT_TRAIT(TRUNK_MEDIA, NONE, .up_ns = 30 * S);
    ASSERT_TRAIT(TRUNK_MEDIA, YES, .up_ns = 30 * S + 1);
    ASSERT_TRAIT(TRUNK_MEDIA, YES, .up_ns = 60 * S, .silent_ns = 29 * S - 1);
    ASSERT_TRAIT(TRUNK_MEDIA, NONE, .silent_ns = 29 * S - 1);
    ASSERT_TRAIT(TRUNK_MEDIA, NO, .up_ns = 60 * S, .silent_ns = 29 * S);
    /* up for 29 s, silent all the time, then dropped */
    ASSERT_TRAIT(TRUNK_MEDIA, NO, .up_ns = 29 * S, .silent_ns = 29 * S);
}

TEST(trait_timer)
{
    ASSERT_TRAIT(TRUNK_TIMER_OFFERED, NO, .request_seen = true);
    ASSERT_TRAIT(TRUNK_TIMER_OFFERED, YES, .request_seen = true,
                 .timer_asked = true);
    ASSERT_TRAIT(TRUNK_TIMER_ACCEPTED, NO, .timer_requested = true);
    ASSERT_TRAIT(TRUNK_TIMER_ACCEPTED, YES, .timer_requested = true,
                 .timer_granted = true);
    ASSERT_TRAIT(TRUNK_TIMER_REFRESHED, NO, .refresh_due = true);
    ASSERT_TRAIT(TRUNK_TIMER_REFRESHED, YES, .refreshed = true);
}

/* DSCP_ONE_WAY_PACKETS: 10. */
TEST(trait_marked)
{
    ASSERT_TRAIT(TRUNK_MARKED, NONE, .n_marked = 9);
    ASSERT_TRAIT(TRUNK_MARKED, YES, .n_marked = 10);
    ASSERT_TRAIT(TRUNK_MARKED, YES, .n_marked = 11, .n_unmarked = 10);
    ASSERT_TRAIT(TRUNK_MARKED, NONE, .n_marked = 10, .n_unmarked = 10);
    ASSERT_TRAIT(TRUNK_MARKED, NO, .n_marked = 10, .n_unmarked = 11);
    ASSERT_TRAIT(TRUNK_MARKED, NONE, .n_unmarked = 9);
    ASSERT_TRAIT(TRUNK_MARKED, NO, .n_unmarked = 10);
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
