/* Tests of the rules around 422: T12-T14. RFC 4028 6, 7.3, 7.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_rules_retry.h"

#include "session_scene.h"

#define TIMER "Supported: timer\r\n"
#define E422  "SIP/2.0 422 Session Interval Too Small"

/* The session of an INVITE of A, which B refused with HEADERS. */
static struct session *refused(const char *request, const char *headers)
{
    scene_begin();
    say(A, INVITE, "1 INVITE", request, 0);
    say(B, E422, "1 INVITE", headers, 0);
    session_rules_too_small(&scene.event);
    return scene.event.session;
}

/* T12 */
TEST(422_t12)
{
    static const struct {
        const char *request, *headers, *words;
    } rows[] = {
        {TIMER "Session-Expires: 100\r\n", "Min-SE: 101\r\n", NULL},
        {TIMER "Session-Expires: 100\r\n", "Min-SE: 100\r\n",
         "Min-SE of 100 s, and the request from 10.0.0.1 asked for 100 s"},
        {TIMER "Session-Expires: 100\r\n", "", "carries no Min-SE"},
        {TIMER "Session-Expires: 80\r\n", "Min-SE: 89\r\n",
         "Min-SE of 89 s, below the floor of 90 s"},
        {TIMER "Session-Expires: 80\r\n", "Min-SE: 90\r\n", NULL},
        {"Session-Expires: 100\r\n", "Min-SE: 200\r\n",
         "does not list Supported: timer"},
        {TIMER "Session-Expires: 100\r\n", "Min-SE: x\r\n", NULL},
    };

    FOR_EACH_ROW(i, rows) {
        refused(rows[i].request, rows[i].headers);
        assert_found(FINDING_SESSION_BAD_422, FINDING_WARN, rows[i].words);
        g_assert_true(scene.event.session->too_small.pending);
        g_assert_cmpuint(scene.event.session->too_small.n_rounds, ==, 1);
    }
}

/* T13: the retry has a higher CSeq, Min-SE and an interval that will do. */
TEST(retry_t13)
{
    static const struct {
        const char *cseq, *headers, *words;
    } rows[] = {
        {"2 INVITE", "Session-Expires: 200\r\nMin-SE: 200\r\n", NULL},
        {"2 INVITE", "", NULL}, /* asks for no timer any more */
        {"1 INVITE", "Session-Expires: 200\r\nMin-SE: 200\r\n",
         "has CSeq 1, not more than the 1 of the refused request"},
        {"2 INVITE", "Session-Expires: 200\r\n", "carries no Min-SE, 200 s"},
        {"2 INVITE", "Session-Expires: 200\r\nMin-SE: 199\r\n",
         "carries Min-SE 199 s, 200 s were demanded"},
        {"2 INVITE", "Session-Expires: 199\r\nMin-SE: 200\r\n",
         "asks for 199 s again, at least 200 s were demanded"},
    };

    FOR_EACH_ROW(i, rows) {
        struct session *session =
            refused(TIMER "Session-Expires: 100\r\n", "Min-SE: 200\r\n");

        say(A, INVITE, rows[i].cseq, rows[i].headers, S);
        scene.event.session = session; /* whichever leg it opened */
        session_rules_retry(&scene.event);
        assert_found(FINDING_SESSION_BAD_RETRY, FINDING_WARN, rows[i].words);
        g_assert_false(session->too_small.pending);
    }
}

/* The third round is a loop, even if each retry by itself is right. */
TEST(retry_loop)
{
    for (unsigned n_rounds = 2; n_rounds <= 3; n_rounds++) {
        struct session *session =
            refused(TIMER "Session-Expires: 100\r\n", "Min-SE: 200\r\n");

        session->too_small.n_rounds = n_rounds;
        say(A, INVITE, "2 INVITE", "Session-Expires: 200\r\nMin-SE: 200\r\n",
            S);
        scene.event.session = session;
        session_rules_retry(&scene.event);
        assert_found(FINDING_SESSION_BAD_RETRY, FINDING_ERROR,
                     n_rounds < 3 ? NULL : "after 3 responses 422");
    }
}

/* T14: A has learnt 120 s; the default of 90 s need not be said. */
TEST(min_se_t14)
{
    static const struct {
        uint32_t learnt_s;
        const char *headers, *words;
    } rows[] = {
        {120, TIMER "Session-Expires: 300\r\n", "Min-SE 90 s, 120 s is"},
        {120, TIMER "Session-Expires: 300\r\nMin-SE: 119\r\n", "Min-SE 119 s"},
        {120, TIMER "Session-Expires: 300\r\nMin-SE: 120\r\n", NULL},
        {91, TIMER "Session-Expires: 300\r\n", "Min-SE 90 s, 91 s is"},
        {90, TIMER "Session-Expires: 300\r\n", NULL},
        {120, "Session-Expires: 300\r\n", NULL}, /* supports no timer */
        {120, TIMER, NULL},                      /* asks for none */
    };

    FOR_EACH_ROW(i, rows) {
        scene_arm(300, A);
        scene.event.session->min_se_learnt_s[A] = rows[i].learnt_s;
        say(A, UPDATE, "2 UPDATE", rows[i].headers, 150 * S);
        session_rules_min_se(&scene.event);
        assert_found(FINDING_SESSION_MIN_SE_DROPPED, FINDING_NOTE,
                     rows[i].words);
    }
}

/* A 422 in the dialog is learnt at once, one before it is not (7.4); what the
 * request of a 2xx said is learnt by its answerer. */
TEST(min_se_learn)
{
    refused(TIMER "Session-Expires: 100\r\n", "Min-SE: 200\r\n");
    g_assert_cmpuint(scene.event.session->min_se_learnt_s[A], ==, 0);

    scene_arm(300, A);
    say(A, UPDATE, "2 UPDATE", TIMER "Session-Expires: 100\r\nMin-SE: 95\r\n",
        S);
    say(B, E422, "2 UPDATE", "Min-SE: 200\r\n", S);
    session_rules_too_small(&scene.event);
    g_assert_cmpuint(scene.event.session->min_se_learnt_s[A], ==, 200);
    say(A, UPDATE, "3 UPDATE", TIMER "Session-Expires: 200\r\nMin-SE: 200\r\n",
        2 * S);
    say(B, OK, "3 UPDATE", "", 2 * S);
    session_rules_learn(&scene.event);
    g_assert_cmpuint(scene.event.session->min_se_learnt_s[B], ==, 200);
    g_assert_cmpuint(scene.event.session->too_small.n_rounds, ==, 0);
}
