/* The list of calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_list.h"

#include "call_watch.h"
#include "capture_state.h"
#include "finding_store.h"

static GPtrArray *rows; /* struct call_row, owned */

static void row_free(void *data)
{
    struct call_row *row = data;

    g_array_unref(row->legs);
    g_array_unref(row->streams);
    g_array_unref(row->findings);
    g_free(row);
}

const GPtrArray *call_list(void)
{
    static const struct call_judgement none = {
        .verdict = CALL_VERDICT_CAPTURE_ENDED, .rule = "", .source = ""};
    const struct call_table *table = call_watch_table();

    g_ptr_array_set_size(rows, 0);
    for (guint i = 0; table != NULL && i < table->calls->len; i++) {
        struct call_row *row = g_new0(struct call_row, 1);

        row->call = i;
        row->legs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_array_append_val(row->legs, i);
        row->join_reason = "";
        row->judgement = &none;
        row->streams = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        row->findings = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_ptr_array_add(rows, row);
    }
    return rows;
}

const struct call_row *call_list_of_leg(uint32_t leg)
{
    const GPtrArray *list = call_list();

    return leg < list->len ? g_ptr_array_index(list, leg) : NULL;
}

uint64_t call_list_n_not_kept(void)
{
    const struct call_table *table = call_watch_table();

    return table != NULL ? table->n_refused : 0;
}

static void call_list_shutdown(void)
{
    g_ptr_array_unref(rows);
}

void call_list_register(void)
{
    rows = g_ptr_array_new_with_free_func(row_free);
    register_shutdown_routine(call_list_shutdown);
}
