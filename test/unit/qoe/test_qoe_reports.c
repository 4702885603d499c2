/* Tests of the quality reports of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_reports.h"

#include "unit_test.h"

static const struct endpoint source = {4, {192, 0, 2, 1}, 5061};

static struct qoe_entry *keep(struct qoe_reports *reports, const char *body,
                              unsigned n)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(qoe_report_free);
    const struct moment moment = {.frame = 7};
    struct qoe_entry *entry;

    for (unsigned i = 0; i < n; i++)
        g_ptr_array_add(
            found, qoe_report_new(i == 0 ? QOE_FORM_SESSION : QOE_FORM_ALERT));
    entry = qoe_reports_keep(reports, found, text_of(body), &source, &moment);
    g_assert_cmpuint(found->len, ==, 0);
    g_ptr_array_unref(found);
    return entry;
}

TEST(kept_in_order)
{
    struct qoe_reports *reports = qoe_reports_new();
    struct qoe_entry *entry = keep(reports, "a", 2);

    g_assert_true(entry == g_ptr_array_index(reports->entries, 0));
    g_assert_true(entry->next == g_ptr_array_index(reports->entries, 1));
    g_assert_cmpint(entry->report->form, ==, QOE_FORM_SESSION);
    g_assert_cmpint(entry->next->report->form, ==, QOE_FORM_ALERT);
    g_assert_null(entry->next->next);
    g_assert_true(endpoint_equal(&entry->source, &source));
    g_assert_cmpuint(entry->moment.frame, ==, 7);
    qoe_reports_free(reports);
}

TEST(the_same_body_is_a_copy)
{
    struct qoe_reports *reports = qoe_reports_new();

    g_assert_false(keep(reports, "a", 1)->is_copy);
    g_assert_false(keep(reports, "b", 1)->is_copy);
    g_assert_true(keep(reports, "a", 1)->is_copy);
    g_assert_cmpuint(reports->entries->len, ==, 3);
    qoe_reports_free(reports);
}

TEST(of_a_call)
{
    struct qoe_reports *reports = qoe_reports_new();
    struct qoe_entry *first = keep(reports, "a", 1);
    struct qoe_entry *second = keep(reports, "b", 1);

    qoe_reports_set_call(reports, first, 3);
    qoe_reports_set_call(reports, second, 3);
    qoe_reports_set_call(reports, keep(reports, "a", 1), 3);
    qoe_reports_set_call(reports, keep(reports, "c", 1), NO_INDEX);
    g_assert_true(qoe_reports_of_call(reports, 3) == second);
    g_assert_true(second->older_of_call == first);
    g_assert_null(first->older_of_call);
    g_assert_null(qoe_reports_of_call(reports, 2));
    g_assert_null(qoe_reports_of_call(reports, NO_INDEX));
    g_assert_cmpuint(second->number, ==, 1);
    g_assert_cmpuint(reports->n_kept, ==, 3);
    qoe_reports_free(reports);
}

TEST(bound)
{
    struct qoe_reports *reports = qoe_reports_new();

    for (unsigned i = 0; i + 1 < QOE_REPORTS_KEPT_MAX; i++)
        g_assert_nonnull(keep(reports, "a", 1));
    g_assert_null(keep(reports, "a", 2));
    g_assert_cmpuint(reports->n_not_kept, ==, 2);
    g_assert_nonnull(keep(reports, "a", 1));
    g_assert_null(keep(reports, "a", 1));
    g_assert_cmpuint(reports->n_not_kept, ==, 3);
    qoe_reports_free(reports);
}
