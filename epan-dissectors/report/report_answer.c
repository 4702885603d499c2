/* The answer: one line for each fault of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_tables.h"

#include <stdio.h>

#include "answer.h"
#include "capture.h"
#include "report_rows.h"

REPORT_GETTER(fault_product, struct fault, report_pointer(row->product));
REPORT_GETTER(fault_harm, struct fault,
              report_pointer(call_harm_name(row->harm)));
REPORT_GETTER(fault_certainty, struct fault,
              report_pointer(call_certainty_name(row->certainty)));

/* "0, 3, 7": the calls of a fault. */
static char *calls_cell(const void *data)
{
    const struct fault *fault = data;
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < fault->calls->len; i++) {
        char *number =
            g_strdup_printf("%u", g_array_index(fault->calls, uint32_t, i));

        report_text_append(text, number);
        g_free(number);
    }
    return report_text_or_none(text);
}

#define FAULT(member) REPORT_MEMBER(struct fault, member)

static const struct report_column columns[] = {
    {"calls", "calls", REPORT_NUMBERS, FAULT(calls), .cell = calls_cell},
    {"what happened", "what", REPORT_TEXT, FAULT(what)},
    {NULL, "harm", REPORT_TEXT, .get = fault_harm},
    {"who", "who.address", REPORT_ADDRESS, FAULT(who)},
    {"product", "who.product", REPORT_TEXT, .get = fault_product},
    {"what to change", "change", REPORT_TEXT, FAULT(change)},
    {"how sure", "certainty", REPORT_TEXT, .get = fault_certainty},
    {NULL, "line", REPORT_TEXT, FAULT(line)},
};

static void each_fault(report_row_h *row_h, void *data)
{
    GPtrArray *faults = answer_faults(capture_analysis());

    for (guint i = 0; i < faults->len; i++)
        row_h(g_ptr_array_index(faults, i), data);
    g_ptr_array_unref(faults);
}

const struct report_table report_answer_table = {
    "lync,answer",           "Lync Answer",      "Faults",
    REPORT_COLUMNS(columns), .each = each_fault, .print = report_answer_print,
};

void report_answer_print(void)
{
    struct analysis *analysis = capture_analysis();
    char *text;

    if (analysis->answer_shown)
        return;
    analysis->answer_shown = true;
    text = answer_text(analysis);
    printf("%s\n", text);
    g_free(text);
}
