/* Tests of what is kept of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "watched_call.h"

#define TIMED(s) "Supported: timer\r\nSession-Expires: " s ";refresher=uac\r\n"

static const struct media_limits limits = {.rtcp_absence_ns = 30 * S,
                                           .media_timeout_ns = 30 * S};

TEST(new)
{
    struct watched_call *call = watched_call_new(&limits);
    struct session_timer *timer = session_timer_new(5, 0);
    struct session_dialog row = {.interval_s = 90};

    g_assert_cmpint(call->deadline_ns, ==, SESSION_NEVER_NS);
    g_assert_false(watched_call_dialog(call, timer, 0, &row));
    g_assert_cmpuint(row.interval_s, ==, 0);
    session_timer_free(timer);
    watched_call_free(call);
    watched_call_free(NULL);
}

/* WATCHED_DIALOGS_MAX dialogs, each once. */
TEST(limit_dialogs)
{
    struct watched_call *call = watched_call_new(&limits);
    struct session_timer *timer = session_timer_new(5, 0);

    for (uint32_t dialog = 0; dialog < WATCHED_DIALOGS_MAX - 1; dialog++)
        watched_call_on_dialog(call, dialog, timer);
    g_assert_cmpuint(call->n_dialogs, ==, 63);
    watched_call_on_dialog(call, 5, timer);
    g_assert_cmpuint(call->n_dialogs, ==, 63);
    watched_call_on_dialog(call, 1000, timer);
    g_assert_cmpuint(call->n_dialogs, ==, 64);
    watched_call_on_dialog(call, 1001, timer);
    g_assert_cmpuint(call->n_dialogs, ==, 64);
    g_assert_cmpuint(call->dialogs[63], ==, 1000);
    g_assert_cmpint(call->deadline_ns, ==, SESSION_NEVER_NS);
    session_timer_free(timer);
    watched_call_free(call);
}

/* Three dialogs: 0 rings, 1 is up with a timer of 1800 s, 2 is up with one of
 * 90 s. */
static struct watched_call *call_of_three(void)
{
    const struct scene_call calls[] = {scene_call_of("one", 1),
                                       scene_call_of("two", 1),
                                       scene_call_of("three", 1)};
    struct watched_call *call = watched_call_new(&limits);

    scene_begin();
    scene_invite(&calls[0], "");
    scene_set_up(&calls[1], TIMED("1800"));
    scene_set_up(&calls[2], TIMED("90"));
    return call;
}

/* The earliest deadline: expiry plus 5 s of grace. */
TEST(deadline)
{
    struct watched_call *call = call_of_three();
    const struct session_timer *timer = scene->analysis->timer;

    watched_call_on_dialog(call, 0, timer);
    g_assert_cmpint(call->deadline_ns, ==, SESSION_NEVER_NS);
    watched_call_on_dialog(call, 1, timer);
    g_assert_cmpint(call->deadline_ns, ==, 1805 * S);
    watched_call_on_dialog(call, 2, timer);
    g_assert_cmpint(call->deadline_ns, ==, 95 * S);
    call->n_dialogs = 1;
    watched_call_update_deadline(call, timer);
    g_assert_cmpint(call->deadline_ns, ==, SESSION_NEVER_NS);
    watched_call_free(call);
}

/* The dialog with the highest state represents the call; the first of equal
 * ones. */
TEST(dialog)
{
    struct watched_call *call = call_of_three();
    const struct session_timer *timer = scene->analysis->timer;
    struct session_dialog row;

    watched_call_on_dialog(call, 0, timer);
    g_assert_true(watched_call_dialog(call, timer, S, &row));
    g_assert_cmpint(row.state, ==, SESSION_DIALOG_EARLY);
    watched_call_on_dialog(call, 1, timer);
    watched_call_on_dialog(call, 2, timer);
    g_assert_true(watched_call_dialog(call, timer, S, &row));
    g_assert_cmpuint(row.interval_s, ==, 1800);
    g_assert_true(watched_call_dialog(call, timer, 91 * S, &row));
    g_assert_cmpint(row.state, ==, SESSION_DIALOG_EXPIRED); /* ranks above UP */
    g_assert_cmpuint(row.interval_s, ==, 90);
    watched_call_free(call);
}

/* Of dialogs in the same state the one with a timer represents the call. */
TEST(dialog_with_timer)
{
    const struct scene_call calls[] = {scene_call_of("one", 1),
                                       scene_call_of("two", 1),
                                       scene_call_of("three", 1)};
    struct watched_call *call = watched_call_new(&limits);
    const struct session_timer *timer = scene->analysis->timer;
    struct session_dialog row;

    scene_set_up(&calls[0], "");
    scene_invite(&calls[1], TIMED("1800"));
    scene_set_up(&calls[2], TIMED("90"));
    watched_call_on_dialog(call, 0, timer);
    watched_call_on_dialog(call, 1, timer); /* only rings */
    g_assert_true(watched_call_dialog(call, timer, S, &row));
    g_assert_false(row.timer_seen);
    watched_call_on_dialog(call, 2, timer);
    g_assert_true(watched_call_dialog(call, timer, S, &row));
    g_assert_cmpuint(row.interval_s, ==, 90);
    watched_call_free(call);
}
