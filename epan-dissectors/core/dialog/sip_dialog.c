/* Which leg of which dialog, and which transaction, a SIP message belongs to.
 * RFC 3261 12 (dialogs), 17 (transactions), 13.2.2.4 (forking).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_dialog.h"

#include <string.h>

#include "hash.h"
#include "sip_transaction.h"

/* A message's two sides: whose tag goes with which address. */
struct hop {
    struct text near_tag; /* the sender's */
    struct text far_tag;  /* the receiver's */
    const struct endpoint *near;
    const struct endpoint *far;
    bool ports_count; /* both sides have the same address */
};

static struct hop hop_of(const struct sip_sighting *sighting)
{
    const struct sip_message *message = &sighting->message;
    struct hop hop = {
        message->from_tag, message->to_tag, &sighting->source,
        &sighting->destination,
        endpoint_same_address(&sighting->source, &sighting->destination)};

    if (!message->is_request) { /* the UAS speaks: its tag is in To */
        hop.near_tag = message->to_tag;
        hop.far_tag = message->from_tag;
    }
    return hop;
}

static bool party_at(const struct sip_party *party,
                     const struct endpoint *endpoint, const struct hop *hop)
{
    return hop->ports_count ? endpoint_equal(&party->address, endpoint)
                            : endpoint_same_address(&party->address, endpoint);
}

/* Whether party NEAR of LEG sits at the sender's and the other one at the
 * receiver's address. */
static bool leg_lies_on(const struct sip_leg *leg, unsigned near,
                        const struct hop *hop)
{
    return party_at(&leg->parties[near], hop->near, hop) &&
           party_at(&leg->parties[1 - near], hop->far, hop);
}

static struct sip_leg *find_exact(const struct sip_call *call,
                                  const struct hop *hop, bool any_address,
                                  unsigned *sender)
{
    for (guint i = 0; i < call->legs->len; i++) {
        struct sip_leg *leg = g_ptr_array_index(call->legs, i);

        for (unsigned near = 0; near < 2; near++) {
            if (text_is_copied(leg->parties[near].tag, hop->near_tag) &&
                text_is_copied(leg->parties[1 - near].tag, hop->far_tag) &&
                (any_address || leg_lies_on(leg, near, hop))) {
                *sender = near;
                return leg;
            }
        }
    }
    return NULL;
}

/* A leg one of whose tags is still unknown and whose other one fits. */
static struct sip_leg *find_open(const struct sip_call *call,
                                 const struct hop *hop, unsigned *sender)
{
    for (guint i = 0; i < call->legs->len; i++) {
        struct sip_leg *leg = g_ptr_array_index(call->legs, i);

        if (leg->parties[1].tag != NULL)
            continue;
        if (text_is_copied(leg->parties[0].tag, hop->near_tag) &&
            leg_lies_on(leg, 0, hop)) {
            *sender = 0;
            return leg;
        }
        if (text_is_copied(leg->parties[0].tag, hop->far_tag) &&
            leg_lies_on(leg, 1, hop)) {
            *sender = 1;
            return leg;
        }
    }
    return NULL;
}

/* A leg that the initial INVITE with CSEQ opened, whatever its To tag is by
 * now: for retransmissions of that INVITE, CANCEL, and forked responses. */
static struct sip_leg *find_origin(const struct sip_call *call,
                                   const struct hop *hop, uint32_t cseq,
                                   bool is_request, unsigned *sender)
{
    unsigned near = is_request ? 0 : 1;

    for (guint i = 0; i < call->legs->len; i++) {
        struct sip_leg *leg = g_ptr_array_index(call->legs, i);

        if (leg->from_start && leg_lies_on(leg, near, hop) &&
            text_is_copied(leg->parties[0].tag,
                           is_request ? hop->near_tag : hop->far_tag) &&
            sip_transaction_find(leg, SIP_METHOD_INVITE, cseq, 0) != NULL) {
            *sender = near;
            return leg;
        }
    }
    return NULL;
}

static bool makes_dialog(const struct sip_message *message)
{
    if (message->is_request) {
        return message->method != SIP_METHOD_ACK &&
               message->method != SIP_METHOD_CANCEL;
    }
    return message->status_code > 100 && message->status_code < 300;
}

static struct sip_leg *leg_new(struct sip_dialogs *dialogs,
                               struct sip_call *call)
{
    struct sip_leg *leg;

    if (dialogs->legs->len >= dialogs->n_max ||
        call->legs->len >= SIP_CALL_LEGS_MAX) {
        dialogs->n_refused++;
        return NULL;
    }
    leg = g_new0(struct sip_leg, 1); /* freed by leg_free with the table */
    leg->index = dialogs->legs->len;
    leg->call = call;
    g_ptr_array_add(dialogs->legs, leg);
    g_ptr_array_add(call->legs, leg);
    return leg;
}

/* Another To tag answers the INVITE that opened ORIGIN: RFC 3261 13.2.2.4. */
static struct sip_leg *leg_fork(struct sip_dialogs *dialogs,
                                struct sip_leg *origin,
                                const struct sip_message *message)
{
    struct sip_leg *leg = leg_new(dialogs, origin->call);
    const struct sip_transaction *invite =
        sip_transaction_find(origin, SIP_METHOD_INVITE, message->cseq, 0);

    if (leg == NULL)
        return NULL;
    leg->from_start = true;
    leg->forked = true;
    leg->parties[0] = origin->parties[0];
    leg->parties[0].tag = g_strdup(origin->parties[0].tag);
    leg->parties[1].address = origin->parties[1].address;
    leg->parties[1].tag = text_copy(message->to_tag);
    leg->transactions[0] = g_memdup2(invite, sizeof *invite);
    leg->transactions[0]->final_status = 0;
    leg->next_transaction = 1;
    return leg;
}

/* The leg of a message in a call that is known. */
static struct sip_leg *call_find(struct sip_dialogs *dialogs,
                                 const struct sip_call *call,
                                 const struct sip_message *message,
                                 const struct hop *hop, unsigned *sender)
{
    struct sip_leg *leg = find_exact(call, hop, false, sender);

    if (leg != NULL)
        return leg;
    if (hop->near_tag.length > 0 && hop->far_tag.length > 0) {
        leg = find_open(call, hop, sender);
        if (leg != NULL) {
            if (makes_dialog(message)) {
                leg->parties[1].tag =
                    text_copy(*sender == 1 ? hop->near_tag : hop->far_tag);
            }
            return leg;
        }
    }
    if (message->method == SIP_METHOD_INVITE ||
        message->method == SIP_METHOD_CANCEL) {
        leg =
            find_origin(call, hop, message->cseq, message->is_request, sender);
        if (leg != NULL && !message->is_request && makes_dialog(message) &&
            message->to_tag.length > 0)
            return leg_fork(dialogs, leg, message);
        if (leg != NULL && (!message->is_request || hop->far_tag.length == 0))
            return leg;
    }
    /* A pool of servers may hang up from another address. */
    return message->is_request && message->method == SIP_METHOD_BYE
               ? find_exact(call, hop, true, sender)
               : NULL;
}

static bool opens_leg(const struct sip_message *message, const struct hop *hop)
{
    if (message->is_request && message->method == SIP_METHOD_INVITE &&
        hop->far_tag.length == 0)
        return true;
    return hop->near_tag.length > 0 && hop->far_tag.length > 0 &&
           (message->method == SIP_METHOD_INVITE ||
            message->method == SIP_METHOD_UPDATE) &&
           (message->is_request || message->status_code / 100 == 2);
}

static struct sip_leg *call_open(struct sip_dialogs *dialogs,
                                 struct sip_call *call,
                                 const struct sip_message *message,
                                 const struct hop *hop, unsigned *sender)
{
    struct sip_leg *leg = leg_new(dialogs, call);

    if (leg == NULL)
        return NULL;
    *sender = message->is_request ? 0 : 1;
    leg->parties[*sender].tag = text_copy(hop->near_tag);
    leg->parties[*sender].address = *hop->near;
    leg->parties[1 - *sender].tag = text_copy(hop->far_tag);
    leg->parties[1 - *sender].address = *hop->far;
    leg->from_start = message->is_request && hop->far_tag.length == 0;
    leg->state = leg->from_start ? SIP_LEG_EARLY : SIP_LEG_CONFIRMED;
    return leg;
}

static void leg_free(gpointer data)
{
    struct sip_leg *leg = data;

    g_free(leg->parties[0].tag);
    g_free(leg->parties[1].tag);
    sip_transaction_forget_all(leg);
    g_free(leg);
}

static void call_free(gpointer data)
{
    struct sip_call *call = data;

    g_ptr_array_unref(call->legs);
    g_free(call->call_id);
    g_free(call);
}

static struct sip_call *call_new(struct sip_dialogs *dialogs,
                                 const char *call_id)
{
    struct sip_call *call = g_new0(struct sip_call, 1); /* see call_free */

    call->call_id = g_strdup(call_id);
    call->legs = g_ptr_array_new();
    g_hash_table_insert(dialogs->calls, call->call_id, call);
    return call;
}

static void party_note(struct sip_party *party,
                       const struct sip_message *message)
{
    party->heard = true;
    party->timer_offered |= message->supported_timer;
    party->allow_seen |= message->allow_present;
    party->allow_update |= message->allow_present && message->allow_update;
    if (message->agent.rtcc)
        party->software = message->agent;
}

void sip_dialogs_init(struct sip_dialogs *dialogs, unsigned n_max)
{
    dialogs->calls =
        g_hash_table_new_full(hash_of_text, g_str_equal, NULL, call_free);
    dialogs->legs = g_ptr_array_new_with_free_func(leg_free);
    dialogs->n_max = n_max > 0 ? n_max : SIP_DIALOGS_LEGS_MAX;
    dialogs->n_refused = 0;
}

void sip_dialogs_clear(struct sip_dialogs *dialogs)
{
    g_hash_table_unref(dialogs->calls);
    g_ptr_array_unref(dialogs->legs);
}

bool sip_dialogs_is_crowded(const struct sip_dialogs *dialogs)
{
    return dialogs->legs->len >= dialogs->n_max / 2;
}

static bool is_answered(const struct sip_call *call)
{
    for (guint i = 0; i < call->legs->len; i++) {
        const struct sip_leg *leg = g_ptr_array_index(call->legs, i);

        if (leg->state == SIP_LEG_CONFIRMED)
            return true;
    }
    return false;
}

bool sip_dialogs_place(struct sip_dialogs *dialogs,
                       const struct sip_sighting *sighting,
                       struct sip_place *place)
{
    const struct sip_message *message = &sighting->message;
    struct hop hop = hop_of(sighting);
    char call_id[SIP_CALL_ID_BYTES_MAX + 1];
    struct sip_call *call;

    memset(place, 0, sizeof *place);
    if (message->call_id.length == 0 ||
        message->call_id.length > SIP_CALL_ID_BYTES_MAX)
        return false;
    memcpy(call_id, message->call_id.start, message->call_id.length);
    call_id[message->call_id.length] = '\0';
    call = g_hash_table_lookup(dialogs->calls, call_id);
    if (call != NULL)
        place->leg = call_find(dialogs, call, message, &hop, &place->sender);
    if (place->leg == NULL && opens_leg(message, &hop)) {
        if (dialogs->legs->len >= dialogs->n_max ||
            (sip_dialogs_is_crowded(dialogs) && call != NULL &&
             !is_answered(call))) {
            dialogs->n_refused++;
        } else {
            if (call == NULL)
                call = call_new(dialogs, call_id);
            place->leg =
                call_open(dialogs, call, message, &hop, &place->sender);
        }
    }
    if (place->leg == NULL) {
        memset(place, 0, sizeof *place);
        return false;
    }
    party_note(&place->leg->parties[place->sender], message);
    sip_transaction_place(message, sighting->moment.time_ns, place);
    return true;
}
