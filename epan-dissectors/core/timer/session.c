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
