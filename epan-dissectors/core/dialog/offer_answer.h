/* Which SDP is an offer, which one answers it, and when both are in force, as
 * an observer sees it. RFC 3264; RFC 3261 13.2.1, 14; RFC 3262 5 (100rel); RFC
 * 3311 5 (UPDATE); RFC 6337.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_OFFER_ANSWER_H
#define LYNC_CORE_OFFER_ANSWER_H

#include "side.h"
#include "sip_message.h"

#define OFFER_ANSWER_KEPT 4 /* transactions whose offer is remembered */

/* A transaction with an offer, in its request or in the response. */
struct offer_answer_exchange {
    bool used;
    enum sip_method method;
    uint32_t cseq;
    enum side requester;
    bool in_response; /* the request has no SDP: the offer stands in the
                         response, the answer in ACK or PRACK */
    bool answered;
    bool superseded; /* another exchange was completed after its answer */
    char *offer;     /* owned; NULL: not seen yet, or answered before a BYE */
    size_t offer_bytes;
};

/* The offers of one call. All zero is a call without any. */
struct offer_answer {
    struct offer_answer_exchange exchanges[OFFER_ANSWER_KEPT];
    unsigned next;
};

/* An offer and its answer that are in force from this message on. */
struct offer_answer_pair {
    enum side offerer;
    struct text offer;  /* belongs to the exchange: valid until the next
                               message */
    struct text answer; /* of the message */
};

/* Takes the SDP of MESSAGE, which SENDER sent in the call. True: it answers an
 * offer, and PAIR is filled in. An SDP in a provisional response to an INVITE
 * that has an offer counts as its answer (early media); the same answer in the
 * 2xx, or another one of a fork, is in force again. A failed transaction takes
 * its offer back, and what was in force stays. An answer whose offer is not in
 * the capture, or not kept any more, is none. */
bool offer_answer_message(struct offer_answer *state,
                          const struct sip_message *message, enum side sender,
                          struct offer_answer_pair *pair);

/* Frees what STATE owns and makes it all zero. */
void offer_answer_clear(struct offer_answer *state);

#endif
