/* Rules that a response shows beside its request: T3-T10, T15, and what makes
 * a Mediation Server refresher. RFC 4028 7.2, 9 and table 2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_rules_response.h"

#include "session_report.h"
#include "product.h"
#include "product_advice.h"

static const char *token(enum sip_refresher refresher)
{
    return refresher == SIP_REFRESHER_UAC ? "uac" : "uas";
}

/* T3: the UAS MUST set the refresher (9). */
static void rule_refresher_missing(const struct session_event *event,
                                   const char *what)
{
    const struct sip_session_expires *granted =
        &event->message->session_expires;

    if (granted->refresher == SIP_REFRESHER_ABSENT) {
        session_report(event, FINDING_SESSION_REFRESHER_MISSING,
                       "%s from %s grants %u s to %s and names no refresher: "
                       "it is ambiguous who has to refresh",
                       what, session_event_sender(event), granted->interval_s,
                       session_event_receiver(event));
    }
}

/* T4, T5: table 2. */
static void rule_table_2(const struct session_event *event, const char *what)
{
    const struct sip_transaction *transaction = event->place.transaction;
    const struct sip_session_expires *granted =
        &event->message->session_expires;
    enum sip_refresher asked = transaction->asked.refresher;

    if (!transaction->timer_supported) {
        if (granted->refresher == SIP_REFRESHER_UAC) {
            session_report(
                event, FINDING_SESSION_REFRESHER_UNABLE,
                "%s from %s makes %s the refresher (uac), whose request does "
                "not "
                "list Supported: timer: nobody will refresh, expect a drop "
                "%u s after this answer",
                what, session_event_sender(event),
                session_event_receiver(event), granted->interval_s);
        }
        return;
    }
    if (session_event_is_token(asked) &&
        session_event_is_token(granted->refresher) &&
        asked != granted->refresher) {
        session_report(event, FINDING_SESSION_REFRESHER_MISMATCH,
                       "%s from %s says %u s;refresher=%s, the request from "
                       "%s chose refresher=%s: the two may disagree "
                       "about who refreshes",
                       what, session_event_sender(event), granted->interval_s,
                       token(granted->refresher), session_event_receiver(event),
                       token(asked));
    }
}

/* Whether UAC is the refresher already, or may be: it asks for the role in a
 * dialog that is up, as the refresher does (7.4), or the capture lacks what it
 * asked. */
static bool may_refresh_already(const struct session_event *event, unsigned uac)
{
    const struct sip_transaction *transaction = event->place.transaction;
    const struct session *session = event->session;

    if (session->active && session->refresher_known)
        return session->refresher == uac;
    return transaction->in_dialog &&
           (!transaction->request_seen ||
            transaction->asked.refresher == SIP_REFRESHER_UAC);
}

/* T7, T8: Require: timer is a MUST if the UAC has to refresh, and a SHOULD if
 * the UAS does (9). A UAC that is the refresher already learns nothing new,
 * which makes T7 a Note. */
static void rule_require(const struct session_event *event, const char *what)
{
    const struct sip_transaction *transaction = event->place.transaction;

    if (event->message->require_timer)
        return;
    if (event->message->session_expires.refresher == SIP_REFRESHER_UAC &&
        (!transaction->request_seen || transaction->timer_supported)) {
        bool already = may_refresh_already(event, transaction->requester);
        const char *how = event->session->active ? "is" : "may be";

        session_report_habit(event, FINDING_SESSION_REQUIRE_MISSING,
                             already ? FINDING_NOTE : FINDING_WARN,
                             "%s from %s makes %s the refresher (uac) without "
                             "Require: timer%s%s%s",
                             what, session_event_sender(event),
                             session_event_receiver(event),
                             already ? ", which it " : "", already ? how : "",
                             already ? " already" : "");
    }
    if (event->message->session_expires.refresher == SIP_REFRESHER_UAS &&
        transaction->request_seen && transaction->timer_supported) {
        session_report_habit(
            event, FINDING_SESSION_REQUIRE_RECOMMENDED, FINDING_CHAT,
            "%s from %s keeps the refresher's role (uas) "
            "without the recommended Require: timer for %s",
            what, session_event_sender(event), session_event_receiver(event));
    }
}

/* T10: the UAS MUST NOT increase the interval or go below Min-SE (9). For a UAC
 * that does not support timers it may raise one that is too small (erratum
 * 1687). */
static void rule_interval(const struct session_event *event, const char *what)
{
    const struct sip_transaction *transaction = event->place.transaction;
    uint32_t granted_s = event->message->session_expires.interval_s;
    uint32_t min_se_s =
        transaction->min_se.valid ? transaction->min_se.interval_s : 0;

    if (transaction->asked.valid && transaction->timer_supported &&
        granted_s > MAX(transaction->asked.interval_s, min_se_s)) {
        session_report(event, FINDING_SESSION_INTERVAL_RAISED,
                       "%s from %s grants %u s, the request from %s asked for "
                       "%u s: the interval must not be raised",
                       what, session_event_sender(event), granted_s,
                       session_event_receiver(event),
                       transaction->asked.interval_s);
    }
    if (granted_s < min_se_s) {
        session_report(event, FINDING_SESSION_INTERVAL_RAISED,
                       "%s from %s grants %u s, less than the Min-SE of %u s "
                       "that the request from %s set",
                       what, session_event_sender(event), granted_s, min_se_s,
                       session_event_receiver(event));
    }
}

/* A Mediation Server asks for no session timer unless its trunk is set up to,
 * and then does not refresh, whatever the answer says. */
static void rule_mediation(const struct session_event *event, const char *what)
{
    const struct sip_transaction *transaction = event->place.transaction;
    const struct session *session = event->session;
    const struct sip_agent *software =
        &event->place.leg->parties[transaction->requester].software;
    uint32_t interval_s = event->message->session_expires.interval_s;

    if (!software->mediation || transaction->asked.n_headers > 0 ||
        event->message->session_expires.refresher != SIP_REFRESHER_UAC ||
        (session->active && session->refresher_known &&
         session->refresher == transaction->requester))
        return;
    session_report_habit(
        event, FINDING_SESSION_MEDIATION_REFRESHER, FINDING_WARN,
        "%s from %s grants %u s and makes %s (%s) the refresher, which asked "
        "for no session timer and is known not to refresh: expect a BYE about "
        "%u s after this answer\n%s",
        what, session_event_sender(event), interval_s,
        session_event_receiver(event), product_name(software->product),
        interval_s, product_advice_refresh(software->product, software->rtcc));
}

/* T6, T9: no interval in the 2xx (7.2). */
static void rule_not_granted(const struct session_event *event,
                             const char *what)
{
    const struct sip_transaction *transaction = event->place.transaction;

    if (event->message->require_timer) {
        session_report(event, FINDING_SESSION_INTERVAL_MISSING,
                       "%s from %s to %s has Require: timer and no "
                       "Session-Expires: the interval is unknown",
                       what, session_event_sender(event),
                       session_event_receiver(event));
        return;
    }
    if (transaction->request_seen && transaction->asked.valid &&
        (!event->session->active || session_event_unaware(event))) {
        session_report_habit(
            event, FINDING_SESSION_NOT_ACCEPTED, FINDING_CHAT,
            "%s from %s grants no session timer, %s asked "
            "for %u s: the call has none, unless %s refreshes "
            "by itself",
            what, session_event_sender(event), session_event_receiver(event),
            transaction->asked.interval_s, session_event_receiver(event));
    }
}

void session_rules_success(const struct session_event *event)
{
    char what[SESSION_WHAT_BYTES];

    session_report_what(event->message, what);
    if (event->message->session_expires.n_headers == 0) {
        rule_not_granted(event, what);
        return;
    }
    if (!event->message->session_expires.valid)
        return; /* S1 has reported it */
    rule_refresher_missing(event, what);
    rule_require(event, what);
    if (event->place.transaction->request_seen) {
        rule_table_2(event, what);
        rule_interval(event, what);
        rule_mediation(event, what);
    }
}

/* T15: RFC 3261 21.4.15, 21.4.16. */
void session_rules_rejected(const struct session_event *event)
{
    const struct sip_message *message = event->message;

    if (message->status_code == 420 && message->unsupported_timer) {
        session_report(event, FINDING_SESSION_TIMER_REJECTED,
                       "420 from %s to %s: Unsupported: timer, it does not "
                       "know session timers",
                       session_event_sender(event),
                       session_event_receiver(event));
    }
    if (message->status_code == 421 && message->require_timer) {
        session_report(event, FINDING_SESSION_TIMER_REJECTED,
                       "421 from %s: Require: timer, it demands that %s "
                       "supports session timers",
                       session_event_sender(event),
                       session_event_receiver(event));
    }
}
