/* A refresh whose outcome is late: R6, R7. RFC 4028 10; RFC 3261 14.1, 17.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_overdue.h"

#include <string.h>

#include "session_report.h"
#include "sip_repeat.h"
#include "sip_transaction.h"

/* 64*T1 (RFC 3261 17.1.1.2), less half a second for inexact timers. */
#define NO_RESPONSE_NS (32 * NS_PER_S - NS_PER_S / 2)

/* Without a BYE, this many retransmissions show that a request went
 * unanswered. */
#define NO_RESPONSE_REPEATS 2

/* The capture may lack the first three copies: those after 0, 0.5 and 1.5 s. As
 * many others show that a BYE follows from the unanswered request. */
#define FIRST_COPIES_NS (3 * NS_PER_S + NS_PER_S / 2)
#define LATER_COPIES    3

/* Copies over so long a time prove that no answer came: of those up to 31.5 s
 * after the first, the first three or the last three may be missing. */
#define UNANSWERED_NS (20 * NS_PER_S)

/* A BYE this soon after a refusal follows from it. */
#define AT_ONCE_NS (5 * NS_PER_S)

/* The share of packets that a capture may lack unnoticed: with it, 5 copies
 * that are due and not there were not sent. */
#define LACKING_ASSUMED 0.25

static bool is_attempt_response(const struct session_event *event,
                                unsigned party)
{
    const struct session_attempt *attempt = &event->session->attempts[party];

    return !event->message->is_request && event->place.sender != party &&
           event->message->method == attempt->method &&
           event->message->cseq == attempt->cseq;
}

static bool is_bye(const struct session_event *event)
{
    return event->message->is_request &&
           event->message->method == SIP_METHOD_BYE;
}

/* Responses after which one tries again: RFC 3261 14.1, 22; RFC 4028 7.3. */
static bool asks_again(unsigned status)
{
    return status == 401 || status == 407 || status == 422 || status == 491;
}

/* Whether TRANSACTION's request was retransmitted. The copies of a mirror port
 * come sooner. */
static bool was_sent_again(const struct sip_transaction *transaction)
{
    return transaction->repeat_ns - transaction->request_ns >=
           SIP_REPEAT_TOLERANCE_NS;
}

/* Whether the sender of TRANSACTION, which awaits a response, has stopped
 * repeating it by NOW_NS: RFC 3261 17.1. */
static bool stopped_repeating(const struct sip_transaction *transaction,
                              int64_t now_ns)
{
    const struct sip_repeats repeats = {
        .waiting = transaction->method == SIP_METHOD_INVITE
                       ? SIP_WAITING_INVITE
                       : SIP_WAITING_REQUEST,
        .reliable = !transaction->udp,
        .first_ns = transaction->request_ns,
        .last_ns = transaction->repeat_ns,
        .seen_until_ns = now_ns,
        .p = LACKING_ASSUMED,
    };

    return !transaction->provisional_seen &&
           sip_repeat_read(&repeats) == SIP_ANSWERED;
}

/* The attempt of PARTY was answered, though the capture lacks the 2xx: the
 * timer runs anew, as it was asked for. */
static void assume_answered(struct session *session, unsigned party)
{
    const struct session_attempt attempt = session->attempts[party];

    memset(session->attempts, 0, sizeof session->attempts);
    if (!session->active)
        return; /* nor is it known what was in force before */
    session->assumed = true;
    session->expired_told = false;
    session->armed_ns = attempt.sent_ns;
    session->armed_frame = attempt.frame;
    session->armed_from = party;
    if (attempt.interval_s != 0)
        session->interval_s = attempt.interval_s;
}

/* A request over UDP that is not repeated was answered. A sender that was not
 * answered repeats it, and sends a BYE after 64*T1. */
static void rule_answered(struct session_event *event, unsigned party)
{
    const struct session_attempt *attempt = &event->session->attempts[party];
    const struct sip_transaction *transaction = sip_transaction_find(
        event->place.leg, attempt->method, attempt->cseq, party);
    bool bye = is_bye(event) && event->place.sender == party;

    if (transaction == NULL || !transaction->request_seen ||
        transaction->final_status != 0 ||
        (bye && was_sent_again(transaction)) ||
        !stopped_repeating(transaction, event->now_ns))
        return;
    assume_answered(event->session, party);
}

/* Whether the sender of TRANSACTION has waited WAITED_NS for an answer in
 * vain. GIVES_UP: it hangs up. */
static bool waited_in_vain(const struct sip_transaction *transaction,
                           int64_t waited_ns, bool gives_up)
{
    if (waited_ns >= NO_RESPONSE_NS)
        return gives_up || transaction->n_repeats >= NO_RESPONSE_REPEATS;
    return gives_up && waited_ns >= NO_RESPONSE_NS - FIRST_COPIES_NS &&
           transaction->n_repeats >= LATER_COPIES;
}

/* R6: no final response within 64*T1. Only if the capture holds both sides, or
 * the sender shows for long enough that it has not got a response either. */
static void rule_no_response(struct session_event *event, unsigned party)
{
    struct session_attempt *attempt = &event->session->attempts[party];
    struct sip_leg *leg = event->place.leg;
    const struct sip_transaction *transaction =
        sip_transaction_find(leg, attempt->method, attempt->cseq, party);
    bool gives_up = is_bye(event) && event->place.sender == party;
    bool unanswered =
        transaction != NULL &&
        transaction->repeat_ns - transaction->request_ns >= UNANSWERED_NS;

    if (transaction == NULL || transaction->provisional_seen ||
        !(leg->parties[1 - party].heard || unanswered) ||
        !waited_in_vain(transaction, event->now_ns - attempt->sent_ns,
                        gives_up))
        return;
    attempt->open = false;
    attempt->given_up = true;
    attempt->unanswered = unanswered;
    session_report(event, FINDING_SESSION_REFRESH_FAILED,
                   "the %s by which %s meant to refresh a %u s session %.1f s "
                   "ago got no answer from %s (sent %u time%s)%s",
                   attempt->method == SIP_METHOD_UPDATE ? "UPDATE" : "INVITE",
                   session_event_party(event, party),
                   session_attempt_interval_s(event->session, party),
                   seconds_of(event->now_ns - attempt->sent_ns),
                   session_event_party(event, 1 - party),
                   transaction->n_repeats + 1,
                   transaction->n_repeats == 0 ? "" : "s",
                   gives_up ? ": the BYE follows from it" : "");
}

/* R6: PARTY tries to refresh, and hangs up at once with the status of a
 * refusal, which the capture lacks, as its reason. */
static void rule_refusal_named(struct session_event *event, unsigned party)
{
    struct session_attempt *attempt = &event->session->attempts[party];
    const struct sip_reason *reason = &event->message->reason;
    char quote[SESSION_QUOTE_BYTES];

    if (!is_bye(event) || event->place.sender != party || !attempt->open ||
        !reason->present || !text_is(reason->protocol, "SIP") ||
        reason->cause < 400 || reason->cause == 408 ||
        asks_again(reason->cause) ||
        event->now_ns - attempt->sent_ns > AT_ONCE_NS)
        return;
    attempt->open = false;
    attempt->failed_status = reason->cause;
    attempt->failed_ns = event->now_ns;
    attempt->given_up = true;
    session_report_quote(reason->value, quote);
    session_report(event, FINDING_SESSION_REFRESH_FAILED,
                   "the refresh of a %u s session was refused by %s, as the "
                   "BYE from %s %.1f s after it says: Reason: %s",
                   session_attempt_interval_s(event->session, party),
                   session_event_party(event, 1 - party),
                   session_event_sender(event),
                   seconds_of(event->now_ns - attempt->sent_ns), quote);
}

/* R6: a refresh is refused, and one of the two hangs up at once. */
static void rule_refused(struct session_event *event, unsigned party)
{
    struct session_attempt *attempt = &event->session->attempts[party];

    if (!is_bye(event) || attempt->failed_status == 0 || attempt->given_up ||
        asks_again(attempt->failed_status) ||
        event->now_ns - attempt->failed_ns > AT_ONCE_NS)
        return;
    attempt->given_up = true;
    session_report(event, FINDING_SESSION_REFRESH_FAILED,
                   "BYE from %s %.1f s after %u from %s refused the refresh of "
                   "a %u s session by %s: the BYE follows from it",
                   session_event_sender(event),
                   seconds_of(event->now_ns - attempt->failed_ns),
                   attempt->failed_status,
                   session_event_party(event, 1 - party),
                   session_attempt_interval_s(event->session, party),
                   session_event_party(event, party));
}

/* R7: a rejected refresh was not tried again before the other side may hang
 * up. Where both sides were rejected (491, glare), the refresher is to blame.
 */
static void rule_not_retried(struct session_event *event, unsigned party)
{
    struct session *session = event->session;
    struct session_attempt *attempt = &session->attempts[party];
    bool retry = event->message->is_request &&
                 (event->message->method == SIP_METHOD_INVITE ||
                  event->message->method == SIP_METHOD_UPDATE);

    if (!session->active || attempt->failed_status == 0 || attempt->given_up ||
        retry || attempt->not_retried_told ||
        (session->refresher_known && session->refresher != party) ||
        event->now_ns <= session_deadlines(session).give_up_ns)
        return;
    attempt->not_retried_told = true;
    session_report_as(event, FINDING_SESSION_REFRESH_REJECTED, FINDING_WARN,
                      "the refresh by %s was rejected with %u by %s %.1f s "
                      "after the %s of a %u s session and not tried again in "
                      "time",
                      session_event_party(event, party), attempt->failed_status,
                      session_event_party(event, 1 - party),
                      seconds_of(attempt->sent_ns - session->armed_ns),
                      session_report_armed_by(session), session->interval_s);
}

/* R6, R7. */
void session_overdue(struct session_event *event)
{
    for (unsigned party = 0; party < 2; party++) {
        const struct session_attempt *attempt =
            &event->session->attempts[party];

        if (!session_attempt_refreshes(event->session, party))
            continue;
        if (attempt->open && !is_attempt_response(event, party))
            rule_answered(event, party);
        if (attempt->open && !is_attempt_response(event, party))
            rule_no_response(event, party);
        rule_refusal_named(event, party);
        rule_refused(event, party);
        if (!attempt->open)
            rule_not_retried(event, party);
    }
}
