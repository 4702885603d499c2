/* Offers and answers. RFC 3264; RFC 3261 13.2.1; RFC 3262 5; RFC 3311 5.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "offer_answer.h"

#include <string.h>

#include <glib.h>

static bool may_offer(enum sip_method method)
{
    return method == SIP_METHOD_INVITE || method == SIP_METHOD_UPDATE ||
           method == SIP_METHOD_PRACK;
}

static struct offer_answer_exchange *find(struct offer_answer *state,
                                          enum sip_method method, uint32_t cseq,
                                          enum side requester)
{
    for (unsigned i = 0; i < OFFER_ANSWER_KEPT; i++) {
        struct offer_answer_exchange *exchange = &state->exchanges[i];

        if (exchange->used && exchange->method == method &&
            exchange->cseq == cseq && exchange->requester == requester)
            return exchange;
    }
    return NULL;
}

static void forget(struct offer_answer_exchange *exchange)
{
    g_free(exchange->offer);
    memset(exchange, 0, sizeof *exchange);
}

static void set_offer(struct offer_answer_exchange *exchange, struct text sdp)
{
    g_free(exchange->offer);
    exchange->offer = g_strndup(sdp.start, sdp.length);
    exchange->offer_bytes = sdp.length;
}

/* The INVITE whose response holds an offer that REQUESTER has to answer;
 * CSEQ counts only for ACK (a PRACK has a number of its own). */
static struct offer_answer_exchange *unanswered(struct offer_answer *state,
                                                const struct sip_message *asked,
                                                enum side requester)
{
    for (unsigned i = 0; i < OFFER_ANSWER_KEPT; i++) {
        struct offer_answer_exchange *exchange = &state->exchanges[i];

        if (exchange->used && exchange->method == SIP_METHOD_INVITE &&
            exchange->in_response && exchange->offer != NULL &&
            !exchange->answered && exchange->requester == requester &&
            (asked->method == SIP_METHOD_PRACK ||
             exchange->cseq == asked->cseq))
            return exchange;
    }
    return NULL;
}

/* EXCHANGE is answered by the SDP of MESSAGE; what was answered before cannot
 * come into force again. */
static bool answer(struct offer_answer *state,
                   struct offer_answer_exchange *exchange,
                   const struct sip_message *message, enum side offerer,
                   struct offer_answer_pair *pair)
{
    if (exchange->superseded || exchange->offer == NULL)
        return false;
    for (unsigned i = 0; i < OFFER_ANSWER_KEPT; i++)
        if (&state->exchanges[i] != exchange && state->exchanges[i].answered)
            state->exchanges[i].superseded = true;
    exchange->answered = true;
    pair->offerer = offerer;
    pair->offer.start = exchange->offer;
    pair->offer.length = exchange->offer_bytes;
    pair->answer = message->sdp;
    return true;
}

static void open_exchange(struct offer_answer *state,
                          const struct sip_message *message, enum side sender)
{
    struct offer_answer_exchange *exchange =
        find(state, message->method, message->cseq, sender);

    if (exchange != NULL) /* a retransmission, a fork, another hop */
        return;
    exchange = &state->exchanges[state->next];
    state->next = (state->next + 1) % OFFER_ANSWER_KEPT;
    forget(exchange);
    exchange->used = true;
    exchange->method = message->method;
    exchange->cseq = message->cseq;
    exchange->requester = sender;
    exchange->in_response = !message->sdp_present;
    if (message->sdp_present)
        set_offer(exchange, message->sdp);
}

/* The call ends, or a fork of it: nobody answers again what was answered. */
static void forget_offers(struct offer_answer *state)
{
    for (unsigned i = 0; i < OFFER_ANSWER_KEPT; i++)
        if (state->exchanges[i].answered)
            g_clear_pointer(&state->exchanges[i].offer, g_free);
}

static bool take_request(struct offer_answer *state,
                         const struct sip_message *message, enum side sender,
                         struct offer_answer_pair *pair)
{
    struct offer_answer_exchange *exchange;

    if (message->sdp_present && (message->method == SIP_METHOD_ACK ||
                                 message->method == SIP_METHOD_PRACK)) {
        exchange = unanswered(state, message, sender);
        if (exchange != NULL)
            return answer(state, exchange, message, side_other(sender), pair);
    }
    if (message->method == SIP_METHOD_BYE)
        forget_offers(state);
    if (message->method == SIP_METHOD_INVITE ||
        (may_offer(message->method) && message->sdp_present))
        open_exchange(state, message, sender);
    return false;
}

static bool take_response(struct offer_answer *state,
                          const struct sip_message *message, enum side sender,
                          struct offer_answer_pair *pair)
{
    enum side requester = side_other(sender);
    struct offer_answer_exchange *exchange =
        find(state, message->method, message->cseq, requester);

    if (exchange == NULL)
        return false;
    if (message->status_code >= 300) {
        if (!exchange->answered)
            forget(exchange);
        return false;
    }
    if (!message->sdp_present || message->status_code <= 100)
        return false;
    if (!exchange->in_response)
        return answer(state, exchange, message, requester, pair);
    if (!exchange->answered)
        set_offer(exchange, message->sdp);
    return false;
}

bool offer_answer_message(struct offer_answer *state,
                          const struct sip_message *message, enum side sender,
                          struct offer_answer_pair *pair)
{
    if (sender >= N_SIDES || !message->cseq_valid)
        return false;
    if (message->is_request)
        return take_request(state, message, sender, pair);
    return take_response(state, message, sender, pair);
}

void offer_answer_clear(struct offer_answer *state)
{
    for (unsigned i = 0; i < OFFER_ANSWER_KEPT; i++)
        forget(&state->exchanges[i]);
    state->next = 0;
}
