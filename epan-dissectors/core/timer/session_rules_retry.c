/* The rules around Session Interval Too Small: T12-T14. RFC 4028 6, 7.3, 7.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_rules_retry.h"

#include "session_report.h"

#define LOOP_ROUNDS 3 /* this many rounds of 422 and retry are a loop */

/* T12: what is wrong with a 422, as one clause in CLAUSE; false if nothing. */
static bool bad_422(const struct session_event *event, GString *clause)
{
    const struct sip_transaction *transaction = event->place.transaction;
    const struct sip_min_se *min_se = &event->message->min_se;

    if (min_se->n_headers == 0) {
        g_string_assign(clause, "carries no Min-SE: it does not say what "
                                "interval would do");
        return true;
    }
    if (!min_se->valid)
        return false; /* unreadable */
    if (min_se->interval_s < SESSION_INTERVAL_FLOOR_S) {
        g_string_printf(clause,
                        "demands a Min-SE of %u s, below the floor of "
                        "%d s",
                        min_se->interval_s, SESSION_INTERVAL_FLOOR_S);
        return true;
    }
    if (transaction == NULL || !transaction->request_seen)
        return false;
    if (!transaction->timer_supported) {
        g_string_printf(clause,
                        "refuses a request from %s that does not list "
                        "Supported: timer: it cannot do better",
                        event->receiver);
        return true;
    }
    if (transaction->asked.valid &&
        min_se->interval_s <= transaction->asked.interval_s) {
        g_string_printf(clause,
                        "demands a Min-SE of %u s, and the request "
                        "from %s asked for %u s, which is enough",
                        min_se->interval_s, event->receiver,
                        transaction->asked.interval_s);
        return true;
    }
    return false;
}

/* T12; notes the round. */
void session_rules_too_small(struct session_event *event)
{
    struct session_too_small *round = &event->session->too_small;
    const struct sip_transaction *transaction = event->place.transaction;
    unsigned requester = 1 - event->place.sender;
    GString *clause = g_string_new(NULL); /* freed below */

    if (bad_422(event, clause)) {
        session_report(event, FINDING_SESSION_BAD_422, "422 from %s to %s %s",
                       event->sender, event->receiver, clause->str);
    }
    g_string_free(clause, TRUE);
    if (round->n_rounds == 0 || round->requester != requester) {
        *round = (struct session_too_small){0};
        round->requester = requester;
    }
    round->pending = true;
    round->n_rounds++;
    round->cseq = event->message->cseq;
    if (event->message->min_se.valid) {
        round->min_se_s =
            MAX(round->min_se_s, event->message->min_se.interval_s);
    }
    /* What proxies demanded before the dialog was established does not
     * count. */
    if (transaction != NULL && transaction->in_dialog) {
        event->session->min_se_learnt_s[requester] =
            MAX(event->session->min_se_learnt_s[requester], round->min_se_s);
    }
}

/* T13: what is wrong with the retry, as one clause in CLAUSE. */
static bool bad_retry(const struct session_event *event, GString *clause)
{
    const struct sip_message *message = event->message;
    const struct session_too_small *round = &event->session->too_small;

    if (message->cseq <= round->cseq) {
        g_string_printf(clause,
                        "has CSeq %u, not more than the %u of the "
                        "refused request",
                        message->cseq, round->cseq);
        return true;
    }
    if (message->session_expires.n_headers == 0)
        return false; /* asks for no session timer any more */
    if (message->min_se.n_headers == 0) {
        g_string_printf(clause, "carries no Min-SE, %u s were demanded",
                        round->min_se_s);
        return true;
    }
    if (message->min_se.valid && message->min_se.interval_s < round->min_se_s) {
        g_string_printf(clause, "carries Min-SE %u s, %u s were demanded",
                        message->min_se.interval_s, round->min_se_s);
        return true;
    }
    if (message->session_expires.valid &&
        message->session_expires.interval_s < round->min_se_s) {
        g_string_printf(clause,
                        "asks for %u s again, at least %u s were "
                        "demanded",
                        message->session_expires.interval_s, round->min_se_s);
        return true;
    }
    return false;
}

/* An INVITE or UPDATE after 422: T13. */
void session_rules_retry(struct session_event *event)
{
    struct session_too_small *round = &event->session->too_small;
    char what[SESSION_WHAT_BYTES];
    GString *clause;

    if (!round->pending || round->requester != event->place.sender)
        return;
    round->pending = false;
    clause = g_string_new(NULL); /* freed below */
    session_report_what(event->message, what);
    if (!bad_retry(event, clause)) {
        g_string_printf(clause, "asks for %u s with Min-SE %u s",
                        event->message->session_expires.interval_s,
                        event->message->min_se.interval_s);
        if (round->n_rounds < LOOP_ROUNDS) {
            g_string_free(clause, TRUE);
            return;
        }
    }
    session_report_as(
        event, FINDING_SESSION_BAD_RETRY,
        round->n_rounds < LOOP_ROUNDS ? FINDING_WARN : FINDING_ERROR,
        "%s from %s to %s after %u response%s 422 %s%s", what, event->sender,
        event->receiver, round->n_rounds, round->n_rounds == 1 ? "" : "s",
        clause->str,
        round->n_rounds < LOOP_ROUNDS ? "" : ": the two go round in a loop");
    g_string_free(clause, TRUE);
}

/* T14: a refresh carries the largest Min-SE that its sender has learnt in the
 * dialog (7.4). The default of 90 s need not be stated. */
void session_rules_min_se(struct session_event *event)
{
    const struct sip_message *message = event->message;
    uint32_t learnt_s = event->session->min_se_learnt_s[event->place.sender];
    char what[SESSION_WHAT_BYTES];

    if (!event->session->active || learnt_s <= SESSION_INTERVAL_FLOOR_S ||
        message->session_expires.n_headers == 0 || !message->supported_timer ||
        (message->min_se.n_headers > 0 &&
         (!message->min_se.valid || message->min_se.interval_s >= learnt_s)))
        return;
    session_report_what(message, what);
    session_report_habit(
        event, FINDING_SESSION_MIN_SE_DROPPED,
        session_event_from_microsoft(event) ? FINDING_CHAT : FINDING_NOTE,
        "%s from %s to %s refreshes with Min-SE %u s, %u s is the largest it "
        "has learnt in this dialog",
        what, event->sender, event->receiver,
        message->min_se.valid ? message->min_se.interval_s
                              : SESSION_INTERVAL_FLOOR_S,
        learnt_s);
}

/* The sender of the 2xx has learnt the request's Min-SE; the rounds are
 * over. */
void session_rules_learn(struct session_event *event)
{
    const struct sip_transaction *transaction = event->place.transaction;
    unsigned learner = event->place.sender;

    event->session->too_small = (struct session_too_small){0};
    if (transaction->min_se.valid) {
        event->session->min_se_learnt_s[learner] =
            MAX(event->session->min_se_learnt_s[learner],
                transaction->min_se.interval_s);
    }
}
