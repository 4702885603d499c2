/* The session timer of one leg. RFC 4028.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session.h"

struct session_deadlines session_deadlines(const struct session *session)
{
    return session_interval_deadlines(session->armed_ns, session->interval_s);
}

bool session_attempt_open(const struct session *session)
{
    return session->attempts[0].open || session->attempts[1].open;
}

bool session_attempt_refreshes(const struct session *session, unsigned party)
{
    return session->attempts[party].made &&
           (session->attempts[party].asked ||
            (session->refresher_known && session->refresher == party));
}

uint32_t session_attempt_interval_s(const struct session *session,
                                    unsigned party)
{
    return session->active ? session->interval_s
                           : session->attempts[party].interval_s;
}

enum session_dialog_state session_state(const struct session *session,
                                        const struct sip_leg *leg,
                                        int64_t now_ns)
{
    if (leg->state == SIP_LEG_ENDED) {
        if (leg->refused_status == 0)
            return session->end != 0 ? session->end : SESSION_DIALOG_BYE;
        return leg->cancelled ? SESSION_DIALOG_CANCELLED
                              : SESSION_DIALOG_REFUSED;
    }
    if (leg->state == SIP_LEG_EARLY)
        return SESSION_DIALOG_EARLY;
    if (!session->active)
        return SESSION_DIALOG_UP;
    return now_ns > session_deadlines(session).expires_ns &&
                   !session_attempt_open(session)
               ? SESSION_DIALOG_EXPIRED
               : SESSION_DIALOG_UP_TIMED;
}

static void shift(const struct session_leap *leap, int64_t *time_ns)
{
    if (*time_ns > leap->since_ns && *time_ns <= leap->until_ns)
        *time_ns += leap->leap_ns;
}

static void shift_session(const struct session_leap *leap,
                          struct session *session)
{
    shift(leap, &session->armed_ns);
    for (int party = 0; party < 2; party++) {
        shift(leap, &session->attempts[party].sent_ns);
        shift(leap, &session->attempts[party].failed_ns);
    }
    shift(leap, &session->unkept.since_ns);
    shift(leap, &session->unkept.ns);
    for (unsigned i = 0; i < MIN(session->n_told, SESSION_TOLD_KEPT); i++)
        shift(leap, &session->told[i].ns);
}

void session_on_leap(struct session *session, struct sip_leg *leg,
                     const struct session_leap *leap)
{
    shift_session(leap, session);
    shift(leap, &leg->answered_ns);
    for (unsigned i = 0; i < SIP_LEG_TRANSACTIONS; i++) {
        if (leg->transactions[i] == NULL)
            continue;
        shift(leap, &leg->transactions[i]->request_ns);
        shift(leap, &leg->transactions[i]->repeat_ns);
        shift(leap, &leg->transactions[i]->final_ns);
    }
}

void session_free(void *session)
{
    g_free(((struct session *)session)->told);
    g_free(session);
}
