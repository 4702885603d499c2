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
    int64_t apart_ns = b->begin_ns - a->begin_ns;

    return a->kind != MEDIA_KIND_UNKNOWN && b->kind != MEDIA_KIND_UNKNOWN &&
           a->kind != b->kind && apart_ns <= FLOW_JOIN_WINDOW_NS &&
           apart_ns >= -FLOW_JOIN_WINDOW_NS;
}

static enum flow_join_reason judge(const struct flow_leg *a,
                                   const struct flow_leg *b)
{
    unsigned end = same_hosts(a, b);

    if (end == 2 || !overlap(a, b))
        return FLOW_JOIN_NONE;
    if (is_reverse(a, b, end))
        return FLOW_JOIN_ENDPOINT;
    return is_other_kind(a, b) ? FLOW_JOIN_KINDS : FLOW_JOIN_NONE;
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
                            const GArray *places, struct flow_group *groups)
{
    guint oldest = places->len > FLOW_JOIN_CANDIDATES_MAX
                       ? places->len - FLOW_JOIN_CANDIDATES_MAX
                       : 0;
    enum flow_join_reason best = FLOW_JOIN_NONE;
    unsigned first = i;
    bool tied = false;

    for (guint k = oldest; k < places->len; k++) {
        unsigned j = g_array_index(places, unsigned, k);
        enum flow_join_reason reason = judge(flows[j], flows[i]);

        if (reason == FLOW_JOIN_NONE ||
            (best != FLOW_JOIN_NONE && reason > best))
            continue;
        tied = reason == best && first != groups[j].first;
        best = reason;
        first = groups[j].first;
    }
    if (tied || best == FLOW_JOIN_NONE)
        return;
    groups[i].first = first;
    groups[i].reason = best;
}

static void array_unref(void *array)
{
    g_array_unref(array);
}

void flow_join(const struct flow_leg *const *flows, unsigned n,
               struct flow_group *groups)
{
    GHashTable *by_hosts =
        g_hash_table_new_full(hosts_hash, hosts_equal, NULL, array_unref);

    for (unsigned i = 0; i < n; i++) {
        GArray *places;

        groups[i].first = i;
        groups[i].reason = FLOW_JOIN_NONE;
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
                        const struct endpoint hosts[2], int64_t begin_ns,
                        int64_t bye_ns)
{
    unsigned n_same = 0;

    if (hosts[0].family == 0 || hosts[1].family == 0 ||
        flow->begin_ns > begin_ns ||
        flow->end_ns - bye_ns > FLOW_JOIN_WINDOW_NS ||
        bye_ns - flow->end_ns > FLOW_JOIN_WINDOW_NS)
        return 0;
    for (unsigned i = 0; i < 2; i++)
        n_same += endpoint_same_address(&hosts[i], &flow->ends[0]) ||
                  endpoint_same_address(&hosts[i], &flow->ends[1]);
    return n_same;
}

const char *flow_join_reason_text(enum flow_join_reason reason)
{
    static const char *const texts[N_FLOW_JOIN_REASONS] = {
        [FLOW_JOIN_NONE] = "",
        [FLOW_JOIN_ENDPOINT] = "opposite directions at the same media address",
        [FLOW_JOIN_KINDS] =
            ("audio and video between the same two hosts, begun "
             "within 2 s"),
    };

    return (unsigned)reason < N_FLOW_JOIN_REASONS ? texts[reason] : "";
}
