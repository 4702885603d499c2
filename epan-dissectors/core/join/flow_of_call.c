/* Which of many flows of media is that of a call whose SDP is missing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "flow_of_call.h"

#include <glib.h>

#define BEST_FIT 2 /* both hosts: flow_fits_call() */

struct flow_index {
    const struct flow_leg *const *flows;
    unsigned n;
    GHashTable *by_host; /* struct endpoint, owned, port 0, to a GArray of
                            places, the earliest end first */
};

static gint earliest_end_first(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct flow_leg *const *flows = data;
    int64_t left_ns = flows[*(const unsigned *)a]->end_ns;
    int64_t right_ns = flows[*(const unsigned *)b]->end_ns;

    return left_ns < right_ns ? -1 : left_ns > right_ns;
}

static struct endpoint host_of(const struct endpoint *end)
{
    struct endpoint host = *end;

    host.port = 0;
    return host;
}

static void add(struct flow_index *index, const struct endpoint *end,
                unsigned place)
{
    struct endpoint host = host_of(end);
    GArray *places = g_hash_table_lookup(index->by_host, &host);

    if (places == NULL) {
        places = g_array_new(FALSE, FALSE, sizeof place);
        g_hash_table_insert(index->by_host, g_memdup2(&host, sizeof host),
                            places);
    }
    g_array_append_val(places, place);
}

struct flow_index *flow_index_new(const struct flow_leg *const *flows,
                                  unsigned n)
{
    struct flow_index *index = g_new(struct flow_index, 1);
    GArray *places = g_array_new(FALSE, FALSE, sizeof(unsigned));

    index->flows = flows;
    index->n = n;
    index->by_host = g_hash_table_new_full(
        endpoint_hash, endpoint_equal, g_free, (GDestroyNotify)g_array_unref);
    for (unsigned i = 0; i < n; i++)
        if (flows[i] != NULL)
            g_array_append_val(places, i);
    g_array_sort_with_data(places, earliest_end_first, (void *)flows);
    for (guint i = 0; i < places->len; i++) {
        unsigned place = g_array_index(places, unsigned, i);
        const struct endpoint *ends = flows[place]->ends;

        add(index, &ends[0], place);
        if (!endpoint_same_address(&ends[0], &ends[1]))
            add(index, &ends[1], place);
    }
    g_array_unref(places);
    return index;
}

void flow_index_free(struct flow_index *index)
{
    g_hash_table_destroy(index->by_host);
    g_free(index);
}

static int64_t end_ns(const struct flow_index *index, const GArray *places,
                      guint i)
{
    return index->flows[g_array_index(places, unsigned, i)]->end_ns;
}

/* The first of PLACES whose flow ended at SINCE_NS or later. */
static guint first_since(const struct flow_index *index, const GArray *places,
                         int64_t since_ns)
{
    guint low = 0;
    guint high = places->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (end_ns(index, places, middle) < since_ns)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What fits a call best so far. */
struct fitting {
    unsigned place; /* N of the index: none, or two alike */
    unsigned fit;
    bool crowded; /* flows of a host were left out */
};

/* Compares CALL with the flows of HOST. */
static void compare(const struct flow_index *index,
                    const struct flow_call *call, const struct endpoint *host,
                    struct fitting *best)
{
    struct endpoint key = host_of(host);
    const GArray *places = g_hash_table_lookup(index->by_host, &key);
    guint first, end;

    if (places == NULL)
        return;
    first = first_since(index, places, call->bye_ns - FLOW_JOIN_WINDOW_NS);
    end = first_since(index, places, call->bye_ns + FLOW_JOIN_WINDOW_NS + 1);
    if (end - first > FLOW_OF_CALL_CANDIDATES_MAX) {
        best->crowded = true;
        return;
    }
    for (guint i = first; i < end; i++) {
        unsigned place = g_array_index(places, unsigned, i);
        unsigned fit = flow_fits_call(index->flows[place], call);

        if (fit == 0 || fit < best->fit || place == best->place)
            continue;
        best->place = fit == best->fit ? index->n : place;
        best->fit = fit;
    }
}

unsigned flow_index_of_call(const struct flow_index *index,
                            const struct flow_call *call)
{
    const struct endpoint *hosts = call->hosts;
    struct fitting best = {.place = index->n};

    compare(index, call, &hosts[0], &best);
    if (!endpoint_same_address(&hosts[0], &hosts[1]))
        compare(index, call, &hosts[1], &best);
    /* A flow of both hosts is among those of either. */
    return best.crowded && best.fit < BEST_FIT ? index->n : best.place;
}
