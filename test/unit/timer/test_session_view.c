/* Tests of what one message shows of session timers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_view.h"

#include "session_scene.h"

static struct session_view view;

/* The view of what SENDER says. */
static void show(int sender, const char *start, const char *cseq,
                 const char *headers, int64_t now_ns)
{
    say(sender, start, cseq, headers, now_ns);
    session_view_fill(&view, &scene.event, &scene.sighting);
}

/* 1800 s from 2 s on: due at 902 s, to be given up at 1770 s (RFC 4028 10). */
TEST(answer_deadlines)
{
    show(A, INVITE, "1 INVITE",
         "Session-Expires: 1800;refresher=uas\r\nMin-SE: 90\r\n", 1 * S);
    g_assert_true(view.dialog_known);
    g_assert_cmpuint(view.dialog, ==, 0);
    g_assert_true(view.interval_known);
    g_assert_cmpuint(view.interval_s, ==, 1800);
    g_assert_true(view.min_se_known);
    g_assert_cmpuint(view.min_se_s, ==, 90);
    g_assert_cmpint(view.refresher, ==, SIP_REFRESHER_UAS);
    g_assert_true(endpoint_equal(&view.party, &hosts[B]));
    g_assert_false(view.deadlines_known);

    show(B, OK, "1 INVITE", "Session-Expires: 1800\r\n", 2 * S);
    g_assert_true(view.party_known);
    g_assert_true(view.party_assumed);
    g_assert_true(endpoint_equal(&view.party, &hosts[B]));
    g_assert_true(view.deadlines_known);
    g_assert_cmpint(view.refresh_due_ns, ==, 902 * S);
    g_assert_cmpint(view.give_up_ns, ==, 1770 * S);
    g_assert_cmpint(view.expires_ns, ==, 1802 * S);

    /* A copy shows what the first did. */
    show(B, OK, "1 INVITE", "Session-Expires: 1800\r\n", 3 * S);
    g_assert_true(view.repeated);
    g_assert_cmpint(view.expires_ns, ==, 1802 * S);
}

/* A header that does not belong, or cannot be read, shows no interval. */
TEST(answer_silent)
{
    show(A, INVITE, "1 INVITE", "Session-Expires: x\r\n", 0);
    g_assert_false(view.interval_known);
    show(B, "SIP/2.0 180 Ringing", "1 INVITE", "Session-Expires: 90\r\n", 0);
    g_assert_false(view.interval_known);
    show(B, OK, "1 INVITE", "Session-Expires: 0\r\n", 0);
    g_assert_true(view.interval_known);
    g_assert_false(view.deadlines_known);
    g_assert_cmpint(view.refresher, ==, SIP_REFRESHER_ABSENT);
    scene.event.place.leg = NULL;
    session_view_fill(&view, &scene.event, &scene.sighting);
    g_assert_false(view.dialog_known);
}
