/* One SIP message under judgement.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_event.h"

bool session_event_is_token(enum sip_refresher refresher)
{
    return refresher == SIP_REFRESHER_UAC || refresher == SIP_REFRESHER_UAS;
}

const char *session_event_party(const struct session_event *event,
                                unsigned party)
{
    if (event->parties[party][0] != '\0')
        return event->parties[party];
    return party == event->place.sender ? event->sender : event->receiver;
}

bool session_event_from_microsoft(const struct session_event *event)
{
    if (event->place.leg == NULL)
        return event->message->agent.rtcc;
    return event->place.leg->parties[event->place.sender].software.rtcc;
}

bool session_event_may_expire(const struct sip_message *message)
{
    if (message->method != SIP_METHOD_INVITE &&
        message->method != SIP_METHOD_UPDATE)
        return false;
    return message->is_request || message->status_code / 100 == 2;
}

bool session_event_settles(const struct session_event *event)
{
    return event->message->method == SIP_METHOD_INVITE ||
           (event->message->method == SIP_METHOD_UPDATE &&
            event->place.state_before == SIP_LEG_CONFIRMED &&
            event->place.transaction->in_dialog);
}

bool session_event_unaware(const struct session_event *event)
{
    const struct sip_transaction *transaction = event->place.transaction;

    return event->message->session_expires.n_headers == 0 &&
           transaction->request_seen && transaction->asked.valid &&
           !event->message->require_timer &&
           !event->place.leg->parties[event->place.sender].timer_offered;
}

enum sip_refresher session_event_refresher(const struct session_event *event,
                                           bool *assumed)
{
    const struct sip_transaction *transaction = event->place.transaction;
    enum sip_refresher written = event->message->session_expires.refresher;

    *assumed = !session_event_is_token(written);
    if (!*assumed)
        return written;
    if (transaction == NULL || !transaction->request_seen)
        return SIP_REFRESHER_ABSENT;
    if (session_event_is_token(transaction->asked.refresher))
        return transaction->asked.refresher;
    return transaction->timer_supported ? SIP_REFRESHER_ABSENT
                                        : SIP_REFRESHER_UAS;
}
