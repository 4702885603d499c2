/* The transactions of a leg. RFC 3261 17.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_transaction.h"

#include <string.h>

static bool method_followed(enum sip_method method)
{
    return method == SIP_METHOD_INVITE || method == SIP_METHOD_UPDATE ||
           method == SIP_METHOD_BYE;
}

/* A request other than INVITE is answered in 64 * T1 (RFC 3261 17.1.2.2). */
#define REQUEST_OPEN_NS INT64_C(32000000000)

/* All zero, in place of the oldest where there is no room. */
static struct sip_transaction *transaction_new(struct sip_leg *leg)
{
    struct sip_transaction **transaction =
        &leg->transactions[leg->next_transaction];

    leg->next_transaction = (leg->next_transaction + 1) % SIP_LEG_TRANSACTIONS;
    if (*transaction == NULL) /* freed by sip_transaction_forget_all() */
        *transaction = g_new(struct sip_transaction, 1);
    memset(*transaction, 0, sizeof **transaction);
    return *transaction;
}

static void transaction_ask(struct sip_transaction *transaction,
                            const struct sip_leg *leg,
                            const struct sip_message *message, unsigned sender,
                            int64_t now_ns)
{
    memset(transaction, 0, sizeof *transaction);
    transaction->method = message->method;
    transaction->cseq = message->cseq;
    transaction->requester = sender;
    transaction->request_seen = true;
    transaction->in_dialog = leg->state == SIP_LEG_CONFIRMED;
    transaction->branch_hash = text_hash(message->via_branch);
    transaction->n_via = message->n_via;
    transaction->udp = message->via_udp;
    transaction->request_ns = now_ns;
    transaction->repeat_ns = now_ns;
    transaction->timer_supported =
        message->supported_timer || message->require_timer;
    transaction->asked = message->session_expires;
    transaction->min_se = message->min_se;
}

static void request_move_state(struct sip_leg *leg,
                               const struct sip_message *message)
{
    if (message->method == SIP_METHOD_BYE)
        leg->state = SIP_LEG_ENDED;
    /* The next attempt after 401, 407, 422 and the like. */
    if (message->method == SIP_METHOD_INVITE && leg->refused_status != 0) {
        leg->state = SIP_LEG_EARLY;
        leg->refused_status = 0;
    }
}

void sip_transaction_forget_all(struct sip_leg *leg)
{
    for (unsigned i = 0; i < SIP_LEG_TRANSACTIONS; i++)
        g_clear_pointer(&leg->transactions[i], g_free);
}

struct sip_transaction *sip_transaction_find(struct sip_leg *leg,
                                             enum sip_method method,
                                             uint32_t cseq, unsigned requester)
{
    for (unsigned i = 0; i < SIP_LEG_TRANSACTIONS; i++) {
        struct sip_transaction *transaction = leg->transactions[i];

        if (transaction != NULL && transaction->method == method &&
            transaction->cseq == cseq && transaction->requester == requester)
            return transaction;
    }
    return NULL;
}

static void place_request(const struct sip_message *message, int64_t now_ns,
                          struct sip_place *place)
{
    struct sip_leg *leg = place->leg;
    struct sip_transaction *transaction = sip_transaction_find(
        leg, message->method, message->cseq, place->sender);

    /* After a refusal, the same CSeq with another branch is a new attempt by a
     * sender that does not count up; otherwise the branch does not matter. A
     * request behind its response is out of order. */
    if (transaction != NULL &&
        (!transaction->request_seen || transaction->final_status < 300 ||
         transaction->branch_hash == text_hash(message->via_branch))) {
        transaction->n_repeats++;
        transaction->repeat_ns = now_ns;
        place->repeated = true;
        place->transaction = transaction;
        return;
    }
    request_move_state(leg, message);
    if (transaction == NULL)
        transaction = transaction_new(leg);
    transaction_ask(transaction, leg, message, place->sender, now_ns);
    place->transaction = transaction;
}

/* The 2xx to the INVITE of TRANSACTION; the ACK may have come before it. */
static void move_up(struct sip_leg *leg,
                    const struct sip_transaction *transaction, int64_t now_ns)
{
    if (leg->state != SIP_LEG_EARLY &&
        (leg->state != SIP_LEG_CONFIRMED || !leg->from_start || leg->answered ||
         transaction->in_dialog))
        return;
    leg->state = SIP_LEG_CONFIRMED;
    leg->answered = true;
    leg->answered_ns = now_ns;
}

static void response_move_state(struct sip_leg *leg,
                                const struct sip_transaction *transaction,
                                const struct sip_message *message,
                                int64_t now_ns)
{
    if (sip_message_ends_dialog(message))
        leg->state = SIP_LEG_ENDED;
    if (message->method != SIP_METHOD_INVITE)
        return;
    if (message->status_code < 300) {
        move_up(leg, transaction, now_ns);
        return;
    }
    if (leg->state != SIP_LEG_EARLY)
        return;
    leg->state = SIP_LEG_ENDED;
    leg->refused_status = message->status_code;
}

/* Whether a response whose request is not in the capture says enough: a 2xx, or
 * a refusal of a request in a dialog that is up. */
static bool tells_without_request(const struct sip_leg *leg,
                                  const struct sip_message *message)
{
    return message->status_code / 100 == 2 ||
           (message->status_code >= 300 && leg->state == SIP_LEG_CONFIRMED);
}

/* A final response whose request is not in the capture. That began before the
 * request if it has run for longer than a request stays open. */
static struct sip_transaction *
transaction_from_response(struct sip_leg *leg,
                          const struct sip_message *message, unsigned sender,
                          int64_t now_ns)
{
    struct sip_transaction *transaction = transaction_new(leg);

    if (message->method != SIP_METHOD_INVITE && now_ns > REQUEST_OPEN_NS)
        leg->lacks_request = true;

    transaction->method = message->method;
    transaction->cseq = message->cseq;
    transaction->requester = 1 - sender;
    transaction->in_dialog = leg->state == SIP_LEG_CONFIRMED;
    return transaction;
}

static void place_response(const struct sip_message *message, int64_t now_ns,
                           struct sip_place *place)
{
    struct sip_leg *leg = place->leg;
    struct sip_transaction *transaction = sip_transaction_find(
        leg, message->method, message->cseq, 1 - place->sender);
    bool success = message->status_code / 100 == 2;

    if (transaction == NULL && tells_without_request(leg, message))
        transaction =
            transaction_from_response(leg, message, place->sender, now_ns);
    place->transaction = transaction;
    if (transaction == NULL)
        return;
    if (message->status_code < 200) {
        transaction->provisional_seen = true;
        return;
    }
    if (transaction->final_status != 0 &&
        !(success && transaction->final_status >= 300)) {
        place->repeated = true;
        return;
    }
    transaction->final_status = message->status_code;
    transaction->final_ns = now_ns;
    transaction->final_n_via = message->n_via;
    transaction->granted = message->session_expires;
    response_move_state(leg, transaction, message, now_ns);
}

/* Whether MESSAGE is the ACK to a 2xx of LEG that the capture lacks: a
 * transaction of its own, while the ACK to a refusal has the branch of its
 * INVITE (RFC 3261 13.2.2.4, 17.1.1.3). */
static bool is_ack_to_success(struct sip_leg *leg,
                              const struct sip_message *message,
                              unsigned sender)
{
    const struct sip_transaction *invite;

    if (!message->is_request || message->method != SIP_METHOD_ACK ||
        !message->cseq_valid || message->via_branch.length == 0)
        return false;
    invite =
        sip_transaction_find(leg, SIP_METHOD_INVITE, message->cseq, sender);
    return invite != NULL && invite->request_seen &&
           invite->final_status == 0 &&
           invite->branch_hash != text_hash(message->via_branch);
}

void sip_transaction_place(const struct sip_message *message, int64_t now_ns,
                           struct sip_place *place)
{
    place->state_before = place->leg->state;
    if (place->leg->state == SIP_LEG_EARLY &&
        is_ack_to_success(place->leg, message, place->sender))
        place->leg->state = SIP_LEG_CONFIRMED;
    if (message->is_request && message->method == SIP_METHOD_CANCEL)
        place->leg->cancelled = true;
    if (!message->cseq_valid || !method_followed(message->method))
        return;
    if (message->is_request) {
        place_request(message, now_ns, place);
        return;
    }
    place_response(message, now_ns, place);
}
