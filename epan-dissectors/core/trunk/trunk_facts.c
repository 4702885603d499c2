/* What the signalling of one call shows of its two ends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_facts.h"

#include "sip_agent.h"
#include "product.h"

#define STATUS_TRYING        100
#define STATUS_BAD_EXTENSION 420

/* Communicator, Lync and Skype for Business clients, which are never the peer
 * of a trunk. */
#define CLIENT_TOKEN "UCCAPI/"

static bool is_success(const struct sip_message *message)
{
    return !message->is_request && message->status_code / 100 == 2;
}

static bool is_initial_invite(const struct sip_message *message)
{
    return message->is_request && message->method == SIP_METHOD_INVITE &&
           message->to_tag.length == 0;
}

static bool is_invite_or_update(const struct sip_message *message)
{
    return message->method == SIP_METHOD_INVITE ||
           message->method == SIP_METHOD_UPDATE;
}

/* A 100 comes from the next proxy, not from the end (RFC 3261 16.2). */
static void note_software(struct trunk_end_facts *end,
                          const struct sip_message *message)
{
    enum product_generation generation =
        product_generation(message->agent.product);

    if (!message->is_request && message->status_code == STATUS_TRYING)
        return;
    end->microsoft = end->microsoft || message->agent.rtcc ||
                     text_contains(message->user_agent, CLIENT_TOKEN);
    if (message->agent.rtcc && generation != PRODUCT_GENERATION_UNKNOWN)
        end->generation = generation;
}

/* Each proxy adds a Via to a request, and the response carries them all: there
 * are fewest on the requester's hop and most on the other side's (RFC 3261
 * 16.6, 18.2.2). */
static void note_hop(struct trunk_facts *facts,
                     const struct trunk_message *seen)
{
    enum side requester = seen->sighting->message.is_request
                              ? seen->sender
                              : side_other(seen->sender);
    struct trunk_hop hop = {.seen = true,
                            .n_via = seen->sighting->message.n_via};

    hop.ends[seen->sender] = seen->sighting->source;
    hop.ends[side_other(seen->sender)] = seen->sighting->destination;
    if (!facts->first.seen)
        facts->first = hop;
    for (int side = 0; side < N_SIDES; side++) {
        struct trunk_hop *known = &facts->next_to[side];
        bool nearer = side == (int)requester ? hop.n_via < known->n_via
                                             : hop.n_via > known->n_via;

        if (!known->seen || nearer)
            *known = hop;
    }
}

static void note_asking(struct trunk_facts *facts,
                        const struct sip_message *message)
{
    struct trunk_end_facts *caller = &facts->ends[SIDE_A];

    facts->asked = message->session_expires.valid;
    facts->asked_cseq = message->cseq;
    caller->request_seen = true;
    caller->timer_asked = caller->timer_asked || facts->asked;
}

/* Side B's answer to the INVITE. */
static void note_granting(struct trunk_facts *facts,
                          const struct sip_message *message)
{
    struct trunk_end_facts *callee = &facts->ends[SIDE_B];
    bool has_timer = message->session_expires.valid;

    if (!facts->ends[SIDE_A].request_seen || message->cseq != facts->asked_cseq)
        return;
    if (is_success(message) && !facts->asked && has_timer)
        callee->timer_asked = true;
    if (!facts->asked)
        return;
    if (is_success(message)) {
        callee->timer_requested = true;
        callee->timer_granted = callee->timer_granted || has_timer;
    } else if (message->status_code == STATUS_BAD_EXTENSION &&
               message->unsupported_timer) {
        callee->timer_requested = true;
    }
}

/* A 2xx that arms the timer, or ends it (RFC 4028 7.2). */
static void note_arming(struct trunk_facts *facts,
                        const struct trunk_message *seen)
{
    const struct session_view *view = seen->view;

    if (view->repeated ||
        (seen->sighting->message.method == SIP_METHOD_UPDATE && !facts->up))
        return;
    facts->timed = view->deadlines_known;
    facts->give_up_ns = view->give_up_ns;
    facts->refresher = SIDE_UNKNOWN;
    if (!view->party_known || view->party_assumed)
        return;
    facts->refresher =
        view->party_sends ? seen->sender : side_other(seen->sender);
}

void trunk_facts_at(struct trunk_facts *facts, int64_t end_ns)
{
    if (facts->timed && facts->refresher != SIDE_UNKNOWN &&
        end_ns > facts->give_up_ns)
        facts->ends[facts->refresher].refresh_due = true;
}

static void note_request(struct trunk_facts *facts,
                         const struct trunk_message *seen)
{
    const struct sip_message *message = &seen->sighting->message;

    if (is_initial_invite(message) && seen->sender == SIDE_A)
        note_asking(facts, message);
    else if (is_invite_or_update(message) && message->session_expires.valid &&
             facts->timed && facts->refresher == seen->sender)
        facts->ends[seen->sender].refreshed = true;
}

static void note_response(struct trunk_facts *facts,
                          const struct trunk_message *seen)
{
    const struct sip_message *message = &seen->sighting->message;

    if (message->method == SIP_METHOD_INVITE && seen->sender == SIDE_B)
        note_granting(facts, message);
    if (is_invite_or_update(message) && is_success(message))
        note_arming(facts, seen);
}

bool trunk_facts_on_message(struct trunk_facts *facts,
                            const struct trunk_message *seen)
{
    if (seen->sender >= N_SIDES)
        return false;
    note_software(&facts->ends[seen->sender], &seen->sighting->message);
    note_hop(facts, seen);
    if (facts->ended)
        return false;
    trunk_facts_at(facts, seen->sighting->moment.time_ns);
    if (seen->sighting->message.is_request)
        note_request(facts, seen);
    else
        note_response(facts, seen);
    facts->up = facts->up || seen->state == CALL_UP;
    facts->last_ns = seen->sighting->moment.time_ns;
    if (seen->state != CALL_BYE)
        return false;
    facts->ended = true;
    facts->ended_ns = seen->sighting->moment.time_ns;
    facts->ended_by = seen->sender;
    return facts->up;
}

bool trunk_facts_hosts(const struct trunk_facts *facts,
                       struct endpoint hosts[N_SIDES])
{
    const struct trunk_hop *hop = &facts->first;

    if (facts->ends[0].microsoft != facts->ends[1].microsoft)
        hop = &facts->next_to[facts->ends[0].microsoft ? SIDE_A : SIDE_B];
    for (int side = 0; side < N_SIDES; side++) {
        hosts[side] = hop->ends[side];
        hosts[side].port = 0;
    }
    return hop->seen;
}
