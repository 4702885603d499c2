/* The quality reports of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_reports.h"

#include "hash.h"

static void entry_free(void *data)
{
    struct qoe_entry *entry = data;

    qoe_report_free(entry->report);
    g_free(entry);
}

struct qoe_reports *qoe_reports_new(void)
{
    struct qoe_reports *reports = g_new0(struct qoe_reports, 1);

    reports->entries = g_ptr_array_new_with_free_func(entry_free);
    reports->bodies =
        g_hash_table_new_full(hash_of_text, g_str_equal, g_free, NULL);
    reports->of_call = g_hash_table_new(NULL, NULL);
    reports->told = g_hash_table_new(NULL, NULL);
    reports->agreed = g_hash_table_new(NULL, NULL);
    return reports;
}

void qoe_reports_free(struct qoe_reports *reports)
{
    g_hash_table_destroy(reports->of_call);
    g_hash_table_destroy(reports->told);
    g_hash_table_destroy(reports->agreed);
    g_hash_table_destroy(reports->bodies);
    g_ptr_array_unref(reports->entries);
    g_free(reports);
}

struct qoe_entry *qoe_reports_keep(struct qoe_reports *reports,
                                   GPtrArray *found, struct text body,
                                   const struct endpoint *source,
                                   const struct moment *moment)
{
    char *sum = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (const guchar *)body.start, body.length);
    bool is_copy = !g_hash_table_add(reports->bodies, sum);
    struct qoe_entry *first = NULL;
    struct qoe_entry *entry;

    if (reports->entries->len + found->len > QOE_REPORTS_KEPT_MAX) {
        reports->n_not_kept += found->len;
        g_ptr_array_set_size(found, 0);
    }
    while (found->len > 0) {
        entry = g_new(struct qoe_entry, 1);
        *entry = (struct qoe_entry){
            .source = *source,
            .moment = *moment,
            .call = NO_INDEX,
            .is_copy = is_copy,
        };
        entry->report = g_ptr_array_steal_index(found, found->len - 1);
        entry->next = first;
        first = entry;
    }
    for (entry = first; entry != NULL; entry = entry->next) {
        g_ptr_array_add(reports->entries, entry);
        entry->number = reports->n_kept;
        reports->n_kept += !is_copy;
    }
    return first;
}

void qoe_reports_set_call(struct qoe_reports *reports, struct qoe_entry *entry,
                          uint32_t call)
{
    entry->call = call;
    if (entry->is_copy || call == NO_INDEX)
        return;
    entry->older_of_call = qoe_reports_of_call(reports, call);
    g_hash_table_insert(reports->of_call, GUINT_TO_POINTER(call + 1), entry);
}

const struct qoe_entry *qoe_reports_of_call(const struct qoe_reports *reports,
                                            uint32_t call)
{
    return g_hash_table_lookup(reports->of_call, GUINT_TO_POINTER(call + 1));
}
