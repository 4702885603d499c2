/* Tests of the refresh: R1, R2, R6-R11. RFC 4028 7.2, 7.4, 9, 10.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_refresh.h"

#include "session_scene.h"

/* 90 s from 0 s on: due at 45 s, a tenth later (54 s) late, the other side may
 * give up from 60 s on. */
TEST(request_late)
{
    static const struct {
        int64_t now_ns;
        enum finding_id id;
        enum finding_severity severity;
        const char *words;
    } rows[] = {
        {54 * S, 0, 0, NULL},
        {54 * S + 1, FINDING_SESSION_REFRESH_LATE, FINDING_CHAT,
         "54.0 s after the last 2xx of a 90 s session to 10.0.0.2: it was due "
         "at 45.0 s"},
        {60 * S, FINDING_SESSION_REFRESH_LATE, FINDING_CHAT, "60.0 s after"},
        {60 * S + 1, FINDING_SESSION_REFRESH_TOO_LATE, FINDING_WARN,
         "since 60.0 s 10.0.0.2 may hang up"},
    };

    FOR_EACH_ROW(i, rows) {
        scene_arm(90, A);
        say(A, UPDATE, "2 UPDATE", "", rows[i].now_ns);
        session_refresh_request(&scene.event);
        assert_found(rows[i].id, rows[i].severity, rows[i].words);
        g_assert_true(scene.event.session->attempts[A].open);
    }
}

/* Who need not refresh cannot be late, nor who may not have to. */
TEST(request_not_late)
{
    for (unsigned i = 0; i < 2; i++) {
        scene_arm(90, i == 0 ? B : A);
        scene.event.session->refresher_assumed = i == 1;
        say(A, UPDATE, "2 UPDATE", "", 80 * S);
        session_refresh_request(&scene.event);
        assert_nothing();
    }
}

/* R8-R10, and what the 2xx puts in force. */
TEST(success_table)
{
    static const struct session_row rows[] = {
        {"Session-Expires: 90;refresher=uac\r\n",
         "Session-Expires: 90;refresher=uac\r\n", 0, 0, NULL},
        {"", "", FINDING_SESSION_TIMER_DROPPED, FINDING_NOTE,
         "the session timer of 90 s is off"},
        {"", "Session-Expires: 90;refresher=uas\r\n",
         FINDING_SESSION_REFRESHER_CHANGED, FINDING_CHAT,
         "makes 10.0.0.2 the refresher, it was 10.0.0.1"},
        {"Session-Expires: 90;refresher=uas\r\n",
         "Session-Expires: 90;refresher=uas\r\n",
         FINDING_SESSION_REFRESHER_CHANGED, FINDING_NOTE, "makes 10.0.0.2"},
        {"", "Session-Expires: 91;refresher=uac\r\n",
         FINDING_SESSION_INTERVAL_CHANGED, FINDING_CHAT,
         "grants 91 s, it was 90 s before"},
    };

    FOR_EACH_ROW(i, rows) {
        struct session *session;

        scene_arm(90, A);
        session = scene.event.session;
        session->ever_active = true;
        say(A, UPDATE, "2 UPDATE", rows[i].request, 45 * S);
        say(B, OK, "2 UPDATE", rows[i].response, 46 * S);
        session_refresh_success(&scene.event);
        assert_found(rows[i].id, rows[i].severity, rows[i].words);
        g_assert_cmpint(session->active, ==, rows[i].response[0] != '\0');
        if (session->active) {
            g_assert_cmpint(session->armed_ns, ==, 46 * S);
            g_assert_cmpuint(session->armed_frame, ==, 7);
        }
    }
}

/* R9: the second change in a row is a habit. */
TEST(success_flips)
{
    scene_arm(90, A);
    scene.event.session->n_flips = 1;
    say(A, UPDATE, "2 UPDATE", "Session-Expires: 90;refresher=uas\r\n", 45 * S);
    say(B, OK, "2 UPDATE", "Session-Expires: 90;refresher=uas\r\n", 45 * S);
    session_refresh_success(&scene.event);
    assert_found(FINDING_SESSION_REFRESHER_CHANGED, FINDING_WARN, "; again:");
}

/* R6, R7, R11: final failures of the refresh at 45 s, seen at 50 s. */
TEST(failure_table)
{
    static const struct {
        const char *start;
        enum finding_id id;
        enum finding_severity severity;
        const char *words;
    } rows[] = {
        {"SIP/2.0 408 x", FINDING_SESSION_REFRESH_FAILED, FINDING_ERROR,
         "the refresh by 10.0.0.1 of a 90 s session failed for good"},
        {"SIP/2.0 481 x", FINDING_SESSION_REFRESH_FAILED, FINDING_ERROR,
         "481 to UPDATE from 10.0.0.2"},
        {"SIP/2.0 491 x", FINDING_SESSION_REFRESH_REJECTED, FINDING_NOTE,
         "40.0 s are left"},
        {"SIP/2.0 422 x", 0, 0, NULL}, /* T12's and T13's to tell */
    };

    FOR_EACH_ROW(i, rows) {
        scene_arm(90, A);
        say(A, UPDATE, "2 UPDATE", "", 45 * S);
        session_refresh_request(&scene.event);
        say(B, rows[i].start, "2 UPDATE", "", 50 * S);
        session_refresh_failure(&scene.event);
        assert_found(rows[i].id, rows[i].severity, rows[i].words);
    }
}

/* R11 */
TEST(update_not_allowed)
{
    say(A, INVITE, "1 INVITE", "", 0);
    say(B, OK, "1 INVITE", "Allow: INVITE, BYE\r\n", 0);
    say(A, UPDATE, "2 UPDATE", "", S);
    session_refresh_request(&scene.event);
    assert_found(FINDING_SESSION_UPDATE_NOT_ALLOWED, FINDING_NOTE,
                 "whose Allow does not list UPDATE");

    scene_begin();
    say(A, INVITE, "1 INVITE", "", 0);
    say(B, OK, "1 INVITE", "", 0);
    say(A, UPDATE, "2 UPDATE", "", S);
    say(B, "SIP/2.0 405 Method Not Allowed", "2 UPDATE", "", S);
    session_refresh_failure(&scene.event);
    assert_found(FINDING_SESSION_UPDATE_NOT_ALLOWED, FINDING_NOTE,
                 "405 from 10.0.0.2");
}
