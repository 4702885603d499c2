/* The judge of session timers: which rules a message meets. RFC 4028.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_timer.h"

#include <string.h>

#include "session_event.h"
#include "session_expiry.h"
#include "session_interval.h"
#include "session_overdue.h"
#include "session_refresh.h"
#include "session_rules_message.h"
#include "session_rules_proxy.h"
#include "session_rules_response.h"
#include "session_rules_retry.h"

#define SESSION_LONE_KEPT 64 /* messages without a dialog */

struct session_timer {
    struct sip_dialogs dialogs;
    GPtrArray *sessions; /* struct session, by leg index; owned */
    int64_t grace_ns;
    uint32_t lone[SESSION_LONE_KEPT]; /* hashes of the latest messages without a
                                         dialog that carry session timer
                                         headers, so that a mirror port's copy
                                         is judged once */
    unsigned n_lone;
};

/* A retry after 422 may come with a new From tag: it inherits the rounds of the
 * previous attempt. */
static void session_take_rounds(const struct session_timer *timer,
                                const struct sip_leg *leg,
                                struct session *session)
{
    for (guint i = 0; i < leg->call->legs->len; i++) {
        const struct sip_leg *other = g_ptr_array_index(leg->call->legs, i);
        struct session *before;

        if (other == leg || other->index >= timer->sessions->len ||
            !endpoint_same_address(&other->parties[0].address,
                                   &leg->parties[0].address) ||
            !endpoint_same_address(&other->parties[1].address,
                                   &leg->parties[1].address))
            continue;
        before = g_ptr_array_index(timer->sessions, other->index);
        if (before->too_small.pending && other->state == SIP_LEG_ENDED) {
            session->too_small = before->too_small;
            before->too_small.pending = false;
            return;
        }
    }
}

static struct session *session_of(struct session_timer *timer,
                                  const struct sip_leg *leg)
{
    while (timer->sessions->len <= leg->index) {
        g_ptr_array_add(timer->sessions, g_new0(struct session, 1));
        if (timer->sessions->len == leg->index + 1 && leg->from_start &&
            !leg->forked) {
            session_take_rounds(timer, leg,
                                g_ptr_array_index(timer->sessions, leg->index));
        }
    }
    return g_ptr_array_index(timer->sessions, leg->index);
}

static void judge_request(struct session_event *event)
{
    switch (event->message->method) {
    case SIP_METHOD_INVITE:
    case SIP_METHOD_UPDATE:
        session_rules_proxy(event);
        session_rules_retry(event);
        session_rules_min_se(event);
        session_refresh_request(event);
        return;
    case SIP_METHOD_BYE:
        session_expiry_bye(event);
        return;
    default:
        return;
    }
}

static void judge_response(struct session_event *event)
{
    if (event->message->method != SIP_METHOD_INVITE &&
        event->message->method != SIP_METHOD_UPDATE)
        return;
    if (event->message->status_code / 100 == 2) {
        if (session_event_settles(event)) {
            session_rules_proxy(event);
            session_rules_success(event);
            session_refresh_success(event);
            session_rules_learn(event);
        }
        return;
    }
    if (event->message->status_code < 300)
        return;
    if (event->message->status_code == 422)
        session_rules_too_small(event);
    session_rules_rejected(event);
    session_refresh_failure(event);
}

/* Whether a message without a dialog repeats one of the latest such messages.
 * Only those that carry a session timer header are remembered. */
static bool lone_repeated(struct session_timer *timer,
                          const struct sip_message *message)
{
    const struct text texts[] = {message->call_id, message->from_tag,
                                 message->via_branch, message->method_name};
    uint32_t hash = message->cseq * 31 + message->status_code;

    if (message->session_expires.n_headers == 0 &&
        message->min_se.n_headers == 0)
        return false;
    for (size_t t = 0; t < G_N_ELEMENTS(texts); t++)
        for (size_t i = 0; i < texts[t].length; i++)
            hash = hash * 31 + (uint8_t)texts[t].start[i];
    for (unsigned i = 0; i < MIN(timer->n_lone, SESSION_LONE_KEPT); i++)
        if (timer->lone[i] == hash)
            return true;
    timer->lone[timer->n_lone % SESSION_LONE_KEPT] = hash;
    timer->n_lone++;
    return false;
}

/* Whether MESSAGE answers a BYE that the capture lacks. */
static bool answers_lost_bye(const struct session_event *event)
{
    return !event->message->is_request &&
           sip_message_ends_dialog(event->message) &&
           event->place.transaction != NULL &&
           !event->place.transaction->request_seen;
}

/* Makes EVENT the BYE that its message answers, without what that said. */
static void turn_to_bye(struct session_event *event, struct sip_message *bye)
{
    const struct endpoint *receiver = event->destination;

    *bye = *event->message;
    bye->is_request = true;
    memset(&bye->reason, 0, sizeof bye->reason);
    memset(&bye->ms_diagnostics, 0, sizeof bye->ms_diagnostics);
    memset(&bye->ms_client_diagnostics, 0, sizeof bye->ms_client_diagnostics);
    memset(&bye->ms_diagnostics_public, 0, sizeof bye->ms_diagnostics_public);
    event->message = bye;
    event->place.sender = 1 - event->place.sender;
    event->destination = event->source;
    event->source = receiver;
    session_event_unname(event, event->names);
}

static void judge(struct session_event *event)
{
    struct sip_message bye;

    if (event->place.repeated)
        return;
    session_rules_message(event);
    /* An ended dialog is not judged any more; a refused INVITE may be
     * retried. */
    if (event->session == NULL || (event->place.state_before == SIP_LEG_ENDED &&
                                   event->place.leg->state == SIP_LEG_ENDED))
        return;
    if (answers_lost_bye(event))
        turn_to_bye(event, &bye);
    session_overdue(event);
    session_expiry_message(event);
    if (event->place.transaction == NULL)
        return;
    if (event->message->is_request) {
        judge_request(event);
        return;
    }
    judge_response(event);
}

struct session_timer *session_timer_new(uint32_t grace_s,
                                        unsigned n_dialogs_max)
{
    struct session_timer *timer = g_new0(struct session_timer, 1);

    sip_dialogs_init(&timer->dialogs, n_dialogs_max);
    timer->sessions = g_ptr_array_new_with_free_func(session_free);
    timer->grace_ns = (int64_t)grace_s * NS_PER_S;
    return timer;
}

bool session_timer_is_crowded(const struct session_timer *timer)
{
    return sip_dialogs_is_crowded(&timer->dialogs);
}

void session_timer_free(struct session_timer *timer)
{
    g_ptr_array_unref(timer->sessions);
    sip_dialogs_clear(&timer->dialogs);
    g_free(timer);
}

void session_timer_message(struct session_timer *timer,
                           const struct sip_sighting *sighting,
                           struct session_view *view, GPtrArray *findings)
{
    struct session_event event = {
        .sessions = timer->sessions,
        .grace_ns = timer->grace_ns,
        .message = &sighting->message,
        .frame = sighting->moment.frame,
        .now_ns = sighting->moment.time_ns,
        .findings = findings,
        .source = &sighting->source,
        .destination = &sighting->destination,
    };
    struct session_names names;

    session_event_unname(&event, &names);
    if (sip_dialogs_place(&timer->dialogs, sighting, &event.place))
        event.session = session_of(timer, event.place.leg);
    else
        event.place.repeated = lone_repeated(timer, event.message);
    session_view_fill(view, &event, sighting);
    judge(&event);
}

static const struct sip_leg *leg_at(const struct session_timer *timer,
                                    uint32_t dialog)
{
    return dialog < timer->sessions->len
               ? g_ptr_array_index(timer->dialogs.legs, dialog)
               : NULL;
}

int64_t session_timer_media_deadline_ns(const struct session_timer *timer,
                                        uint32_t dialog)
{
    const struct sip_leg *leg = leg_at(timer, dialog);

    return leg != NULL ? session_expiry_deadline_ns(
                             g_ptr_array_index(timer->sessions, dialog), leg,
                             timer->grace_ns)
                       : SESSION_NEVER_NS;
}

void session_timer_on_media(struct session_timer *timer, uint32_t dialog,
                            uint32_t frame, int64_t now_ns, GPtrArray *findings)
{
    const struct sip_message message = {.method = SIP_METHOD_NONE};
    struct session_event event = {
        .sessions = timer->sessions,
        .grace_ns = timer->grace_ns,
        .message = &message,
        .frame = frame,
        .now_ns = now_ns,
        .findings = findings,
    };
    struct session_names names;

    if (now_ns <= session_timer_media_deadline_ns(timer, dialog))
        return;
    event.place.leg = g_ptr_array_index(timer->dialogs.legs, dialog);
    event.session = g_ptr_array_index(timer->sessions, dialog);
    event.source = &event.place.leg->parties[0].address;
    event.destination = &event.place.leg->parties[1].address;
    session_event_unname(&event, &names);
    session_expiry_report(&event, "media still flows");
}

void session_timer_add_changed(const struct session_timer *timer,
                               uint32_t dialog, GHashTable *dialogs)
{
    const struct sip_leg *leg = leg_at(timer, dialog);

    for (guint i = 0; leg != NULL && i < leg->call->legs->len; i++) {
        const struct sip_leg *other = g_ptr_array_index(leg->call->legs, i);

        g_hash_table_add(dialogs, GUINT_TO_POINTER(other->index));
    }
}

void session_timer_on_leap(struct session_timer *timer, uint32_t dialog,
                           int64_t since_ns, int64_t until_ns, int64_t leap_ns)
{
    const struct session_leap leap = {since_ns, until_ns, leap_ns};

    session_on_leap(g_ptr_array_index(timer->sessions, dialog),
                    g_ptr_array_index(timer->dialogs.legs, dialog), &leap);
}

/* How the attempts of SESSION to refresh stand, into ROW. */
static void fill_attempts(const struct session *session,
                          struct session_dialog *row)
{
    row->refresh_status = session->end_status;
    row->refresh_unanswered = session->end_unanswered;
    for (unsigned party = 0; party < 2; party++) {
        const struct session_attempt *attempt = &session->attempts[party];

        row->refresh_refused |= attempt->failed_status != 0;
        row->refresh_unanswered |= attempt->unanswered;
    }
}

bool session_timer_dialog(const struct session_timer *timer, uint32_t dialog,
                          int64_t now_ns, struct session_dialog *row)
{
    const struct sip_leg *leg = leg_at(timer, dialog);
    const struct session *session;

    memset(row, 0, sizeof *row);
    if (leg == NULL)
        return false;
    session = g_ptr_array_index(timer->sessions, dialog);
    row->parties[0] = leg->parties[0].address;
    row->parties[1] = leg->parties[1].address;
    row->state = session_state(session, leg, now_ns);
    row->lacks_request = leg->lacks_request;
    row->timer_seen = session->ever_active;
    row->timer_in_force = session->active;
    row->interval_s = session->interval_s;
    row->refresher_known = session->refresher_known;
    row->refresher = session->refresher;
    row->refresher_endpoint = *sip_leg_endpoint(leg, session->refresher);
    row->last_refresh_ns = session->armed_ns;
    row->last_refresh_frame = session->armed_frame;
    row->last_refresh_from = *sip_leg_endpoint(leg, session->armed_from);
    row->refresh_assumed = session->assumed;
    fill_attempts(session, row);
    return true;
}
