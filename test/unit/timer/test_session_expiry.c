/* Tests of the end of a session that nobody refreshed: R3-R5. RFC 4028 10.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_expiry.h"

#include "session_scene.h"

/* Armed at 10 s for 90 s, with 5 s of grace: 105 s. */
TEST(deadline_limits)
{
    struct session session = {
        .active = true, .interval_s = 90, .armed_ns = 10 * S};
    struct sip_leg leg = {.state = SIP_LEG_CONFIRMED};

    g_assert_cmpint(session_expiry_deadline_ns(&session, &leg, 5 * S), ==,
                    105 * S);
    session.attempts[0].open = true;
    g_assert_cmpint(session_expiry_deadline_ns(&session, &leg, 5 * S), ==,
                    SESSION_NEVER_NS);
    session.attempts[0].open = false;
    session.expired_told = true;
    g_assert_cmpint(session_expiry_deadline_ns(&session, &leg, 5 * S), ==,
                    SESSION_NEVER_NS);
    session.expired_told = false;
    session.active = false;
    g_assert_cmpint(session_expiry_deadline_ns(&session, &leg, 5 * S), ==,
                    SESSION_NEVER_NS);
    session.active = true;
    leg.state = SIP_LEG_ENDED;
    g_assert_cmpint(session_expiry_deadline_ns(&session, &leg, 5 * S), ==,
                    SESSION_NEVER_NS);
}

/* R3: 90 s and 5 s of grace; a BYE up to 30 s later is the end itself. */
TEST(message_r3)
{
    static const struct {
        const char *start, *cseq;
        int64_t now_ns;
        const char *words;
    } rows[] = {
        {UPDATE, "2 UPDATE", 95 * S, NULL},
        {UPDATE, "2 UPDATE", 95 * S + 1,
         "expired 5.0 s ago without a refresh (last 2xx from 10.0.0.2 in frame "
         "2, refresher "
         "10.0.0.1), and the call goes on: UPDATE"},
        {BYE, "2 BYE", 125 * S, NULL},
        {BYE, "2 BYE", 125 * S + 1, "the call goes on: BYE"},
    };

    FOR_EACH_ROW(i, rows) {
        scene_arm(90, A);
        say(A, rows[i].start, rows[i].cseq, "", rows[i].now_ns);
        session_expiry_message(&scene.event);
        assert_found(FINDING_SESSION_EXPIRED, FINDING_ERROR, rows[i].words);
    }
}

/* Who has to refresh is not certain: a warning. */
TEST(report_uncertain)
{
    scene_arm(90, A);
    scene.event.session->refresher_assumed = true;
    scene.event.now_ns = 100 * S;
    session_expiry_report(&scene.event, "media still flows");
    assert_found(FINDING_SESSION_EXPIRED, FINDING_WARN,
                 "expired 10.0 s ago without a refresh (last 2xx from 10.0.0.2 "
                 "in frame 2, "
                 "the refresher is not certain), and the call goes on: media "
                 "still flows");
    g_assert_true(scene.event.session->expired_told);
}

#define NAMED "Reason: SIP;cause=408;text=\"Session timer expired\"\r\n"

/* R4, R5. A has to refresh 90 s: B may give up at 60 s, less 5 s of grace; from
 * 60 s on, a third before the end, an earlier BYE would be worth a note. */
TEST(bye_r4_r5)
{
    static const struct {
        int sender;
        const char *headers;
        int64_t now_ns;
        enum finding_id id;
        enum finding_severity severity;
        const char *words;
        enum session_dialog_state end;
    } rows[] = {
        {B, "", 55 * S - 1, 0, 0, NULL, SESSION_DIALOG_BYE},
        {B, "", 55 * S, FINDING_SESSION_BYE_NO_REFRESH, FINDING_ERROR,
         "10.0.0.1, the refresher, never refreshed it (due at 45.0 s, given up "
         "from 60.0 s on)",
         SESSION_DIALOG_BYE_PEER},
        {B, NAMED, 1 * S, FINDING_SESSION_BYE_NO_REFRESH, FINDING_ERROR,
         "the BYE says Reason: SIP", SESSION_DIALOG_BYE_PEER},
        {A, "", 55 * S - 1, 0, 0, NULL, SESSION_DIALOG_BYE},
        {A, "", 55 * S, FINDING_SESSION_REFRESHER_HUNG_UP, FINDING_ERROR,
         "it did not refresh (due at 45.0 s) and hangs up",
         SESSION_DIALOG_BYE_SELF},
        {A, "", 125 * S, FINDING_SESSION_REFRESHER_HUNG_UP, FINDING_ERROR,
         "125.0 s after", SESSION_DIALOG_BYE_SELF},
        {A, "", 125 * S + 1, 0, 0, NULL, SESSION_DIALOG_BYE},
    };

    FOR_EACH_ROW(i, rows) {
        scene_arm(90, A);
        say(rows[i].sender, BYE, "9 BYE", rows[i].headers, rows[i].now_ns);
        session_expiry_bye(&scene.event);
        assert_found(rows[i].id, rows[i].severity, rows[i].words);
        g_assert_cmpint(scene.event.session->end, ==, rows[i].end);
    }
}

/* 1800 s: B may give up at 1768 s. A third before the end, from 1200 s on, its
 * BYE is worth a note. */
TEST(bye_early)
{
    for (int noted = 0; noted < 2; noted++) {
        scene_arm(1800, A);
        say(B, BYE, "1 BYE", "", 1200 * S - 1 + noted);
        session_expiry_bye(&scene.event);
        assert_found(FINDING_SESSION_BYE_NO_REFRESH, FINDING_NOTE,
                     noted ? "given up from 1768.0 s on" : NULL);
        g_assert_cmpint(scene.event.session->end, ==, SESSION_DIALOG_BYE);
    }
}

/* A failed refresh explains the BYE already. */
TEST(bye_failed_refresh)
{
    scene_arm(90, A);
    scene.event.session->attempts[A].made = true;
    scene.event.session->attempts[A].given_up = true;
    say(A, BYE, "2 BYE", NAMED, 60 * S);
    session_expiry_bye(&scene.event);
    assert_nothing();
    g_assert_cmpint(scene.event.session->end, ==, SESSION_DIALOG_BYE_FAILED);
}

/* Whose refresh failed, and how, is kept: B's, refused or without an answer. */
TEST(bye_failed_how)
{
    for (unsigned unanswered = 0; unanswered < 2; unanswered++) {
        const struct session *session;

        scene_arm(90, B);
        session = scene.event.session;
        scene.event.session->attempts[B] =
            (struct session_attempt){.made = true,
                                     .given_up = true,
                                     .failed_status = unanswered ? 0 : 503,
                                     .unanswered = unanswered};
        say(B, BYE, "2 BYE", NAMED, 60 * S);
        session_expiry_bye(&scene.event);
        g_assert_cmpint(session->end, ==, SESSION_DIALOG_BYE_FAILED);
        g_assert_cmpuint(session->end_status, ==, unanswered ? 0 : 503);
        g_assert_cmpint(session->end_unanswered, ==, unanswered);
    }
}
