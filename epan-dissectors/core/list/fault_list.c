/* The faults of a capture, those that are the same as one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fault_list.h"

#include <string.h>

#include "hash.h"
#include "index.h"

struct fault_list {
    GPtrArray *faults; /* struct fault, owned */
    GHashTable *set;   /* of the same: by all that fault_same() compares */
};

static void fault_free(void *data)
{
    struct fault *fault = data;

    g_array_unref(fault->calls);
    g_free(fault->what);
    g_free(fault->line);
    g_free(fault);
}

static guint fault_hash(gconstpointer key)
{
    const struct fault *fault = key;
    struct endpoint host = fault->who;

    host.port = 0;
    return (guint)(hash_octets(endpoint_mix(0, &host), fault->what,
                               strlen(fault->what)) >>
                   32);
}

static gboolean fault_same(gconstpointer a, gconstpointer b)
{
    const struct fault *one = a;
    const struct fault *other = b;

    return one->harm == other->harm && one->certainty == other->certainty &&
           g_str_equal(one->what, other->what) &&
           g_str_equal(one->change, other->change) &&
           endpoint_same_address(&one->who, &other->who);
}

struct fault_list *fault_list_new(void)
{
    struct fault_list *list = g_new(struct fault_list, 1);

    list->faults = g_ptr_array_new_with_free_func(fault_free);
    list->set = g_hash_table_new(fault_hash, fault_same);
    return list;
}

static struct fault *fault_new(struct fault_list *list,
                               const struct fault *like)
{
    struct fault *fault = g_memdup2(like, sizeof *like);

    fault->calls = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    fault->what = g_strdup(like->what);
    g_ptr_array_add(list->faults, fault);
    g_hash_table_add(list->set, fault);
    return fault;
}

void fault_list_add(struct fault_list *list, const struct call_blame *blame,
                    uint32_t call)
{
    const struct fault like = {
        .harm = blame->harm,
        .what = (char *)blame->what,
        .who = blame->who,
        .product = blame->product,
        .change = blame->change,
        .certainty = blame->certainty,
        .after_ns = blame->after_ns,
    };
    struct fault *fault = g_hash_table_lookup(list->set, &like);

    if (fault == NULL)
        fault = fault_new(list, &like);
    else
        fault->after_ns = 0;
    if (call != NO_INDEX &&
        (fault->calls->len == 0 ||
         g_array_index(fault->calls, uint32_t, fault->calls->len - 1) != call))
        g_array_append_val(fault->calls, call);
}

static gint worst_first(gconstpointer a, gconstpointer b)
{
    const struct fault *left = *(const struct fault *const *)a;
    const struct fault *right = *(const struct fault *const *)b;

    return (int)right->harm - (int)left->harm;
}

GPtrArray *fault_list_end(struct fault_list *list)
{
    GPtrArray *faults = list->faults;

    g_ptr_array_sort(faults, worst_first); /* stable */
    for (guint i = 0; i < faults->len; i++) {
        struct fault *fault = g_ptr_array_index(faults, i);

        fault->line = answer_line(fault);
    }
    g_hash_table_destroy(list->set);
    g_free(list);
    return faults;
}
