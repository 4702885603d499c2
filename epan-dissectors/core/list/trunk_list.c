/* Folding the calls of the capture into trunks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_list.h"

#include "call_list.h"
#include "trunk_watch.h"
#include "call_judge.h"

static void row_free(void *data)
{
    struct trunk_row *row = data;

    if (row == NULL) /* moved to another list */
        return;
    trunk_recommendation_clear(&row->recommendation);
    g_free(row);
}

/* The hosts of a call, whoever called. */
static unsigned pair_hash(gconstpointer data)
{
    const struct trunk_call *call = data;

    return endpoint_hash(&call->hosts[0]) ^ endpoint_hash(&call->hosts[1]);
}

static gboolean pair_equal(gconstpointer a, gconstpointer b)
{
    const struct endpoint *one = ((const struct trunk_call *)a)->hosts;
    const struct endpoint *other = ((const struct trunk_call *)b)->hosts;

    return (endpoint_equal(&one[0], &other[0]) &&
            endpoint_equal(&one[1], &other[1])) ||
           (endpoint_equal(&one[0], &other[1]) &&
            endpoint_equal(&one[1], &other[0]));
}

/* The judgements by leg, for the legs that represent their call. The other legs
 * of a B2BUA end for its reasons, not for their own. */
static GHashTable *judgements_of_legs(struct analysis *analysis)
{
    const GPtrArray *calls = call_list(analysis);
    GHashTable *judgements = g_hash_table_new(g_direct_hash, g_direct_equal);

    for (guint i = 0; i < calls->len; i++) {
        const struct call_row *row = g_ptr_array_index(calls, i);

        g_hash_table_insert(judgements, GUINT_TO_POINTER(row->speaks),
                            (void *)row->judgement);
    }
    return judgements;
}

static void add_call(GPtrArray *rows, GHashTable *pairs,
                     const struct trunk_call *call)
{
    struct trunk_row *row = g_hash_table_lookup(pairs, call);

    if (row == NULL) {
        row = g_new0(struct trunk_row, 1);
        if (!trunk_profile_add(&row->profile, call)) {
            g_free(row);
            return;
        }
        g_ptr_array_add(rows, row);
        g_hash_table_insert(pairs, g_memdup2(call, sizeof *call), row);
        return;
    }
    trunk_profile_add(&row->profile, call);
}

static void fold_calls(struct analysis *analysis, GPtrArray *rows)
{
    GHashTable *judgements = judgements_of_legs(analysis);
    GHashTable *pairs =
        g_hash_table_new_full(pair_hash, pair_equal, g_free, NULL);

    for (uint32_t i = 0; i < analysis->watched->len; i++) {
        const struct call_judgement *judgement =
            g_hash_table_lookup(judgements, GUINT_TO_POINTER(i));
        struct trunk_call call;

        if (!trunk_watch_call(analysis, i, &call))
            continue;
        if (judgement != NULL)
            call.verdict = judgement->verdict;
        add_call(rows, pairs, &call);
    }
    g_hash_table_destroy(pairs);
    g_hash_table_destroy(judgements);
}

static bool is_trunk(const struct trunk_profile *profile)
{
    return profile->n_calls >= TRUNK_CALLS_MIN || profile->ends[0].microsoft ||
           profile->ends[1].microsoft;
}

GPtrArray *trunk_list(struct analysis *analysis)
{
    GPtrArray *pairs = g_ptr_array_new_with_free_func(row_free);
    GPtrArray *rows = g_ptr_array_new_with_free_func(row_free);

    fold_calls(analysis, pairs);
    for (guint i = 0; i < pairs->len; i++) {
        struct trunk_row *row = g_ptr_array_index(pairs, i);

        if (!is_trunk(&row->profile))
            continue;
        trunk_recommend(&row->profile, &row->recommendation);
        g_ptr_array_add(rows, row);
        pairs->pdata[i] = NULL;
    }
    g_ptr_array_unref(pairs);
    return rows;
}
