/* Tests of the finding table and list.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "finding.h"

#include <string.h>

#include "unit_test.h"

/* Every row is filled in, and no filter name occurs twice. */
TEST(table_complete)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);

    g_assert_cmpint(N_FINDINGS, ==, 62);
    for (int id = 0; id < N_FINDINGS; id++) {
        const struct finding_info *info = finding_info(id);

        g_assert_nonnull(info->filter_name);
        g_assert_true(g_str_has_prefix(info->filter_name, "lync."));
        g_assert_nonnull(info->summary);
        g_assert_nonnull(info->source);
        g_assert_true(g_hash_table_add(names, (gpointer)info->filter_name));
    }
    g_hash_table_unref(names);
}

TEST(list_keeps_severity_and_text)
{
    const struct endpoint who = {4, {10, 0, 0, 1}, 5060};
    GPtrArray *list = finding_list_new();
    const struct finding *finding;

    finding_add(list, FINDING_DUP_BURST, "%d repeats", 3);
    finding_add_as(list, FINDING_SESSION_BAD_RETRY, FINDING_ERROR, "round 3");
    g_assert_cmpuint(list->len, ==, 2);

    finding = g_ptr_array_index(list, 0);
    g_assert_cmpint(finding->id, ==, FINDING_DUP_BURST);
    g_assert_cmpint(finding->severity, ==, FINDING_WARN);
    g_assert_cmpstr(finding->text, ==, "3 repeats");

    finding = g_ptr_array_index(list, 1);
    g_assert_cmpint(finding->severity, ==, FINDING_ERROR);
    g_assert_cmpstr(finding_severity_name(finding->severity), ==, "Error");
    g_assert_null(finding->what);
    finding_point_at(list, &who, "a few words");
    finding_point_at(list, &who, "others");
    g_assert_cmpstr(finding->what, ==, "others");
    g_assert_true(endpoint_equal(&finding->who, &who));
    g_ptr_array_unref(list);
}

/* What follows a line break is advice; Wireshark cuts at 240. */
TEST(advice)
{
    GPtrArray *list = finding_list_new();
    char *longer = g_strnfill(FINDING_TEXT_MAX + 1, 'a');
    const struct finding *finding;

    finding_add(list, FINDING_DUP_BURST, "3 repeats\nUpdate %s.", "it");
    finding = g_ptr_array_index(list, 0);
    g_assert_cmpstr(finding->text, ==, "3 repeats");
    g_assert_cmpstr(finding->advice, ==, "Update it.");
    finding_add(list, FINDING_DUP_BURST, "%s\n%s", longer, longer);
    finding = g_ptr_array_index(list, 1);
    g_assert_cmpuint(strlen(finding->text), ==, FINDING_TEXT_MAX);
    g_assert_true(g_str_has_suffix(finding->text, "a..."));
    g_assert_cmpuint(strlen(finding->advice), ==, FINDING_TEXT_MAX);
    g_free(longer);
    g_ptr_array_unref(list);
}
