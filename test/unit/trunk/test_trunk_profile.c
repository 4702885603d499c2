/* Tests of what the ends of a trunk do.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_profile.h"

#include "call_scene.h"
#include "call_verdict.h"
#include "unit_test.h"

static struct trunk_call call_between(uint8_t a, uint8_t b)
{
    return (struct trunk_call){.hosts = {host(a), host(b)},
                               .ended_by = N_TRUNK_ENDS};
}

static struct trunk_profile profile;
static struct trunk_call call;

BEFORE_EACH()
{
    profile = (struct trunk_profile){0};
    call = call_between(1, 2);
}

/* Either end may call; ports do not count. */
TEST(add_either_way)
{
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

TEST(add_others)
{
    call = call_between(1, 1);
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

TEST(outcome_media)
{
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

TEST(outcome_hold)
{
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

TEST(outcome_expired)
{
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

TEST(server_one)
{
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
TEST(merge_either_way)
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

/* Programs read these. */
TEST(name_generation)
{
    g_assert_cmpstr(trunk_generation_name(PRODUCT_GENERATION_LYNC), ==, "lync");
    g_assert_cmpstr(trunk_generation_name(PRODUCT_GENERATION_OCS_2007_R2), ==,
                    "ocs-2007-r2");
    g_assert_null(trunk_generation_name(PRODUCT_GENERATION_UNKNOWN));
    g_assert_null(trunk_generation_name(N_PRODUCT_GENERATIONS));
}
