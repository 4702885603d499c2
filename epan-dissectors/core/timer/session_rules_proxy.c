/* What a proxy between two hops of one dialog may change: T11. RFC 4028 8.1,
 * 8.2.
 *
 * The hops are compared in the order of the Via headers: a proxy adds one to
 * a request and takes one from a response. A B2BUA that keeps tags and Call-ID
 * starts its own Via, and is not compared.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_rules_proxy.h"

#include "session_report.h"
#include "sip_transaction.h"

/* The same transaction in LEG, a hop of the same dialog; NULL if unknown. */
static const struct sip_transaction *
transaction_on(struct sip_leg *leg, const struct session_event *event,
               const char *requester_tag)
{
    for (unsigned party = 0; party < 2; party++) {
        if (g_strcmp0(leg->parties[party].tag, requester_tag) == 0) {
            return sip_transaction_find(leg, event->message->method,
                                        event->message->cseq, party);
        }
    }
    return NULL;
}

/* How many Via headers the nearest earlier hop had: fewer in a request, more
 * in a response. */
static bool is_nearer(const struct session_event *event,
                      const struct sip_transaction *hop,
                      const struct sip_transaction *best)
{
    if (event->message->is_request) {
        return hop->request_seen && hop->n_via < event->message->n_via &&
               (best == NULL || hop->n_via > best->n_via);
    }
    return hop->final_status / 100 == 2 &&
           hop->final_n_via > event->message->n_via &&
           (best == NULL || hop->final_n_via < best->final_n_via);
}

static const struct sip_transaction *
previous_hop(const struct session_event *event)
{
    struct sip_leg *leg = event->place.leg;
    const char *tag = leg->parties[event->place.transaction->requester].tag;
    const struct sip_transaction *best = NULL;

    for (guint i = 0; i < leg->call->legs->len; i++) {
        struct sip_leg *other = g_ptr_array_index(leg->call->legs, i);
        const struct sip_transaction *hop;

        if (!sip_leg_same_dialog(leg, other))
            continue;
        hop = transaction_on(other, event, tag);
        if (hop != NULL && is_nearer(event, hop, best))
            best = hop;
    }
    return best;
}

/* RFC 4028 8.1: what the proxy did wrong, to be freed with g_free; NULL if
 * nothing. */
static char *bad_request_change(const struct sip_transaction *before,
                                const struct sip_message *after)
{
    const struct sip_session_expires *was = &before->asked;
    const struct sip_session_expires *is = &after->session_expires;
    uint32_t floor_s = before->min_se.valid ? MAX(before->min_se.interval_s,
                                                  SESSION_INTERVAL_FLOOR_S)
                                            : SESSION_INTERVAL_FLOOR_S;

    if (was->valid && is->valid && is->interval_s > was->interval_s &&
        before->timer_supported) {
        return g_strdup_printf("raised the interval from %u s to %u s",
                               was->interval_s, is->interval_s);
    }
    if (was->valid && is->valid && is->interval_s < was->interval_s &&
        is->interval_s < floor_s) {
        return g_strdup_printf("lowered the interval from %u s to %u s, "
                               "below the %u s that are allowed",
                               was->interval_s, is->interval_s, floor_s);
    }
    if (is->n_headers > 0 && is->refresher != was->refresher)
        return g_strdup("changed the refresher of the request");
    if (before->timer_supported && after->min_se.n_headers > 0 &&
        (before->min_se.n_headers == 0 ||
         before->min_se.interval_s != after->min_se.interval_s)) {
        return g_strdup_printf("set Min-SE to %u s although the caller "
                               "supports session timers",
                               after->min_se.interval_s);
    }
    return NULL;
}

/* RFC 4028 8.2; likewise. */
static char *bad_response_change(const struct sip_transaction *before,
                                 const struct sip_transaction *here,
                                 const struct sip_message *after)
{
    const struct sip_session_expires *was = &before->granted;
    const struct sip_session_expires *is = &after->session_expires;

    if (was->n_headers > 0 && is->n_headers == 0) {
        return g_strdup_printf("removed Session-Expires (%u s)",
                               was->interval_s);
    }
    if (was->n_headers > 0 && (is->interval_s != was->interval_s ||
                               is->refresher != was->refresher)) {
        return g_strdup_printf("changed Session-Expires of the 2xx (%u s to "
                               "%u s)",
                               was->interval_s, is->interval_s);
    }
    if (was->n_headers == 0 && is->n_headers > 0 &&
        (is->refresher != SIP_REFRESHER_UAC || !after->require_timer ||
         (here->request_seen && !here->timer_supported))) {
        return g_strdup_printf("added Session-Expires %u s to the 2xx, which "
                               "it may only with refresher=uac, Require: "
                               "timer, and a caller that supports it",
                               is->interval_s);
    }
    return NULL;
}

void session_rules_proxy(const struct session_event *event)
{
    const struct sip_transaction *before = previous_hop(event);
    char what[SESSION_WHAT_BYTES];
    char *clause;

    if (before == NULL)
        return;
    clause = event->message->is_request
                 ? bad_request_change(before, event->message)
                 : bad_response_change(before, event->place.transaction,
                                       event->message);
    if (clause == NULL)
        return;
    session_report_what(event->message, what);
    session_report(event, FINDING_SESSION_PROXY_CHANGED,
                   "%s from the proxy %s to %s: on the way it %s", what,
                   session_event_sender(event), session_event_receiver(event),
                   clause);
    g_free(clause);
}
