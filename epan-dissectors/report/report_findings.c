/* One line for each finding of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_findings.h"

#include <stdio.h>

#include "finding_store.h"
#include "frame_time.h"
#include "report.h"
#include "report_links.h"
#include "seconds.h"

/* When FINDING was made, in nanoseconds since the first frame. Computed from
 * absolute times, because Wireshark's relative times start again at each time
 * reference that the user sets. */
static int64_t since_ns(const struct stored_finding *finding)
{
    nstime_t start = frame_time_absolute(0);

    return ((int64_t)finding->abs_time.secs - (int64_t)start.secs) * NS_PER_S +
           finding->abs_time.nsecs - start.nsecs;
}

REPORT_GETTER(finding_frame, struct stored_finding,
              report_if(row->frame != 0, report_number(row->frame)));
REPORT_GETTER(finding_date, struct stored_finding,
              report_if(row->frame != 0, report_date(row->abs_time)));
REPORT_GETTER(finding_since, struct stored_finding,
              report_if(row->frame != 0, report_ns(since_ns(row))));
REPORT_GETTER(finding_severity, struct stored_finding,
              report_text(finding_severity_name(row->severity)));
REPORT_GETTER(finding_filter, struct stored_finding,
              report_text(finding_info(row->id)->filter_name));
REPORT_GETTER(finding_text, struct stored_finding, report_text(row->text));
REPORT_GETTER(finding_call, struct stored_finding,
              report_index(report_links_call_of_finding(context->links,
                                                        context->place)));
REPORT_GETTER(finding_stream, struct stored_finding, report_index(row->stream));

static const struct report_column columns[] = {
    {"frame", "frame", REPORT_FRAME, .get = finding_frame, .unknown = "end"},
    {NULL, "time", REPORT_DATE, .get = finding_date},
    {"time (s)", "since_start", REPORT_SINCE, .get = finding_since},
    {"sev", "severity", REPORT_TEXT, .get = finding_severity},
    {"filter name", "filter", REPORT_TEXT, .get = finding_filter},
    {"text", "text", REPORT_TEXT, .get = finding_text},
    {NULL, "call", REPORT_COUNT, .get = finding_call},
    {NULL, "stream", REPORT_COUNT, .get = finding_stream},
};

static void each_finding(report_row_h *row_h, void *data)
{
    for (uint32_t i = 0; i < report_n_findings(); i++)
        row_h(report_finding_at(i), data);
}

static void print_lack(void)
{
    if (finding_store_n_not_kept() > 0)
        printf("Not kept, because the table was full: %u findings.\n",
               finding_store_n_not_kept());
}

const struct report_table report_findings_table = {
    .name = "lync,findings",
    .title = "Lync Findings",
    .rows_are = "Findings",
    .member = "findings",
    .columns = columns,
    .n_columns = array_length(columns),
    .each = each_finding,
    .print_lack = print_lack,
};

static void print_findings(void)
{
    report_table_print(&report_findings_table);
}

void report_findings_register(void)
{
    static const struct report report = {"lync,findings", print_findings};

    report_register(&report);
}
