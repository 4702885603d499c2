/* Tests of what TURN servers gave to the sides of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_turn.h"

#include "analysis_scene.h"

/* A client of SIDE of call 0; ERROR 0: it got an address, or, WITHOUT one, no
 * answer to three requests. */
static struct turn_client *add(enum side side, uint16_t error, bool without)
{
    struct turn_client_of *kept = g_new0(struct turn_client_of, 1);

    kept->side = side;
    kept->turn.server = at(100, 3478);
    kept->turn.error = error;
    kept->turn.answered = !without;
    kept->turn.allocated = error == 0 && !without;
    kept->turn.n_sent = without ? 3 : 0;
    g_ptr_array_add(scene->analysis->turn.all, kept);
    return &kept->turn;
}

static void assert_text(const char *expected)
{
    GString *text = g_string_new("");

    call_turn_append(text, scene->analysis, 0);
    g_assert_cmpstr(text->str, ==, expected);
    g_string_free(text, TRUE);
}

TEST(append)
{
    assert_text("");
    add(SIDE_A, 0, false);
    add(SIDE_A, 0, false);
    assert_text("; caller's TURN: 2 of 2 allocated");
    add(SIDE_B, 486, false);
    add(SIDE_B, 508, false);
    assert_text("; caller's TURN: 2 of 2 allocated; callee's TURN: 0 of 2 "
                "allocated, error 486 (quota reached) from 10.0.0.100:3478");
}

TEST(append_others)
{
    add(SIDE_A, 0, true);
    add(SIDE_B, 499, false)->is_tcp = true;
    assert_text("; caller's TURN: 0 of 1 allocated, no answer over UDP from "
                "10.0.0.100:3478; callee's TURN: 0 of 1 allocated, error 499 "
                "from 10.0.0.100:3478");
}

TEST(of_row)
{
    struct call_turn turn;

    scene_invite(&one, "");
    add(SIDE_A, 0, false);
    add(SIDE_A, 441, false);
    add(SIDE_A, 486, false);
    ((struct turn_client_of *)scene->analysis->turn.all->pdata[2])->call = 7;
    turn = call_turn_of(scene->analysis,
                        g_ptr_array_index(call_list(scene->analysis), 0));
    g_assert_cmpuint(turn.n_asked, ==, 2);
    g_assert_cmpuint(turn.n_allocated, ==, 1);
    g_assert_cmpuint(turn.error, ==, 441);
}
