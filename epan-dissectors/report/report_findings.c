/* One line for each finding of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_tables.h"

#include <string.h>

#include "capture.h"
#include "call_list.h"
#include "finding_fold.h"
#include "report_rows.h"

REPORT_GETTER(finding_frame, struct finding,
              report_if(row->frame != 0, report_number(row->frame)));
REPORT_GETTER(finding_since, struct finding,
              report_if(row->frame != 0, report_ns(row->shown_ns)));
REPORT_GETTER(finding_severity, struct finding,
              report_pointer(finding_severity_name(row->severity)));
REPORT_GETTER(finding_filter, struct finding,
              report_pointer(finding_info(row->id)->filter_name));
REPORT_GETTER(finding_call, struct finding,
              report_index(call_list_number(capture_analysis(), row->call)));
REPORT_GETTER(finding_stream, struct finding, report_index(row->stream));

/* Of a burst its size in the end, not when it was noticed. */
REPORT_GETTER(finding_text, struct finding,
              report_pointer(row->grown != NULL ? row->grown : row->text));

REPORT_GETTER(finding_advice, struct finding,
              report_pointer(row->grown_advice != NULL ? row->grown_advice
                                                       : row->advice));

static unsigned severity_rank(const void *row)
{
    return ((const struct finding *)row)->severity;
}

static const struct report_column columns[] = {
    {"frame", "frame", REPORT_FRAME, .get = finding_frame, .unknown = "end"},
    {NULL, "time", REPORT_START, .get = finding_since},
    {"time (s)", "since_start", REPORT_SINCE, .get = finding_since},
    {"sev", "severity", REPORT_TEXT, .get = finding_severity,
     .rank = severity_rank},
    {"filter name", "filter", REPORT_TEXT, .get = finding_filter},
    {"call", NULL, REPORT_FRAME, .get = finding_call, .window_only = true},
    {"stream", NULL, REPORT_FRAME, .get = finding_stream, .window_only = true},
    {"text", "text", REPORT_TEXT, .get = finding_text},
    {NULL, "advice", REPORT_TEXT, .get = finding_advice},
    {NULL, "call", REPORT_COUNT, .get = finding_call},
    {NULL, "stream", REPORT_COUNT, .get = finding_stream},
};

char *report_findings_named(const GArray *places)
{
    unsigned counts[N_FINDINGS] = {0};
    GString *text = g_string_new(NULL);

    for (guint i = 0; places != NULL && i < places->len; i++) {
        const struct finding *finding = findings_at(
            capture_analysis()->findings, g_array_index(places, uint32_t, i));

        if (finding->severity >= FINDING_WARN)
            counts[finding->id]++;
    }
    for (int id = 0; id < N_FINDINGS; id++) {
        const char *name = finding_info((enum finding_id)id)->filter_name;

        if (counts[id] == 0)
            continue;
        report_text_append(text, name + strlen(FINDING_FILTER_PREFIX));
        if (counts[id] > 1)
            g_string_append_printf(text, " x%u", counts[id]);
    }
    return report_text_or_none(text);
}

static void each_finding(report_row_h *row_h, void *data)
{
    const struct findings *findings = report_analysis()->findings;

    for (uint32_t i = 0; i < findings_count(findings); i++)
        row_h(findings_at(findings, i), data);
}

static void each_folded(report_row_h *row_h, void *data)
{
    GPtrArray *folded = finding_fold(report_analysis()->findings);

    for (guint i = 0; i < folded->len; i++)
        row_h(g_ptr_array_index(folded, i), data);
    g_ptr_array_unref(folded);
}

static uint64_t n_not_kept(void)
{
    return capture_analysis()->findings->n_not_kept;
}

static char *advice_below(const void *data)
{
    struct report_value advice = finding_advice(data);

    return advice.known ? report_text_shown(advice.text) : NULL;
}

const struct report_table report_findings_table = {
    "lync,findings",
    "Lync Findings",
    "Findings",
    REPORT_COLUMNS(columns),
    .each = each_finding,
    .each_printed = each_folded,
    .below = {advice_below, "advice"},
    .n_not_kept = n_not_kept,
    .before = report_answer_print,
};
