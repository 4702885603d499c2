/* Tests of a refresh whose outcome is late: R6, R7. RFC 4028 10; RFC 3261 14.1,
 * 17.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_overdue.h"

#include "session_refresh.h"
#include "session_scene.h"

/* A tries to refresh at 45 s, and the BYE at NOW_NS finds WORDS. It is A's; or
 * B's, who answered 491 at 46 s, if REFUSED. */
static void assert_overdue(bool refused, int64_t now_ns, enum finding_id id,
                           enum finding_severity severity, const char *words)
{
    scene_arm(90, A);
    say(A, UPDATE, "2 UPDATE", "", 45 * S);
    session_refresh_request(&scene.event);
    if (refused) {
        say(B, "SIP/2.0 491 x", "2 UPDATE", "", 46 * S);
        session_refresh_failure(&scene.event);
    }
    say(refused ? B : A, BYE, "3 BYE", "", now_ns);
    session_overdue(&scene.event);
    assert_found(id, severity, words);
}

/* R6: 64*T1 is 32 s, half a second less for inexact timers; the BYE shows that
 * the sender misses the answer. It repeated its UPDATE once. */
TEST(no_response)
{
    for (unsigned i = 0; i < 2; i++) {
        scene_arm(90, A);
        say(A, UPDATE, "2 UPDATE", "", 45 * S);
        session_refresh_request(&scene.event);
        say(A, UPDATE, "2 UPDATE", "", 45 * S + 500 * MS);
        say(A, BYE, "3 BYE", "", 76 * S + 500 * MS - 1 + i);
        session_overdue(&scene.event);
        assert_found(FINDING_SESSION_REFRESH_FAILED, FINDING_ERROR,
                     i == 0 ? NULL
                            : "31.5 s ago got no answer from 10.0.0.2 (sent 2 "
                              "times): the BYE follows from it");
    }
}

/* R6: the BYE names the refusal of the refresh, which the capture lacks. */
TEST(refusal_named)
{
    scene_arm(90, A);
    say(A, UPDATE, "2 UPDATE", "", 45 * S);
    session_refresh_request(&scene.event);
    say(A, BYE, "3 BYE", "Reason: SIP;cause=503\r\n", 46 * S);
    session_overdue(&scene.event);
    assert_found(FINDING_SESSION_REFRESH_FAILED, FINDING_ERROR,
                 "was refused by 10.0.0.2");
    g_assert_cmpuint(scene.event.session->attempts[A].failed_status, ==, 503);
    g_assert_true(scene.event.session->attempts[A].given_up);
}

/* RFC 3261 17.1.2.2: who has no answer repeats at 0.5, 1.5, 3.5, 7.5 and
 * 11.5 s. None of these five copies is there: 0.25^5 is 0.00098. */
TEST(answered)
{
    for (unsigned i = 0; i < 2; i++) {
        const struct session *session;

        scene_arm(90, A);
        session = scene.event.session;
        say(A, UPDATE, "2 UPDATE", "Session-Expires: 120\r\n", 45 * S);
        session_refresh_request(&scene.event);
        say(A, BYE, "3 BYE", "", 56 * S + 750 * MS - 1 + i);
        session_overdue(&scene.event);
        assert_nothing();
        g_assert_true(session->assumed == (i == 1));
        g_assert_cmpint(session->armed_ns, ==, i == 1 ? 45 * S : 0);
        g_assert_cmpuint(session->interval_s, ==, i == 1 ? 120 : 90);
        g_assert_true(session_attempt_open(session) == (i == 0));
    }
}

/* R7: from 60 s on B may hang up, and A has not tried again. */
TEST(not_retried)
{
    assert_overdue(true, 60 * S, 0, 0, NULL);
    assert_overdue(true, 60 * S + 1, FINDING_SESSION_REFRESH_REJECTED,
                   FINDING_WARN, "rejected with 491 by 10.0.0.2 45.0 s after");
}

/* Without a BYE of the sender it has to have repeated its UPDATE twice. */
TEST(no_response_goes_on)
{
    for (unsigned n = 1; n <= 3; n++) {
        scene_arm(90, A);
        say(A, UPDATE, "2 UPDATE", "", 45 * S);
        session_refresh_request(&scene.event);
        for (unsigned i = 0; i < n; i++)
            say(A, UPDATE, "2 UPDATE", "", 75 * S + i * S);
        say(B, "INFO sip:b@x SIP/2.0", "9 INFO", "", 78 * S);
        session_overdue(&scene.event);
        assert_found(FINDING_SESSION_REFRESH_FAILED, FINDING_ERROR,
                     n < 2 ? NULL : "33.0 s ago got no answer from 10.0.0.2");
    }
}
