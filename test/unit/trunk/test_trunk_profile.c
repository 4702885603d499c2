/* Tests of what the ends of a trunk do.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_profile.h"

#include <string.h>

#include "call_scene.h"
#include "call_verdict.h"

static void assert_trait(struct trunk_end_facts facts, enum trunk_trait trait,
                         enum trunk_answer answer)
{
    g_assert_cmpint(trunk_trait_of(&facts, trait), ==, answer);
}

#define FACTS(...) ((struct trunk_end_facts){__VA_ARGS__})

static void test_nothing(void)
{
    for (int trait = 0; trait <= N_TRUNK_TRAITS; trait++)
        assert_trait(FACTS(.microsoft = false), trait, TRUNK_ANSWER_NONE);
}

/* More than 30 s of RTP: RTCPActiveCalls' limit. */
static void test_rtcp(void)
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

static void test_media(void)
{
    assert_trait(FACTS(.up_ns = 30 * S), TRUNK_MEDIA, TRUNK_ANSWER_NONE);
    assert_trait(FACTS(.up_ns = 30 * S + 1), TRUNK_MEDIA, TRUNK_ANSWER_YES);
    assert_trait(FACTS(.up_ns = 60 * S, .silent_ns = 30 * S), TRUNK_MEDIA,
                 TRUNK_ANSWER_YES);
    assert_trait(FACTS(.silent_ns = 30 * S), TRUNK_MEDIA, TRUNK_ANSWER_NONE);
    assert_trait(FACTS(.up_ns = 60 * S, .silent_ns = 30 * S + 1), TRUNK_MEDIA,
                 TRUNK_ANSWER_NO);
}

static void test_timer(void)
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
static void test_marked(void)
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

static struct trunk_call call_between(uint8_t a, uint8_t b)
{
    return (struct trunk_call){.hosts = {host(a), host(b)},
                               .ended_by = N_TRUNK_ENDS};
}

/* Either end may call; ports do not count. */
static void test_add_either_way(void)
{
    struct trunk_profile profile = {0};
    struct trunk_call call = call_between(1, 2);

    call.ends[1].rtcp_seen = true;
    g_assert_true(trunk_profile_add(&profile, &call));
    call = call_between(2, 1);
    call.hosts[0].port = 40000;
    call.ends[0].rtcp_seen = true;
    call.ends[1].rtp_ns = 31 * S;
    g_assert_true(trunk_profile_add(&profile, &call));
    g_assert_cmpuint(profile.n_calls, ==, 2);
    g_assert_cmpuint(profile.ends[1].traits[TRUNK_RTCP].n_for, ==, 2);
    g_assert_cmpuint(profile.ends[1].traits[TRUNK_RTCP].n_against, ==, 0);
    g_assert_cmpuint(profile.ends[0].traits[TRUNK_RTCP].n_against, ==, 1);
}

static void test_add_others(void)
{
    struct trunk_profile profile = {0};
    struct trunk_call call = call_between(1, 1);

    g_assert_false(trunk_profile_add(&profile, &call));
    call = call_between(1, 2);
    call.hosts[1].family = 0;
    g_assert_false(trunk_profile_add(&profile, &call));
    call = call_between(1, 2);
    g_assert_true(trunk_profile_add(&profile, &call));
    call = call_between(1, 3);
    g_assert_false(trunk_profile_add(&profile, &call));
    call = call_between(3, 2);
    g_assert_false(trunk_profile_add(&profile, &call));
    g_assert_cmpuint(profile.n_calls, ==, 1);
}

static void test_outcomes(void)
{
    struct trunk_profile profile = {0};
    struct trunk_call call = call_between(1, 2);

    call.ends[1].rtp_ns = 35 * S; /* the check's limit and 5 s more */
    call.ends[1].silent_ns = 35 * S;
    call.verdict = CALL_VERDICT_MEDIA_TIMEOUT;
    call.ended_by = 0;
    trunk_profile_add(&profile, &call);
    g_assert_cmpuint(profile.ends[1].n_media_lost, ==, 1);
    g_assert_cmpuint(profile.ends[0].n_media_lost, ==, 0);
    g_assert_cmpuint(profile.ends[1].n_rtcp_outlived, ==, 0);
    g_assert_cmpuint(profile.ends[1].n_media_outlived, ==, 0);
    call.ends[1].rtp_ns++;
    call.ends[1].silent_ns++;
    trunk_profile_add(&profile, &call);
    g_assert_cmpuint(profile.ends[1].n_rtcp_outlived, ==, 1);
    g_assert_cmpuint(profile.ends[1].n_media_outlived, ==, 1);
    g_assert_true(trunk_outlived_rtcp(&call.ends[1]));
    call.ends[1].rtcp_seen = true;
    trunk_profile_add(&profile, &call);
    g_assert_cmpuint(profile.ends[1].n_rtcp_outlived, ==, 1);
    g_assert_false(trunk_outlived_rtcp(&call.ends[1]));
}

static void test_hold_outlived(void)
{
    struct trunk_profile profile = {0};
    struct trunk_call call = call_between(1, 2);

    call.ends[1].held_ns = 35 * S;
    trunk_profile_add(&profile, &call);
    g_assert_cmpuint(profile.ends[1].n_hold_outlived, ==, 0);
    call.ends[1].held_ns++;
    trunk_profile_add(&profile, &call);
    g_assert_cmpuint(profile.ends[1].n_hold_outlived, ==, 1);
    call.ends[1].rtcp_on_hold = true;
    trunk_profile_add(&profile, &call);
    g_assert_cmpuint(profile.ends[1].n_hold_outlived, ==, 1);
}

static void test_expired(void)
{
    struct trunk_profile profile = {0};
    struct trunk_call call = call_between(1, 2);

    call.verdict = CALL_VERDICT_SESSION_EXPIRED;
    call.ended_by = 0;
    call.ends[0].refresh_due = true;
    trunk_profile_add(&profile, &call);
    g_assert_cmpuint(profile.ends[0].n_expired, ==, 1);
    g_assert_cmpuint(profile.ends[1].n_expired, ==, 0);
    call.ended_by = 1; /* the other gave up on it */
    trunk_profile_add(&profile, &call);
    g_assert_cmpuint(profile.ends[0].n_expired, ==, 1);
}

static void test_server(void)
{
    struct trunk_profile profile = {0};
    struct trunk_call call = call_between(1, 2);

    trunk_profile_add(&profile, &call);
    g_assert_cmpuint(trunk_profile_server(&profile), ==, N_TRUNK_ENDS);
    call.ends[1].microsoft = true;
    call.ends[1].generation = PRODUCT_GENERATION_LYNC;
    trunk_profile_add(&profile, &call);
    g_assert_cmpuint(trunk_profile_server(&profile), ==, 1);
    call.ends[1].generation = PRODUCT_GENERATION_UNKNOWN; /* known before */
    trunk_profile_add(&profile, &call);
    g_assert_cmpint(profile.ends[1].generation, ==, PRODUCT_GENERATION_LYNC);
    call.ends[0].microsoft = true;
    trunk_profile_add(&profile, &call);
    g_assert_cmpuint(trunk_profile_server(&profile), ==, N_TRUNK_ENDS);
}

/* Calls of two captures, whose first calls were in opposite directions. */
static void test_merge(void)
{
    struct trunk_profile sum = {0};
    struct trunk_profile one = {.n_calls = 2,
                                .ends = {{.host = host(1)}, {.host = host(2)}}};
    struct trunk_profile other = {
        .n_calls = 3, .ends = {{.host = host(2)}, {.host = host(1)}}};
    struct trunk_profile strange = {
        .n_calls = 1, .ends = {{.host = host(1)}, {.host = host(3)}}};
    struct trunk_profile empty = {
        .ends = {{.host = host(1)}, {.host = host(2)}}};

    one.ends[0].traits[TRUNK_RTCP] = (struct trunk_evidence){1, 1};
    other.ends[1].traits[TRUNK_RTCP] = (struct trunk_evidence){0, 3};
    other.ends[1].microsoft = true;
    other.ends[1].generation = PRODUCT_GENERATION_LYNC;
    other.ends[0].n_rtcp_outlived = 1;
    other.ends[0].n_hold_outlived = 2;
    other.ends[0].n_media_outlived = 3;
    other.ends[0].n_media_lost = 4;
    other.ends[0].n_expired = 5;
    g_assert_false(trunk_profile_merge(&sum, &empty));
    g_assert_true(trunk_profile_merge(&sum, &one));
    g_assert_true(trunk_profile_merge(&sum, &other));
    g_assert_false(trunk_profile_merge(&sum, &strange));
    g_assert_false(trunk_profile_merge(&sum, &empty));
    g_assert_cmpuint(sum.n_calls, ==, 5);
    g_assert_cmpuint(sum.ends[0].traits[TRUNK_RTCP].n_for, ==, 1);
    g_assert_cmpuint(sum.ends[0].traits[TRUNK_RTCP].n_against, ==, 4);
    g_assert_true(sum.ends[0].microsoft);
    g_assert_cmpint(sum.ends[0].generation, ==, PRODUCT_GENERATION_LYNC);
    g_assert_false(sum.ends[1].microsoft);
    g_assert_cmpuint(sum.ends[1].n_rtcp_outlived, ==, 1);
    g_assert_cmpuint(sum.ends[1].n_hold_outlived, ==, 2);
    g_assert_cmpuint(sum.ends[1].n_media_outlived, ==, 3);
    g_assert_cmpuint(sum.ends[1].n_media_lost, ==, 4);
    g_assert_cmpuint(sum.ends[1].n_expired, ==, 5);
}

static void test_texts(void)
{
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++)
        g_assert_cmpuint(strlen(trunk_trait_text(trait)), >, 0);
    g_assert_cmpstr(trunk_trait_text(N_TRUNK_TRAITS), ==, "");
}

/* Programs read these. */
static void test_names(void)
{
    static const char *const names[] = {
        "rtcp",           "rtcp_on_hold",    "media", "timer_offered",
        "timer_accepted", "timer_refreshed", "marked"};

    g_assert_cmpint(G_N_ELEMENTS(names), ==, N_TRUNK_TRAITS);
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++)
        g_assert_cmpstr(trunk_trait_name(trait), ==, names[trait]);
    g_assert_null(trunk_trait_name(N_TRUNK_TRAITS));
    g_assert_cmpstr(trunk_generation_name(PRODUCT_GENERATION_LYNC), ==, "lync");
    g_assert_cmpstr(trunk_generation_name(PRODUCT_GENERATION_OCS_2007_R2), ==,
                    "ocs-2007-r2");
    g_assert_null(trunk_generation_name(PRODUCT_GENERATION_UNKNOWN));
    g_assert_null(trunk_generation_name(N_PRODUCT_GENERATIONS));
}

#define TEST(name, function) g_test_add_func("/trunk_profile/" name, function)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("trait/nothing", test_nothing);
    TEST("trait/rtcp", test_rtcp);
    TEST("trait/media", test_media);
    TEST("trait/timer", test_timer);
    TEST("trait/marked", test_marked);
    TEST("add/either-way", test_add_either_way);
    TEST("add/others", test_add_others);
    TEST("outcome/media", test_outcomes);
    TEST("outcome/expired", test_expired);
    TEST("merge/either-way", test_merge);
    TEST("server/one", test_server);
    TEST("outcome/hold", test_hold_outlived);
    TEST("text/all", test_texts);
    TEST("name/all", test_names);
    return g_test_run();
}
