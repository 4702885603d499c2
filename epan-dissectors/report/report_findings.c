/* One line for each finding of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_tables.h"

#include <stdio.h>

#include "capture.h"
#include "finding_store.h"
#include "frame_moment.h"
#include "links.h"
#include "seconds.h"

REPORT_GETTER(finding_frame, struct kept_finding,
              report_if(row->frame != 0, report_number(row->frame)));
REPORT_GETTER(finding_since, struct kept_finding,
              report_if(row->frame != 0, report_ns(row->shown_ns)));
REPORT_GETTER(finding_severity, struct kept_finding,
              report_text(finding_severity_name(row->severity)));
REPORT_GETTER(finding_filter, struct kept_finding,
              report_text(finding_info(row->id)->filter_name));
REPORT_GETTER(finding_call, struct kept_finding,
              report_index(links_call_of_finding(context->links,
                                                 context->place)));
REPORT_GETTER(finding_stream, struct kept_finding, report_index(row->stream));

static const struct report_column columns[] = {
    {"frame", "frame", REPORT_FRAME, .get = finding_frame, .unknown = "end"},
    {NULL, "time", REPORT_START, .get = finding_since},
    {"time (s)", "since_start", REPORT_SINCE, .get = finding_since},
    {"sev", "severity", REPORT_TEXT, .get = finding_severity},
    {"filter name", "filter", REPORT_TEXT, .get = finding_filter},
    {"text", "text", REPORT_TEXT, REPORT_MEMBER(struct kept_finding, text)},
    {NULL, "call", REPORT_COUNT, .get = finding_call},
    {NULL, "stream", REPORT_COUNT, .get = finding_stream},
};

static void each_finding(report_row_h *row_h, void *data)
{
    for (uint32_t i = 0; i < findings_count(capture_analysis()->findings); i++)
        row_h(findings_at(capture_analysis()->findings, i), data);
}

static void print_lack(void)
{
    if (capture_analysis()->findings->n_not_kept > 0)
        printf("Not kept, because the table was full: %u findings.\n",
               capture_analysis()->findings->n_not_kept);
}

const struct report_table report_findings_table = {
    .name = "lync,findings",
    .title = "Lync Findings",
    .rows_are = "Findings",
    .member = "findings",
    .columns = columns,
    .n_columns = G_N_ELEMENTS(columns),
    .each = each_finding,
    .print_lack = print_lack,
};
