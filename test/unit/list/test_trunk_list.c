/* Tests of folding the calls of the capture into trunks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "trunk_list.h"

#define MEDIATION_SERVER "RTCC/5.0.0.0 MediationServer"

static const char *const ids[] = {"one", "two", "three", "four"};

/* N calls from 10.0.0.1 to 10.0.0.2, one after another; every second one in
 * the other direction. AGENT: the software of 10.0.0.2. */
static void calls(unsigned n, const char *agent)
{
    for (unsigned i = 0; i < n; i++) {
        struct scene_call call = scene_call_of(ids[i], 1);

        call.agent[SIDE_B] = agent;
        if (i % 2 == 1) {
            struct scene_call back = call;

            for (int side = 0; side < N_SIDES; side++) {
                back.sip[side] = call.sip[1 - side];
                back.media[side] = call.media[1 - side];
                back.agent[side] = call.agent[1 - side];
            }
            call = back;
        }
        scene->now_ns += 60 * S;
        scene_set_up(&call, "");
        scene->now_ns += 10 * S;
        scene_bye(&call, SIDE_A);
    }
}

static unsigned n_trunks(unsigned n_calls, const char *agent)
{
    GPtrArray *rows;
    unsigned n;

    scene_begin();
    calls(n_calls, agent);
    rows = trunk_list(scene->analysis);
    n = rows->len;
    if (n > 0) {
        const struct trunk_row *row = g_ptr_array_index(rows, 0);

        g_assert_cmpuint(row->profile.n_calls, ==, n_calls);
        g_assert_nonnull(row->recommendation.against);
    }
    g_ptr_array_unref(rows);
    return n;
}

/* TRUNK_CALLS_MIN is 3. */
TEST(limit_min)
{
    g_assert_cmpuint(n_trunks(0, NULL), ==, 0);
    g_assert_cmpuint(n_trunks(2, NULL), ==, 0);
    g_assert_cmpuint(n_trunks(3, NULL), ==, 1);
    g_assert_cmpuint(n_trunks(4, NULL), ==, 1);
}

TEST(microsoft)
{
    GPtrArray *rows;
    const struct trunk_row *row;

    g_assert_cmpuint(n_trunks(1, MEDIATION_SERVER), ==, 1);
    calls(2, MEDIATION_SERVER);
    rows = trunk_list(scene->analysis);
    g_assert_cmpuint(rows->len, ==, 1);
    row = g_ptr_array_index(rows, 0);
    g_assert_cmpuint(row->profile.n_calls, ==, 2);
    g_assert_cmpuint(trunk_profile_server(&row->profile), ==, 1);
    g_ptr_array_unref(rows);
}

/* A call that was never up is of no trunk. */
TEST(never_up)
{
    GPtrArray *rows;

    one.agent[SIDE_A] = MEDIATION_SERVER;
    scene_invite(&one, "");
    rows = trunk_list(scene->analysis);
    g_assert_cmpuint(rows->len, ==, 0);
    g_ptr_array_unref(rows);
    scene_begin();
    calls(1, MEDIATION_SERVER);
    one.agent[SIDE_A] = NULL;
    one.id = "two";
    scene_invite(&one, "");
    rows = trunk_list(scene->analysis);
    g_assert_cmpuint(rows->len, ==, 1);
    g_assert_cmpuint(
        ((const struct trunk_row *)rows->pdata[0])->profile.n_calls, ==, 1);
    g_ptr_array_unref(rows);
}

/* In the order of their first calls; what is no trunk is left out between. */
TEST(order)
{
    static const uint8_t hosts[] = {31, 21, 11};
    GPtrArray *rows;

    for (unsigned i = 0; i < 3; i++) {
        struct scene_call call = scene_call_of(ids[i], hosts[i]);

        call.agent[SIDE_B] = i == 1 ? NULL : MEDIATION_SERVER;
        scene->now_ns += 60 * S;
        scene_set_up(&call, "");
    }
    rows = trunk_list(scene->analysis);
    g_assert_cmpuint(rows->len, ==, 2);
    for (unsigned i = 0; i < 2; i++) {
        const struct trunk_row *row = g_ptr_array_index(rows, i);

        g_assert_cmpuint(row->profile.ends[0].host.address[3], ==,
                         hosts[2 * i]);
    }
    g_ptr_array_unref(rows);
}
