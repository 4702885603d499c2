/* The rules around Session Interval Too Small: T12-T14. RFC 4028 6, 7.3, 7.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_rules_retry.h"

#include "session_report.h"

#define LOOP_ROUNDS 3 /* this many rounds of 422 and retry are a loop */

/* T12: what is wrong with a 422, as a clause to be freed with g_free; NULL if
 * nothing. */
static char *bad_422(const struct session_event *event)
{
    const struct sip_transaction *transaction = event->place.transaction;
    const struct sip_min_se *min_se = &event->message->min_se;

    if (min_se->n_headers == 0) {
        return g_strdup("carries no Min-SE: it does not say what "
                        "interval would do");
    }
    if (!min_se->valid)
        return NULL; /* unreadable */
    if (min_se->interval_s < SESSION_INTERVAL_FLOOR_S) {
        return g_strdup_printf("demands a Min-SE of %u s, below the floor of "
                               "%d s",
                               min_se->interval_s, SESSION_INTERVAL_FLOOR_S);
    }
    if (transaction == NULL || !transaction->request_seen)
        return NULL;
    if (!transaction->timer_supported) {
        return g_strdup_printf("refuses a request from %s that does not list "
                               "Supported: timer: it cannot do better",
                               session_event_receiver(event));
    }
    if (transaction->asked.valid &&
        min_se->interval_s <= transaction->asked.interval_s) {
        return g_strdup_printf("demands a Min-SE of %u s, and the request "
                               "from %s asked for %u s, which is enough",
                               min_se->interval_s,
                               session_event_receiver(event),
                               transaction->asked.interval_s);
    }
    return NULL;
}

/* T12; notes the round. */
void session_rules_too_small(struct session_event *event)
{
    struct session_too_small *round = &event->session->too_small;
    const struct sip_transaction *transaction = event->place.transaction;
    unsigned requester = 1 - event->place.sender;
    char *clause = bad_422(event);

    if (clause != NULL)
        session_report(event, FINDING_SESSION_BAD_422, "422 from %s to %s %s",
                       session_event_sender(event),
                       session_event_receiver(event), clause);
    g_free(clause);
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

/* T13: what is wrong with the retry; likewise. */
static char *bad_retry(const struct session_event *event)
{
    const struct sip_message *message = event->message;
    const struct session_too_small *round = &event->session->too_small;

    if (message->cseq <= round->cseq) {
        return g_strdup_printf("has CSeq %u, not more than the %u of the "
                               "refused request",
                               message->cseq, round->cseq);
    }
    if (message->session_expires.n_headers == 0)
        return NULL; /* asks for no session timer any more */
    if (message->min_se.n_headers == 0) {
        return g_strdup_printf("carries no Min-SE, %u s were demanded",
                               round->min_se_s);
    }
    if (message->min_se.valid && message->min_se.interval_s < round->min_se_s) {
        return g_strdup_printf("carries Min-SE %u s, %u s were demanded",
                               message->min_se.interval_s, round->min_se_s);
    }
    if (message->session_expires.valid &&
        message->session_expires.interval_s < round->min_se_s) {
        return g_strdup_printf("asks for %u s again, at least %u s were "
                               "demanded",
                               message->session_expires.interval_s,
                               round->min_se_s);
    }
    return NULL;
}

/* An INVITE or UPDATE after 422: T13. */
void session_rules_retry(struct session_event *event)
{
    struct session_too_small *round = &event->session->too_small;
    bool is_loop = round->n_rounds >= LOOP_ROUNDS;
    char what[SESSION_WHAT_BYTES];
    char *clause;

    if (!round->pending || round->requester != event->place.sender)
        return;
    round->pending = false;
    clause = bad_retry(event);
    if (clause == NULL && is_loop)
        clause = g_strdup_printf("asks for %u s with Min-SE %u s",
                                 event->message->session_expires.interval_s,
                                 event->message->min_se.interval_s);
    if (clause == NULL)
        return;
    session_report_what(event->message, what);
    session_report_as(event, FINDING_SESSION_BAD_RETRY,
                      is_loop ? FINDING_ERROR : FINDING_WARN,
                      "%s from %s to %s after %u response%s 422 %s%s", what,
                      session_event_sender(event),
                      session_event_receiver(event), round->n_rounds,
                      round->n_rounds == 1 ? "" : "s", clause,
                      is_loop ? ": the two go round in a loop" : "");
    g_free(clause);
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
        what, session_event_sender(event), session_event_receiver(event),
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
