/* Tests of the session timer of one leg. RFC 4028 7.2, 10.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session.h"

#include "unit_test.h"

/* 90 s from 10 s on: half at 55 s; 90 - 90/3 = 60 s later at 70 s. */
TEST(deadlines_90_s)
{
    const struct session session = {.armed_ns = 10 * S, .interval_s = 90};
    struct session_deadlines deadlines = session_deadlines(&session);

    g_assert_cmpint(deadlines.refresh_due_ns, ==, 55 * S);
    g_assert_cmpint(deadlines.give_up_ns, ==, 70 * S);
    g_assert_cmpint(deadlines.expires_ns, ==, 100 * S);
}

static const struct {
    struct sip_leg leg;
    struct session session;
    int64_t now_ns;
    enum session_dialog_state state;
} rows[] = {
    {{.state = SIP_LEG_EARLY}, {.active = true}, 0, SESSION_DIALOG_EARLY},
    {{.state = SIP_LEG_CONFIRMED}, {.active = false}, 0, SESSION_DIALOG_UP},
    {{.state = SIP_LEG_CONFIRMED},
     {.active = true, .interval_s = 90},
     90 * S,
     SESSION_DIALOG_UP_TIMED},
    {{.state = SIP_LEG_CONFIRMED},
     {.active = true, .interval_s = 90},
     90 * S + 1,
     SESSION_DIALOG_EXPIRED},
    {{.state = SIP_LEG_ENDED, .refused_status = 486},
     {.end = SESSION_DIALOG_EARLY},
     0,
     SESSION_DIALOG_REFUSED},
    {{.state = SIP_LEG_ENDED, .refused_status = 487, .cancelled = true},
     {.end = SESSION_DIALOG_EARLY},
     0,
     SESSION_DIALOG_CANCELLED},
    {{.state = SIP_LEG_ENDED},
     {.end = SESSION_DIALOG_BYE_PEER},
     0,
     SESSION_DIALOG_BYE_PEER},
    {{.state = SIP_LEG_ENDED},
     {.end = SESSION_DIALOG_EARLY}, /* nothing was noted of the end */
     0,
     SESSION_DIALOG_BYE},
};

TEST(state_all)
{
    FOR_EACH_ROW(i, rows)
        g_assert_cmpint(
            session_state(&rows[i].session, &rows[i].leg, rows[i].now_ns), ==,
            rows[i].state);
}

/* After 10 s, at 11 s, at the end of the span, and after it. */
TEST(leap)
{
    const struct session_leap leap = {10 * S, 12 * S, 40 * S};
    struct session_told told = {.ns = 11 * S};
    struct session session = {
        .armed_ns = 10 * S,
        .attempts = {{.sent_ns = 10 * S + 1}, {.failed_ns = 12 * S}},
        .unkept = {.since_ns = 12 * S + 1, .ns = 11 * S},
        .told = &told,
        .n_told = 1};
    struct sip_transaction refresh = {.request_ns = 11 * S, .final_ns = 13 * S};
    struct sip_leg leg = {.answered_ns = 9 * S, .transactions[1] = &refresh};

    session_on_leap(&session, &leg, &leap);
    g_assert_cmpint(session.armed_ns, ==, 10 * S);
    g_assert_cmpint(session.attempts[0].sent_ns, ==, 50 * S + 1);
    g_assert_cmpint(session.attempts[1].failed_ns, ==, 52 * S);
    g_assert_cmpint(session.unkept.since_ns, ==, 12 * S + 1);
    g_assert_cmpint(session.unkept.ns, ==, 51 * S);
    g_assert_cmpint(told.ns, ==, 51 * S);
    g_assert_cmpint(leg.answered_ns, ==, 9 * S);
    g_assert_cmpint(refresh.request_ns, ==, 51 * S);
    g_assert_cmpint(refresh.final_ns, ==, 13 * S);
}
