/* Tests of a refresh whose outcome is late: R6, R7. RFC 4028 10; RFC 3261 14.1,
 * 17.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_overdue.h"

#include "session_refresh.h"
#include "session_scene.h"
#include "unit_test.h"

/* A tries to refresh at 45 s; whoever hangs up at NOW_NS meets WORDS. REFUSED:
 * B answers 491 at 46 s. */
static void assert_overdue(bool refused, int64_t now_ns, enum finding_id id,
                           enum finding_severity severity, const char *words)
{
    struct session_scene *scene = scene_armed(90, A);

    say(scene, A, UPDATE, "2 UPDATE", "", 45 * S);
    session_refresh_request(&scene->event);
    if (refused) {
        say(scene, B, "SIP/2.0 491 x", "2 UPDATE", "", 46 * S);
        session_refresh_failure(&scene->event);
    }
    say(scene, refused ? B : A, BYE, "3 BYE", "", now_ns);
    session_overdue(&scene->event);
    assert_found(scene, id, severity, words);
    scene_free(scene);
}

/* R6: 64*T1 is 32 s, half a second less for inexact timers; the BYE shows that
 * the sender misses the answer. It repeated its UPDATE once. */
TEST(no_response)
{
    for (unsigned i = 0; i < 2; i++) {
        struct session_scene *scene = scene_armed(90, A);

        say(scene, A, UPDATE, "2 UPDATE", "", 45 * S);
        session_refresh_request(&scene->event);
        say(scene, A, UPDATE, "2 UPDATE", "", 45 * S + 500 * MS);
        say(scene, A, BYE, "3 BYE", "", 76 * S + 500 * MS - 1 + i);
        session_overdue(&scene->event);
        assert_found(scene, FINDING_SESSION_REFRESH_FAILED, FINDING_ERROR,
                     i == 0 ? NULL
                            : "31.5 s ago got no answer from 10.0.0.2 (sent 2 "
                              "times): the BYE follows from it");
        scene_free(scene);
    }
}

/* RFC 3261 17.1.2.2: who has no answer repeats at 0.5, 1.5, 3.5, 7.5 and
 * 11.5 s. None of these five copies is there: 0.25^5 is 0.00098. */
TEST(answered)
{
    for (unsigned i = 0; i < 2; i++) {
        struct session_scene *scene = scene_armed(90, A);
        const struct session *session = scene->event.session;

        say(scene, A, UPDATE, "2 UPDATE", "Session-Expires: 120\r\n", 45 * S);
        session_refresh_request(&scene->event);
        say(scene, A, BYE, "3 BYE", "", 56 * S + 750 * MS - 1 + i);
        session_overdue(&scene->event);
        assert_nothing(scene);
        g_assert_true(session->assumed == (i == 1));
        g_assert_cmpint(session->armed_ns, ==, i == 1 ? 45 * S : 0);
        g_assert_cmpuint(session->interval_s, ==, i == 1 ? 120 : 90);
        g_assert_true(session_attempt_open(session) == (i == 0));
        scene_free(scene);
    }
}

/* R7: from 60 s on B may hang up, and A has not tried again. */
TEST(not_retried)
{
    assert_overdue(true, 60 * S, 0, 0, NULL);
    assert_overdue(true, 60 * S + 1, FINDING_SESSION_REFRESH_REJECTED,
                   FINDING_WARN, "rejected with 491 by 10.0.0.2 45.0 s after");
}
