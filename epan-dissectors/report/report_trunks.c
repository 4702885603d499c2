/* A paragraph for each trunk of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_tables.h"

#include <stdio.h>

#include "capture.h"
#include "trunk_list.h"
#include "wireshark_compat.h"
#include "trunk_text.h"
#include "report_rows.h"

REPORT_GETTER(end_generation, struct trunk_end,
              report_pointer(trunk_generation_name(row->generation)));

static void each_trait(const void *row, report_part_h *part_h, void *into)
{
    const struct trunk_end *end = row;

    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++)
        part_h(trunk_trait_name((enum trunk_trait)trait), &end->traits[trait],
               into);
}

static void each_end(const void *row, report_part_h *part_h, void *into)
{
    const struct trunk_row *trunk = row;

    for (int i = 0; i < N_TRUNK_ENDS; i++)
        part_h(NULL, &trunk->profile.ends[i], into);
}

static void each_setting(const void *row, report_part_h *part_h, void *into)
{
    const struct trunk_row *trunk = row;
    enum trunk_setting setting;
    const char *name;

    for (unsigned i = 0; (name = trunk_setting_name(i, &setting)) != NULL; i++)
        if (trunk->recommendation.settings & setting)
            part_h(NULL, name, into);
}

static const struct report_column trait_columns[] = {
    {NULL, "for", REPORT_COUNT, REPORT_MEMBER(struct trunk_evidence, n_for)},
    {NULL, "against", REPORT_COUNT,
     REPORT_MEMBER(struct trunk_evidence, n_against)},
};
static const struct report_parts traits = {REPORT_COLUMNS(trait_columns),
                                           each_trait};

#define END(member) REPORT_MEMBER(struct trunk_end, member)

static const struct report_column end_columns[] = {
    {NULL, "host", REPORT_ADDRESS, END(host)},
    {NULL, "microsoft", REPORT_BOOL, END(microsoft)},
    {NULL, "generation", REPORT_TEXT, .get = end_generation},
    {NULL, "traits", REPORT_KEYED, .parts = &traits},
    {NULL, "rtcp_outlived", REPORT_COUNT, END(n_rtcp_outlived)},
    {NULL, "rtcp_hold_outlived", REPORT_COUNT, END(n_hold_outlived)},
    {NULL, "media_outlived", REPORT_COUNT, END(n_media_outlived)},
    {NULL, "media_lost", REPORT_COUNT, END(n_media_lost)},
    {NULL, "expired", REPORT_COUNT, END(n_expired)},
};
static const struct report_parts ends = {REPORT_COLUMNS(end_columns), each_end};

static const struct report_column host_column = {NULL, NULL, REPORT_ADDRESS,
                                                 END(host)};
static const struct report_parts hosts = {&host_column, 1, each_end};
REPORT_GETTER(setting_name, char, report_pointer(row));
static const struct report_column setting_column = {NULL, NULL, REPORT_TEXT,
                                                    .get = setting_name};
static const struct report_parts settings = {&setting_column, 1, each_setting};

/* "10.0.0.1, 10.0.0.2". */
static char *hosts_cell(const void *data)
{
    const struct trunk_row *trunk = data;
    char one[ENDPOINT_TEXT_BYTES];
    char other[ENDPOINT_TEXT_BYTES];

    return g_strdup_printf(
        "%s, %s", endpoint_address_text(&trunk->profile.ends[0].host, one),
        endpoint_address_text(&trunk->profile.ends[1].host, other));
}

#define TRUNK(member) REPORT_MEMBER(struct trunk_row, member)

static const struct report_column columns[] = {
    {"hosts", "hosts", REPORT_PARTS, .cell = hosts_cell, .parts = &hosts},
    {"calls", "calls", REPORT_COUNT, TRUNK(profile.n_calls)},
    {NULL, "ends", REPORT_PARTS, .parts = &ends},
    {NULL, "settings", REPORT_PARTS, .parts = &settings},
    {"command", "command", REPORT_TEXT, TRUNK(recommendation.command)},
    {"basis", "basis", REPORT_TEXT, TRUNK(recommendation.basis)},
    {"against", "against", REPORT_TEXT, TRUNK(recommendation.against)},
};

static void each_trunk(report_row_h *row_h, void *data)
{
    GPtrArray *trunks = trunk_list(capture_analysis());

    for (guint i = 0; i < trunks->len; i++)
        row_h(g_ptr_array_index(trunks, i), data);
    g_ptr_array_unref(trunks);
}

static void print_trunk(const struct trunk_row *row)
{
    GString *text = g_string_new("\n");

    trunk_text_append(text, &row->profile, &row->recommendation);
    fputs(text->str, stdout);
    g_string_free(text, TRUE);
}

static void print_trunks(void)
{
    GPtrArray *trunks = trunk_list(capture_analysis());

    printf("Trunks: %u\n", trunks->len);
    for (guint i = 0; i < trunks->len; i++)
        print_trunk(g_ptr_array_index(trunks, i));
    g_ptr_array_unref(trunks);
}

const struct report_table report_trunks_table = {
    .name = "lync,trunks",
    .title = "Lync Trunks",
    REPORT_COLUMNS(columns),
    .each = each_trunk,
    .print = print_trunks,
    .before = report_answer_print,
};
