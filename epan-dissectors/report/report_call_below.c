/* What is printed below a call: how it ended, what proves that, what ICE and
 * the endpoints' own reports say.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_call_below.h"

#include "call_ice.h"
#include "call_judge.h"
#include "call_list.h"
#include "capture.h"
#include "qoe_reports.h"
#include "report_column.h"
#include "reported_text.h"

/* " Frames 7 (BYE), 9 (2xx repeated)." */
static void append_evidence(GString *text, const struct call_judgement *why)
{
    for (unsigned i = 0; i < why->n_evidence; i++)
        g_string_append_printf(text, "%s %u (%s)", i == 0 ? " Frames" : ",",
                               why->evidence[i].frame, why->evidence[i].what);
    if (why->n_evidence > 0)
        g_string_append_c(text, '.');
}

/* " Legs 0, 3: certain, the same session id." */
static void append_legs(GString *text, const struct call_row *row)
{
    if (row->legs->len < 2)
        return;
    for (guint i = 0; i < row->legs->len; i++)
        g_string_append_printf(text, "%s %u", i == 0 ? " Legs" : ",",
                               g_array_index(row->legs, uint32_t, i));
    g_string_append_printf(text, ": %s",
                           call_join_confidence_name(row->join.confidence));
    if (row->join.reason != CALL_JOIN_NO_REASON)
        g_string_append_printf(text, ", %s",
                               call_join_reason_text(row->join.reason));
    g_string_append_c(text, '.');
}

static void append_ice(GString *text, const struct call_row *row)
{
    char *ice = call_ice_text(capture_analysis(), row);

    if (ice != NULL)
        g_string_append_printf(text, " %s", ice);
    g_free(ice);
}

static void append_reported(GString *text, const struct call_row *row)
{
    for (guint i = 0; i < row->legs->len; i++) {
        const struct qoe_entry *entry = qoe_reports_of_call(
            capture_analysis()->qoe, g_array_index(row->legs, uint32_t, i));

        for (; entry != NULL; entry = entry->older_of_call) {
            char *said = reported_text(entry);

            if (said != NULL)
                g_string_append_printf(text, " %s", said);
            g_free(said);
        }
    }
}

/* Appends TEXT, which is freed, as a line; NULL or "": none. */
static void add_line(GString *lines, char *text)
{
    if (text != NULL && *text != '\0') {
        char *shown = report_text_shown(g_strchug(text));

        g_string_append_printf(lines, "%s%s", lines->len > 0 ? "\n" : "",
                               shown);
        g_free(shown);
    }
    g_free(text);
}

char *report_call_below(const void *data)
{
    const struct call_row *row = data;
    GString *lines = g_string_new(NULL);
    GString *proof = g_string_new(NULL);
    GString *reported = g_string_new(NULL);

    add_line(lines, g_strdup(row->judgement->cause));
    add_line(lines, g_strdup(row->judgement->advice));
    append_evidence(proof, row->judgement);
    append_legs(proof, row);
    append_ice(proof, row);
    add_line(lines, g_string_free(proof, FALSE));
    append_reported(reported, row);
    add_line(lines, g_string_free(reported, FALSE));
    return g_string_free(lines, lines->len == 0);
}
