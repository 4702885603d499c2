/* A paragraph for each trunk of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_trunks.h"

#include <stdio.h>

#include "report.h"
#include "trunk_list.h"
#include "trunk_text.h"

static void print_trunk(const struct trunk_row *row)
{
    GString *text = g_string_new("\n");

    trunk_text_append(text, &row->profile, &row->recommendation);
    fputs(text->str, stdout);
    g_string_free(text, TRUE);
}

static void print_trunks(void)
{
    const GPtrArray *trunks = trunk_list();

    printf("Trunks: %u\n", trunks->len);
    for (guint i = 0; i < trunks->len; i++)
        print_trunk(g_ptr_array_index(trunks, i));
}

void report_trunks_register(void)
{
    static struct report report = {"lync,trunks", print_trunks};

    report_register(&report);
}
