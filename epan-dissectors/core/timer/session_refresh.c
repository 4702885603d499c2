/* The refresh: when it came, whether it worked, what it changed: R1, R2,
 * R6-R11. RFC 4028 7.2, 7.4, 9, 10; RFC 3311 5.1; RFC 3261 12.2.1.2, 14.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_refresh.h"

#include <string.h>

#include "session_report.h"

/* Half the interval, and a tenth more, is on time. */
#define LATE_NUMERATOR   6
#define LATE_DENOMINATOR 10

#define FLIPS_WARN 2 /* changes of the refresher in a row */

/* R11: the peer has sent Allow, and never listed UPDATE. */
static void rule_update_allowed(const struct session_event *event)
{
    const struct sip_party *peer =
        &event->place.leg->parties[1 - event->place.sender];

    if (event->message->method == SIP_METHOD_UPDATE && peer->allow_seen &&
        !peer->allow_update) {
        session_report_habit(
            event, FINDING_SESSION_UPDATE_NOT_ALLOWED, FINDING_NOTE,
            "UPDATE from %s to %s, whose Allow does not list "
            "UPDATE: a re-INVITE would do",
            session_event_sender(event), session_event_receiver(event));
    }
}

/* R1, R2. */
static void rule_late(const struct session_event *event)
{
    const struct session *session = event->session;
    int64_t elapsed_ns = event->now_ns - session->armed_ns;
    int64_t interval_ns = (int64_t)session->interval_s * NS_PER_S;
    struct session_deadlines deadlines = session_deadlines(session);
    bool too_late = event->now_ns > deadlines.give_up_ns;
    char what[SESSION_WHAT_BYTES];
    char *how_late;

    /* If an attempt has no answer in the capture, the session may have been
     * refreshed. */
    if (!session->refresher_known || session->refresher_assumed ||
        session->refresher != event->place.sender || session->expired_told ||
        session->attempts[event->place.sender].open)
        return;
    if (!too_late &&
        (session->attempts[event->place.sender].made ||
         elapsed_ns <= interval_ns / LATE_DENOMINATOR * LATE_NUMERATOR))
        return;
    if (too_late)
        how_late = g_strdup_printf(
            ": since %.1f s %s may hang up",
            seconds_of(deadlines.give_up_ns - session->armed_ns),
            session_event_receiver(event));
    else
        how_late = g_strdup_printf(
            " to %s: it was due at %.1f s", session_event_receiver(event),
            seconds_of(deadlines.refresh_due_ns - session->armed_ns));
    session_report_what(event->message, what);
    session_report(event,
                   too_late ? FINDING_SESSION_REFRESH_TOO_LATE
                            : FINDING_SESSION_REFRESH_LATE,
                   "%s from %s, the refresher, %.1f s after the %s of a %u s "
                   "session%s",
                   what, session_event_sender(event), seconds_of(elapsed_ns),
                   session_report_armed_by(session), session->interval_s,
                   how_late);
    g_free(how_late);
}

/* Whether a session timer may be in force that the capture does not show: it
 * lacks the 2xx to the first INVITE, and the request asks for an interval. */
static bool may_be_active(const struct session_event *event)
{
    const struct sip_leg *leg = event->place.leg;

    return !event->session->ever_active &&
           event->message->session_expires.valid &&
           !(leg->from_start && leg->answered);
}

/* R1, R2, R11; notes the attempt. */
void session_refresh_request(struct session_event *event)
{
    struct session_attempt *attempt =
        &event->session->attempts[event->place.sender];

    rule_update_allowed(event);
    if (!event->place.transaction->in_dialog)
        return;
    if (event->session->active)
        rule_late(event);
    else if (!may_be_active(event))
        return;
    *attempt = (struct session_attempt){0};
    attempt->made = true;
    attempt->open = true;
    attempt->method = event->message->method;
    attempt->cseq = event->message->cseq;
    attempt->asked = event->message->session_expires.n_headers > 0;
    attempt->frame = event->frame;
    attempt->interval_s = event->message->session_expires.valid
                              ? event->message->session_expires.interval_s
                              : 0;
    attempt->sent_ns = event->now_ns;
}

/* KB 2735323. To be called before the timer is off. */
static void note_unkept(struct session_event *event)
{
    const struct sip_transaction *transaction = event->place.transaction;
    const struct sip_leg *leg = event->place.leg;
    struct session *session = event->session;

    if (!transaction->request_seen || !transaction->asked.valid ||
        !transaction->in_dialog ||
        !leg->parties[transaction->requester].software.rtcc)
        return;
    session->unkept = (struct session_unkept){
        .set = true,
        .party = transaction->requester,
        .interval_s = transaction->asked.interval_s,
        .since_ns = session->active ? session->armed_ns : leg->answered_ns,
        .ns = event->now_ns,
        .frame = event->frame,
    };
}

/* R8: a 2xx without interval ends the timer (7.2). That of a party that knows
 * no session timers drops nothing (T6). */
static void timer_drop(struct session_event *event)
{
    char what[SESSION_WHAT_BYTES];

    if (event->session->active && !event->message->require_timer &&
        !session_event_unaware(event)) {
        session_report_what(event->message, what);
        session_report(event, FINDING_SESSION_TIMER_DROPPED,
                       "%s from %s to %s has no Session-Expires: the session "
                       "timer of %u s is off from here on",
                       what, session_event_sender(event),
                       session_event_receiver(event),
                       event->session->interval_s);
    }
    event->session->active = false;
    event->session->n_flips = 0;
}

/* R9: the request itself changed the refresher, or the answer overruled it.
 * Where the request left it open (7.4: omit the parameter), the answer is free
 * to choose. */
static void rule_refresher_changed(const struct session_event *event,
                                   unsigned refresher)
{
    struct session *session = event->session;
    const struct sip_transaction *transaction = event->place.transaction;
    enum finding_severity severity = FINDING_CHAT;
    const char *remark = "";
    char what[SESSION_WHAT_BYTES];

    if (!session->active || !session->refresher_known ||
        session->refresher == refresher) {
        session->n_flips = 0;
        return;
    }
    if (transaction->request_seen &&
        transaction->asked.refresher != SIP_REFRESHER_ABSENT) {
        session->n_flips++;
        severity = FINDING_NOTE;
    }
    if (session->n_flips >= FLIPS_WARN) {
        severity = FINDING_WARN;
        remark = "; again: a user agent seems to keep the token of the first "
                 "INVITE instead of the role";
    }
    session_report_what(event->message, what);
    session_report_as(event, FINDING_SESSION_REFRESHER_CHANGED, severity,
                      "%s from %s makes %s the refresher, it was %s%s", what,
                      session_event_sender(event),
                      session_event_party(event, refresher),
                      session_event_party(event, session->refresher), remark);
}

/* R10. */
static void rule_interval_changed(const struct session_event *event)
{
    const struct session *session = event->session;
    uint32_t interval_s = event->message->session_expires.interval_s;
    char what[SESSION_WHAT_BYTES];

    if (session->active && session->interval_s != interval_s) {
        session_report_what(event->message, what);
        session_report(event, FINDING_SESSION_INTERVAL_CHANGED,
                       "%s from %s to %s grants %u s, it was %u s before", what,
                       session_event_sender(event),
                       session_event_receiver(event), interval_s,
                       session->interval_s);
    }
}

/* R8-R10; arms the timer or ends it. */
void session_refresh_success(struct session_event *event)
{
    struct session *session = event->session;
    const struct sip_session_expires *granted =
        &event->message->session_expires;
    enum sip_refresher token;
    bool assumed;
    unsigned refresher = 0;

    memset(session->attempts, 0, sizeof session->attempts);
    session->unkept.set = false;
    if (!granted->valid || granted->interval_s == 0) {
        note_unkept(event);
        timer_drop(event);
        return;
    }
    token = session_event_refresher(event, &assumed);
    if (token != SIP_REFRESHER_ABSENT) {
        refresher = token == SIP_REFRESHER_UAC ? 1 - event->place.sender
                                               : event->place.sender;
        rule_refresher_changed(event, refresher);
    }
    rule_interval_changed(event);
    session->active = true;
    session->ever_active = true;
    session->expired_told = false;
    session->interval_s = granted->interval_s;
    session->armed_ns = event->now_ns;
    session->armed_frame = event->frame;
    session->armed_from = event->place.sender;
    session->assumed = false;
    session->refresher_known = token != SIP_REFRESHER_ABSENT;
    session->refresher_assumed = assumed;
    session->refresher = refresher;
}

/* R11, as the response shows. */
static void rule_update_refused(const struct session_event *event)
{
    unsigned status = event->message->status_code;

    if (event->message->method == SIP_METHOD_UPDATE &&
        (status == 405 || status == 501)) {
        session_report_habit(
            event, FINDING_SESSION_UPDATE_NOT_ALLOWED, FINDING_NOTE,
            "%u from %s: the UPDATE from %s is not allowed; a "
            "re-INVITE would do",
            status, session_event_sender(event), session_event_receiver(event));
    }
}

/* 408 or 481 to a request of PARTY that the capture lacks: the dialog is over
 * (RFC 3261 12.2.1.2), and PARTY, who has to refresh the session, cannot. */
static void assume_attempt(const struct session_event *event, unsigned party)
{
    struct session *session = event->session;
    unsigned status = event->message->status_code;

    if (event->place.transaction->request_seen || !session->active ||
        !session->refresher_known || session->refresher != party ||
        (status != 408 && status != 481))
        return;
    session->attempts[party] = (struct session_attempt){
        .made = true,
        .open = true,
        .method = event->message->method,
        .cseq = event->message->cseq,
        .sent_ns = event->now_ns,
    };
}

/* R6, R7, R11. */
void session_refresh_failure(struct session_event *event)
{
    struct session *session = event->session;
    unsigned party = 1 - event->place.sender;
    struct session_attempt *attempt = &session->attempts[party];
    unsigned status = event->message->status_code;
    char what[SESSION_WHAT_BYTES];

    rule_update_refused(event);
    assume_attempt(event, party);
    if (attempt->cseq != event->message->cseq ||
        attempt->method != event->message->method || !attempt->open)
        return;
    attempt->open = false;
    attempt->failed_status = status;
    attempt->failed_ns = event->now_ns;
    session_report_what(event->message, what);
    if (status == 408 || status == 481) {
        attempt->given_up = true;
        session_report(event, FINDING_SESSION_REFRESH_FAILED,
                       "%s from %s: the refresh by %s of a %u s session failed "
                       "for good, expect a BYE",
                       what, session_event_sender(event),
                       session_event_party(event, party),
                       session_attempt_interval_s(session, party));
        return;
    }
    if (status == 422)
        return; /* T12 and T13 follow it */
    if (session->active && session_attempt_refreshes(session, party)) {
        session_report(
            event, FINDING_SESSION_REFRESH_REJECTED,
            "%s from %s: the refresh by %s is rejected and does not "
            "extend the %u s session; %.1f s are left",
            what, session_event_sender(event),
            session_event_party(event, party), session->interval_s,
            seconds_of(session_deadlines(session).expires_ns - event->now_ns));
    }
}
