/* Which flows of media are one call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "flow_join.h"

#include <glib.h>

/* Which end of A has the address of end 0 of B, if the other ends match too; 2
 * if the hosts differ. */
static unsigned same_hosts(const struct flow_leg *a, const struct flow_leg *b)
{
    for (unsigned i = 0; i < 2; i++)
        if (endpoint_same_address(&a->ends[i], &b->ends[0]) &&
            endpoint_same_address(&a->ends[1 - i], &b->ends[1]))
            return i;
    return 2;
}

static bool overlap(const struct flow_leg *a, const struct flow_leg *b)
{
    return a->begin_ns <= b->end_ns && b->begin_ns <= a->end_ns;
}

static bool one_direction(const struct flow_leg *flow)
{
    return flow->sends[0] != flow->sends[1];
}

/* Rule 1. END: the end of A that is B's end 0. */
static bool is_reverse(const struct flow_leg *a, const struct flow_leg *b,
                       unsigned end)
{
    return one_direction(a) && one_direction(b) &&
           a->sends[end] != b->sends[0] &&
           (endpoint_equal(&a->ends[end], &b->ends[0]) ||
            endpoint_equal(&a->ends[1 - end], &b->ends[1]));
}

/* Rule 2. */
static bool is_other_kind(const struct flow_leg *a, const struct flow_leg *b)
{
    return a->kind != MEDIA_KIND_UNKNOWN && b->kind != MEDIA_KIND_UNKNOWN &&
           a->kind != b->kind &&
           ABS(b->begin_ns - a->begin_ns) <= FLOW_JOIN_WINDOW_NS;
}

static enum call_join_reason judge(const struct flow_leg *a,
                                   const struct flow_leg *b)
{
    unsigned end = same_hosts(a, b);

    if (end == 2 || !overlap(a, b))
        return CALL_JOIN_NO_REASON;
    if (is_reverse(a, b, end))
        return CALL_JOIN_FLOW_ENDPOINT;
    return is_other_kind(a, b) ? CALL_JOIN_FLOW_KINDS : CALL_JOIN_NO_REASON;
}

/* A hash of both hosts of a flow, in either order. */
static guint hosts_hash(gconstpointer key)
{
    const struct flow_leg *flow = key;
    guint hash = 0;

    for (unsigned i = 0; i < 2; i++) {
        struct endpoint host = flow->ends[i];

        host.port = 0;
        hash += endpoint_hash(&host);
    }
    return hash;
}

static gboolean hosts_equal(gconstpointer a, gconstpointer b)
{
    return same_hosts(a, b) != 2;
}

/* Joins flow I to the call of an earlier flow. PLACES: the earlier flows
 * between the same hosts. */
static void join_to_earlier(const struct flow_leg *const *flows, unsigned i,
                            const GArray *places, struct call_group *groups)
{
    guint oldest = places->len > FLOW_JOIN_CANDIDATES_MAX
                       ? places->len - FLOW_JOIN_CANDIDATES_MAX
                       : 0;
    enum call_join_reason best = CALL_JOIN_NO_REASON;
    unsigned first = i;
    bool tied = false;

    for (guint k = oldest; k < places->len; k++) {
        unsigned j = g_array_index(places, unsigned, k);
        enum call_join_reason reason = judge(flows[j], flows[i]);

        if (reason == CALL_JOIN_NO_REASON ||
            (best != CALL_JOIN_NO_REASON && reason > best))
            continue;
        tied = reason == best && first != groups[j].first;
        best = reason;
        first = groups[j].first;
    }
    if (tied || best == CALL_JOIN_NO_REASON)
        return;
    groups[i].first = first;
    groups[i].join = (struct call_join){CALL_JOIN_LIKELY, best};
}

void flow_join(const struct flow_leg *const *flows, unsigned n,
               struct call_group *groups)
{
    GHashTable *by_hosts = g_hash_table_new_full(hosts_hash, hosts_equal, NULL,
                                                 (GDestroyNotify)g_array_unref);

    for (unsigned i = 0; i < n; i++) {
        GArray *places;

        groups[i] = (struct call_group){i, NO_CALL_JOIN};
        if (flows[i] == NULL)
            continue;
        places = g_hash_table_lookup(by_hosts, flows[i]);
        if (places == NULL) {
            places = g_array_new(FALSE, FALSE, sizeof(unsigned));
            g_hash_table_insert(by_hosts, (void *)flows[i], places);
        }
        join_to_earlier(flows, i, places, groups);
        g_array_append_val(places, i);
    }
    g_hash_table_destroy(by_hosts);
}

unsigned flow_fits_call(const struct flow_leg *flow,
                        const struct flow_call *call)
{
    const struct endpoint *hosts = call->hosts;
    unsigned n_same = 0;

    if (hosts[0].family == 0 || hosts[1].family == 0 ||
        flow->begin_ns < call->since_ns || flow->begin_ns > call->until_ns ||
        ABS(flow->end_ns - call->bye_ns) > FLOW_JOIN_WINDOW_NS)
        return 0;
    for (unsigned i = 0; i < 2; i++)
        n_same += endpoint_same_address(&hosts[i], &flow->ends[0]) ||
                  endpoint_same_address(&hosts[i], &flow->ends[1]);
    return n_same;
}
