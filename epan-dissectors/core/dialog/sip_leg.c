/* The legs of a dialog. RFC 3261 12.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_leg.h"

#include <string.h>

/* Whether request A lies on a hop that is nearer to a party than the hop of B,
 * the same request. */
static bool is_nearer(const struct sip_transaction *a,
                      const struct sip_transaction *b, bool asked_by_party)
{
    return asked_by_party ? a->n_via < b->n_via : a->n_via > b->n_via;
}

/* The same request on LEG, whose party PARTY asked it if BY_PARTY; NULL if it
 * is not known there. */
static const struct sip_transaction *
same_request(const struct sip_leg *leg, unsigned party,
             const struct sip_transaction *request, bool by_party)
{
    for (unsigned i = 0; i < SIP_LEG_TRANSACTIONS; i++) {
        const struct sip_transaction *other = leg->transactions[i];

        if (other != NULL && other->request_seen &&
            other->method == request->method && other->cseq == request->cseq &&
            (other->requester == party) == by_party)
            return other;
    }
    return NULL;
}

/* The index of the party of OTHER, another hop of LEG's dialog, that is PARTY
 * of LEG. */
static unsigned same_party(const struct sip_leg *leg, unsigned party,
                           const struct sip_leg *other)
{
    return g_strcmp0(leg->parties[party].tag, other->parties[0].tag) == 0 ? 0
                                                                          : 1;
}

/* Whether OTHER lies nearer to PARTY of LEG than LEG. */
static bool lies_nearer(const struct sip_leg *other, const struct sip_leg *leg,
                        unsigned party)
{
    unsigned same = same_party(leg, party, other);

    for (unsigned i = 0; i < SIP_LEG_TRANSACTIONS; i++) {
        const struct sip_transaction *request = leg->transactions[i];
        const struct sip_transaction *there;
        bool by_party;

        if (request == NULL || !request->request_seen)
            continue;
        by_party = request->requester == party;
        there = same_request(other, same, request, by_party);
        if (there != NULL && is_nearer(there, request, by_party))
            return true;
    }
    return false;
}

const struct endpoint *sip_leg_endpoint(const struct sip_leg *leg,
                                        unsigned party)
{
    const struct sip_leg *nearest = leg;
    unsigned there = party;

    for (guint i = 0; i < leg->call->legs->len; i++) {
        const struct sip_leg *other = g_ptr_array_index(leg->call->legs, i);

        if (sip_leg_same_dialog(nearest, other) &&
            lies_nearer(other, nearest, there)) {
            there = same_party(nearest, there, other);
            nearest = other;
        }
    }
    return &nearest->parties[there].address;
}

bool sip_leg_same_dialog(const struct sip_leg *a, const struct sip_leg *b)
{
    if (a == b || a->call != b->call)
        return false;
    for (unsigned first = 0; first < 2; first++) {
        const char *a_tag = a->parties[1].tag;
        const char *b_tag = b->parties[1 - first].tag;

        if (g_strcmp0(a->parties[0].tag, b->parties[first].tag) == 0 &&
            (a_tag == NULL || b_tag == NULL || strcmp(a_tag, b_tag) == 0))
            return true;
    }
    return false;
}
