/* The end of a session that nobody refreshed: R3-R5. RFC 4028 10.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_expiry.h"

#include "session_report.h"
#include "product.h"
#include "product_advice.h"

/* A BYE up to this long after expiry and grace is still the end of the
 * session. */
#define BYE_AFTER_NS (30 * NS_PER_S)

/* Some give up a third of the interval before the end, however long it is.
 * Worth only a Note, as a user may just as well have hung up. */
#define EARLY_FRACTION 3

/* What a BYE says about itself. */
struct evidence {
    GString *text; /* what it says, as a clause, or empty */
    bool timer;    /* it names the session timer */
    bool timeout;  /* it says SIP 408, as for any request without an answer */
};

/* An attempt whose outcome is not known proves nothing. */
int64_t session_expiry_deadline_ns(const struct session *session,
                                   const struct sip_leg *leg, int64_t grace_ns)
{
    if (!session->active || session->expired_told ||
        session_attempt_open(session) || leg->state != SIP_LEG_CONFIRMED)
        return SESSION_NEVER_NS;
    return session_deadlines(session).expires_ns + grace_ns;
}

/* R3. PROOF: what goes on. */
void session_expiry_report(struct session_event *event, const char *proof)
{
    struct session *session = event->session;
    bool sure = session->refresher_known && !session->refresher_assumed;

    session->expired_told = true;
    session_report_as(
        event, FINDING_SESSION_EXPIRED, sure ? FINDING_ERROR : FINDING_WARN,
        "the %u s session between %s and %s expired %.1f s ago without a "
        "refresh (%s from %s in frame %u, %s%s), and the call goes on: %s",
        session->interval_s, session_event_sender(event),
        session_event_receiver(event),
        seconds_of(event->now_ns - session->armed_ns) -
            (double)session->interval_s,
        session_report_armed_by(session),
        session_event_party(event, session->armed_from), session->armed_frame,
        sure ? "refresher " : "the refresher is not ",
        sure ? session_event_party(event, session->refresher) : "certain",
        proof);
}

/* Whether the message is a BYE that ends the session rather than outliving
 * it. */
static bool ends_session(const struct session_event *event)
{
    const struct session *session = event->session;
    int64_t expires_ns = session_deadlines(session).expires_ns;

    return event->message->is_request &&
           event->message->method == SIP_METHOD_BYE &&
           event->now_ns <= expires_ns + BYE_AFTER_NS + event->grace_ns;
}

/* R3. */
void session_expiry_message(struct session_event *event)
{
    char proof[SESSION_WHAT_BYTES];
    struct sip_leg as_before = {0};

    as_before.state = event->place.state_before;
    if (event->now_ns <= session_expiry_deadline_ns(event->session, &as_before,
                                                    event->grace_ns) ||
        ends_session(event))
        return;
    session_report_what(event->message, proof);
    session_expiry_report(event, proof);
}

static void evidence_add(struct evidence *evidence, const char *header,
                         struct text value)
{
    char quote[SESSION_QUOTE_BYTES];

    session_report_quote(value, quote);
    g_string_append_printf(evidence->text, "%s%s: %s",
                           evidence->text->len > 0 ? "; " : "", header, quote);
    if (text_contains(value, "session") &&
        (text_contains(value, "refresh") || text_contains(value, "timer") ||
         text_contains(value, "expire")))
        evidence->timer = true;
}

static struct evidence evidence_read(const struct sip_message *message)
{
    struct evidence evidence = {g_string_new(NULL), false, false};

    if (message->reason.present) {
        evidence_add(&evidence, "Reason", message->reason.value);
        if (message->reason.cause == 408 &&
            text_contains(message->reason.protocol, "SIP"))
            evidence.timeout = true;
    }
    if (message->ms_diagnostics.present) {
        evidence_add(&evidence, "ms-diagnostics",
                     message->ms_diagnostics.value);
    }
    if (message->ms_client_diagnostics.present) {
        evidence_add(&evidence, "ms-client-diagnostics",
                     message->ms_client_diagnostics.value);
    }
    if (message->ms_diagnostics_public.present) {
        evidence_add(&evidence, "ms-diagnostics-public",
                     message->ms_diagnostics_public.value);
    }
    return evidence;
}

/* R4. */
static void report_peer(struct session_event *event,
                        const struct evidence *evidence,
                        enum finding_severity severity)
{
    const struct session *session = event->session;
    struct session_deadlines deadlines = session_deadlines(session);

    session_report_as(
        event, FINDING_SESSION_BYE_NO_REFRESH, severity,
        "BYE from %s %.1f s after the %s of a %u s session: %s%s never "
        "refreshed it (due at %.1f s, given up from %.1f s on)%s%s",
        session_event_sender(event),
        seconds_of(event->now_ns - session->armed_ns),
        session_report_armed_by(session), session->interval_s,
        session_event_party(event, 1 - event->place.sender),
        session->refresher_known && !session->refresher_assumed
            ? ", the refresher,"
            : "",
        seconds_of(deadlines.refresh_due_ns - session->armed_ns),
        seconds_of(deadlines.give_up_ns - session->armed_ns),
        evidence->timer            ? "; the BYE says "
        : severity >= FINDING_WARN ? "; consistent with a session timer that "
                                     "ran out"
                                   : "; the timer had not run out yet",
        evidence->timer ? evidence->text->str : "");
    if (severity >= FINDING_WARN)
        event->session->end = SESSION_DIALOG_BYE_PEER;
}

/* R5. */
static void report_self(struct session_event *event,
                        const struct evidence *evidence)
{
    const struct session *session = event->session;
    const struct sip_agent *software =
        &event->place.leg->parties[event->place.sender].software;

    session_report(
        event, FINDING_SESSION_REFRESHER_HUNG_UP,
        "BYE from %s, the refresher%s%s%s, %.1f s after the %s of a %u s "
        "session with %s: it did not refresh (due at %.1f s) and hangs up%s%s\n"
        "%s",
        session_event_sender(event), software->rtcc ? " (" : "",
        software->rtcc ? product_name(software->product) : "",
        software->rtcc ? ")" : "",
        seconds_of(event->now_ns - session->armed_ns),
        session_report_armed_by(session), session->interval_s,
        session_event_receiver(event), (double)session->interval_s / 2.0,
        evidence->timer ? "; the BYE says "
                        : ", consistent with a session timer that ran out",
        evidence->timer ? evidence->text->str : "",
        product_advice_refresh(software->product, software->rtcc));
    event->session->end = SESSION_DIALOG_BYE_SELF;
}

/* Whether the party that had to refresh tried to, or any party made an attempt
 * whose outcome is not known. */
static bool tried(const struct session *session)
{
    return session_attempt_open(session) ||
           session->attempts[session->refresher].made;
}

static void judge_bye(struct session_event *event, struct evidence *evidence)
{
    const struct session *session = event->session;
    struct session_deadlines deadlines = session_deadlines(session);
    bool sure = session->refresher_known && !session->refresher_assumed;
    bool by_refresher =
        session->refresher_known && session->refresher == event->place.sender;
    bool may_end = event->now_ns >= deadlines.give_up_ns - event->grace_ns;
    /* A call that was seen to outlive its session is not ended by it later. */
    bool near_end = may_end && ends_session(event) && !session->expired_told;
    int64_t early_ns = deadlines.expires_ns -
                       (int64_t)session->interval_s * NS_PER_S / EARLY_FRACTION;

    /* 408 is about the session timer only once that may have run out; before,
     * it is about an ACK or another request. */
    evidence->timer = evidence->timer || (evidence->timeout && may_end);
    if (evidence->timer || (near_end && sure && !tried(session))) {
        if (by_refresher) {
            report_self(event, evidence);
            return;
        }
        report_peer(event, evidence, FINDING_ERROR);
        return;
    }
    if (!near_end && sure && !by_refresher && !tried(session) &&
        event->now_ns >= early_ns && event->now_ns < deadlines.expires_ns)
        report_peer(event, evidence, FINDING_NOTE);
}

/* Whether a refresh failed for good, which explains the BYE. */
static bool failed(struct session *session)
{
    for (unsigned party = 0; party < 2; party++) {
        const struct session_attempt *attempt = &session->attempts[party];

        if (!attempt->given_up && !attempt->not_retried_told)
            continue;
        session->end = SESSION_DIALOG_BYE_FAILED;
        session->end_status = attempt->failed_status;
        session->end_unanswered = attempt->unanswered;
        return true;
    }
    return false;
}

/* Whether NOW_NS is about the end of an interval that began at SINCE_NS. */
static bool is_end_of(const struct session_event *event, int64_t since_ns)
{
    struct session_deadlines deadlines =
        session_interval_deadlines(since_ns, event->session->unkept.interval_s);

    return event->now_ns >= deadlines.give_up_ns - event->grace_ns &&
           event->now_ns <= deadlines.expires_ns + BYE_AFTER_NS;
}

/* R5 after a refresh whose 2xx has no interval: KB 2735323. */
static bool report_unkept(struct session_event *event)
{
    const struct session_unkept *unkept = &event->session->unkept;

    if (!unkept->set || event->session->active ||
        unkept->party != event->place.sender ||
        !(is_end_of(event, unkept->since_ns) || is_end_of(event, unkept->ns)))
        return false;
    session_report(
        event, FINDING_SESSION_REFRESHER_HUNG_UP,
        "BYE from %s (%s), whose refresh for %u s %s answered "
        "without Session-Expires in frame %u: the server hangs up "
        "when the session ends all the same\nUpdate the server (KB 2735323).",
        session_event_sender(event),
        product_name(
            event->place.leg->parties[event->place.sender].software.product),
        unkept->interval_s, session_event_receiver(event), unkept->frame);
    event->session->end = SESSION_DIALOG_BYE_SELF;
    return true;
}

/* R4, R5. */
void session_expiry_bye(struct session_event *event)
{
    struct session *session = event->session;
    struct evidence evidence;

    session->end = SESSION_DIALOG_BYE;
    if (failed(session) || report_unkept(event))
        return;
    evidence = evidence_read(event->message); /* freed below */
    if (session->active) {
        judge_bye(event, &evidence);
    } else if (evidence.timer &&
               (!event->place.leg->from_start || !event->place.leg->answered)) {
        session_report(event, FINDING_SESSION_BYE_NO_REFRESH,
                       "BYE from %s to %s: the BYE says %s; the capture does "
                       "not hold the start of the call",
                       session_event_sender(event),
                       session_event_receiver(event), evidence.text->str);
        session->end = SESSION_DIALOG_BYE_PEER;
    }
    g_string_free(evidence.text, TRUE);
}
