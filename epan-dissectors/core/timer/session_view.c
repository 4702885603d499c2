/* What one SIP message shows of session timers. RFC 4028.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_view.h"

#include <string.h>

#include "session_event.h"

/* A proxy passes on what the endpoint behind it has to do. */
static void pass_proxies(struct session_view *view,
                         const struct sip_place *place)
{
    unsigned party = view->party_sends ? place->sender : 1 - place->sender;
    const struct endpoint *end = sip_leg_endpoint(place->leg, party);

    if (!endpoint_same_address(end, &place->leg->parties[party].address))
        view->party = *end;
}

/* Who refreshes by the token of this message. */
static void view_party(struct session_view *view,
                       const struct session_event *event,
                       const struct sip_sighting *sighting)
{
    enum sip_refresher token = event->message->session_expires.refresher;
    bool uac_speaks = event->message->is_request;

    if (!event->message->is_request)
        token = session_event_refresher(event, &view->party_assumed);
    if (token != SIP_REFRESHER_UAC && token != SIP_REFRESHER_UAS) {
        view->party_assumed = false;
        return;
    }
    view->party_known = true;
    view->party_sends = (token == SIP_REFRESHER_UAC) == uac_speaks;
    view->party = view->party_sends ? sighting->source : sighting->destination;
    if (event->place.leg != NULL)
        pass_proxies(view, &event->place);
}

static void view_deadlines(struct session_view *view,
                           const struct session_event *event)
{
    const struct sip_transaction *transaction = event->place.transaction;
    struct session_deadlines deadlines;

    if (event->message->is_request || transaction == NULL ||
        !session_event_settles(event) || transaction->final_status / 100 != 2 ||
        view->interval_s == 0)
        return;
    /* Of a retransmission: those of the first. */
    deadlines =
        session_interval_deadlines(transaction->final_ns, view->interval_s);
    view->deadlines_known = true;
    view->refresh_due_ns = deadlines.refresh_due_ns;
    view->give_up_ns = deadlines.give_up_ns;
    view->expires_ns = deadlines.expires_ns;
}

void session_view_fill(struct session_view *view,
                       const struct session_event *event,
                       const struct sip_sighting *sighting)
{
    const struct sip_message *message = event->message;

    memset(view, 0, sizeof *view);
    view->dialog_known = event->place.leg != NULL;
    view->dialog = event->place.leg != NULL ? event->place.leg->index : 0;
    view->repeated = event->place.repeated;
    view->refresher = SIP_REFRESHER_ABSENT;
    if (message->min_se.valid) {
        view->min_se_known = true;
        view->min_se_s = message->min_se.interval_s;
    }
    if (!session_event_may_expire(message) || !message->session_expires.valid)
        return;
    view->interval_known = true;
    view->interval_s = message->session_expires.interval_s;
    view->refresher = message->session_expires.refresher;
    view_party(view, event, sighting);
    view_deadlines(view, event);
}
