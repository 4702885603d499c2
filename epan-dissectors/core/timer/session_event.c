/* One SIP message under judgement.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_event.h"

bool session_event_is_token(enum sip_refresher refresher)
{
    return refresher == SIP_REFRESHER_UAC || refresher == SIP_REFRESHER_UAS;
}

void session_event_unname(struct session_event *event,
                          struct session_names *names)
{
    names->sender[0] = names->receiver[0] = '\0';
    names->parties[0][0] = names->parties[1][0] = '\0';
    event->names = names;
}

/* The name of END, one end of EVENT's hop, made in TEXT. */
static const char *name_of(const struct session_event *event,
                           const struct endpoint *end,
                           char text[ENDPOINT_TEXT_BYTES])
{
    if (text[0] != '\0')
        return text;
    return endpoint_same_address(event->source, event->destination)
               ? endpoint_text(end, text)
               : endpoint_address_text(end, text);
}

const char *session_event_sender(const struct session_event *event)
{
    return name_of(event, event->source, event->names->sender);
}

const char *session_event_receiver(const struct session_event *event)
{
    return name_of(event, event->destination, event->names->receiver);
}

const char *session_event_party(const struct session_event *event,
                                unsigned party)
{
    const struct sip_leg *leg = event->place.leg;
    const struct endpoint *end = sip_leg_endpoint(leg, party);

    /* Behind proxies the endpoints have names of their own. */
    if (!endpoint_same_address(end, &leg->parties[party].address))
        return endpoint_address_text(end, event->names->parties[party]);
    return party == event->place.sender ? session_event_sender(event)
                                        : session_event_receiver(event);
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
