/* Rules that one message shows by itself: S1-S7, T1, T2. RFC 4028 4, 5, 7.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_rules_message.h"

#include "session_report.h"

/* S6: RFC 4028 4 and 5 name the messages that may carry them. */
static void rule_misplaced(const struct session_event *event, const char *what)
{
    const struct sip_message *message = event->message;
    bool belongs = session_event_may_expire(message);
    bool min_se_belongs = (belongs && message->is_request) ||
                          (!message->is_request && message->status_code == 422);
    enum finding_severity severity =
        session_event_from_microsoft(event) ? FINDING_CHAT : FINDING_NOTE;

    if (message->session_expires.n_headers > 0 && !belongs) {
        session_report_habit(
            event, FINDING_SESSION_MISPLACED_HEADER, severity,
            "%s from %s to %s carries Session-Expires, which belongs only in "
            "INVITE, UPDATE and their 2xx; it has no effect here",
            what, session_event_sender(event), session_event_receiver(event));
    }
    if (message->min_se.n_headers > 0 && !min_se_belongs) {
        session_report_habit(
            event, FINDING_SESSION_MISPLACED_HEADER, severity,
            "%s from %s to %s carries Min-SE, which belongs only in INVITE, "
            "UPDATE and 422%s",
            what, session_event_sender(event), session_event_receiver(event),
            severity == FINDING_CHAT
                ? "; Microsoft's servers are known to do so"
                : "");
    }
}

/* S7: HEADER, which may appear once, appears N_HEADERS times. */
static void report_repeated(const struct session_event *event, const char *what,
                            const char *header, unsigned n_headers)
{
    session_report_habit(event, FINDING_SESSION_REPEATED_HEADER, FINDING_WARN,
                         "%s from %s to %s carries %u %s headers; the first "
                         "one is used",
                         what, session_event_sender(event),
                         session_event_receiver(event), n_headers, header);
}

static void rule_repeated_header(const struct session_event *event,
                                 const char *what)
{
    const struct sip_message *message = event->message;

    if (message->session_expires.n_headers > 1)
        report_repeated(event, what, "Session-Expires",
                        message->session_expires.n_headers);
    else if (message->min_se.n_headers > 1)
        report_repeated(event, what, "Min-SE", message->min_se.n_headers);
}

/* S1: VALUE of HEADER is not delta-seconds. */
static void report_bad_value(const struct session_event *event,
                             const char *what, const char *header,
                             struct text value)
{
    char quote[SESSION_QUOTE_BYTES];

    session_report_quote(value, quote);
    session_report(event, FINDING_SESSION_BAD_VALUE,
                   "%s from %s to %s: %s \"%s\" is not a number of seconds",
                   what, session_event_sender(event),
                   session_event_receiver(event), header, quote);
}

/* S1: delta-seconds, RFC 4028 4. */
static void rule_bad_value(const struct session_event *event, const char *what)
{
    const struct sip_message *message = event->message;

    if (message->session_expires.n_headers > 0 &&
        !message->session_expires.valid)
        report_bad_value(event, what, "Session-Expires",
                         message->session_expires_value);
    if (message->min_se.n_headers > 0 && !message->min_se.valid)
        report_bad_value(event, what, "Min-SE", message->min_se_value);
}

/* Reports INTERVAL_S if it is below the floor of 90 s; the message that WHAT
 * names DOES it: "sets a session interval of". */
static void report_floor(const struct session_event *event, const char *what,
                         enum finding_id id, enum finding_severity severity,
                         const char *does, uint32_t interval_s)
{
    if (interval_s < SESSION_INTERVAL_FLOOR_S)
        session_report_habit(
            event, id, severity,
            "%s from %s to %s %s %u s, below the floor of %d s", what,
            session_event_sender(event), session_event_receiver(event), does,
            interval_s, SESSION_INTERVAL_FLOOR_S);
}

/* S2, S3. */
static void rule_floor(const struct session_event *event, const char *what)
{
    const struct sip_message *message = event->message;

    if (message->session_expires.valid)
        report_floor(event, what, FINDING_SESSION_INTERVAL_BELOW_90,
                     FINDING_WARN, "sets a session interval of",
                     message->session_expires.interval_s);
    if (message->is_request && message->min_se.valid)
        report_floor(event, what, FINDING_SESSION_MIN_SE_BELOW_90, FINDING_NOTE,
                     "allows intervals down to Min-SE",
                     message->min_se.interval_s);
}

/* S4: RFC 4028 7.1. */
static void rule_below_min_se(const struct session_event *event,
                              const char *what)
{
    const struct sip_session_expires *expires =
        &event->message->session_expires;
    const struct sip_min_se *min_se = &event->message->min_se;

    if (event->message->is_request && expires->valid && min_se->valid &&
        expires->interval_s < min_se->interval_s) {
        session_report(event, FINDING_SESSION_INTERVAL_BELOW_MIN_SE,
                       "%s from %s to %s asks for %u s, less than its own "
                       "Min-SE of %u s",
                       what, session_event_sender(event),
                       session_event_receiver(event), expires->interval_s,
                       min_se->interval_s);
    }
}

/* S5. */
static void rule_bad_refresher(const struct session_event *event,
                               const char *what)
{
    const struct sip_message *message = event->message;
    char quote[SESSION_QUOTE_BYTES];

    if (message->session_expires.refresher == SIP_REFRESHER_OTHER) {
        session_report_quote(message->session_expires_value, quote);
        session_report_habit(event, FINDING_SESSION_BAD_REFRESHER, FINDING_WARN,
                             "%s from %s to %s: the refresher in "
                             "\"Session-Expires: %s\" is neither uac nor uas",
                             what, session_event_sender(event),
                             session_event_receiver(event), quote);
    }
}

/* T1, T2: whoever names an interval or a refresher has to list the extension as
 * supported (RFC 4028 7.1; 9, table 2). */
static void rule_support(const struct session_event *event, const char *what)
{
    const struct sip_message *message = event->message;
    const struct sip_session_expires *expires = &message->session_expires;
    char quote[SESSION_QUOTE_BYTES];

    if (!message->is_request || expires->n_headers == 0 ||
        message->supported_timer || message->require_timer)
        return;
    if (expires->refresher != SIP_REFRESHER_ABSENT) {
        session_report_quote(message->session_expires_value, quote);
        session_report_habit(event, FINDING_SESSION_REFRESHER_WITHOUT_SUPPORT,
                             FINDING_WARN,
                             "%s from %s to %s names a refresher "
                             "(\"%s\") without Supported: timer",
                             what, session_event_sender(event),
                             session_event_receiver(event), quote);
        return;
    }
    session_report_habit(event, FINDING_SESSION_TIMER_NOT_OFFERED, FINDING_CHAT,
                         "%s from %s to %s asks for %u s without Supported: "
                         "timer; a proxy may have added it",
                         what, session_event_sender(event),
                         session_event_receiver(event), expires->interval_s);
}

void session_rules_message(const struct session_event *event)
{
    char what[SESSION_WHAT_BYTES];

    if (event->message->session_expires.n_headers == 0 &&
        event->message->min_se.n_headers == 0)
        return;
    session_report_what(event->message, what);
    rule_misplaced(event, what);
    rule_repeated_header(event, what);
    if (!session_event_may_expire(event->message))
        return; /* a header without effect is not judged further */
    rule_bad_value(event, what);
    rule_floor(event, what);
    rule_below_min_se(event, what);
    rule_bad_refresher(event, what);
    rule_support(event, what);
}
