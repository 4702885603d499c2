/* One line for each finding of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_findings.h"

#include <stdio.h>

#include "frame_time.h"
#include "report.h"
#include "report_links.h"
#include "report_text.h"
#include "seconds.h"

#define TIME_DECIMALS 6

static const struct report_column columns[] = {
    {"frame", REPORT_FIGURE}, {"time (s)", REPORT_FIGURE},
    {"sev", REPORT_TEXT},     {"filter name", REPORT_TEXT},
    {"text", REPORT_TEXT},
};

/* By absolute times: Wireshark's relative ones start anew at a time reference
 * that the user sets. */
int64_t report_finding_since_ns(const struct stored_finding *finding)
{
    nstime_t start = frame_time_absolute(0);

    return ((int64_t)finding->abs_time.secs - (int64_t)start.secs) * NS_PER_S +
           finding->abs_time.nsecs - start.nsecs;
}

static void finding_cells(const void *row, char **cells)
{
    const struct stored_finding *finding = row;

    if (finding->frame != 0) {
        *cells++ = g_strdup_printf("%u", finding->frame);
        *cells++ =
            seconds_text(report_finding_since_ns(finding), TIME_DECIMALS);
    } else {
        *cells++ = g_strdup("end");
        *cells++ = g_strdup(REPORT_NONE);
    }
    *cells++ = g_strdup(finding_severity_name(finding->severity));
    *cells++ = g_strdup(finding_info(finding->id)->filter_name);
    *cells++ = report_text_shown(finding->text);
}

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
    .columns = columns,
    .n_columns = array_length(columns),
    .each = each_finding,
    .cells = finding_cells,
    .print_lack = print_lack,
};

static void print_findings(void)
{
    report_table_print(&report_findings_table);
}

void report_findings_register(void)
{
    static struct report report = {"lync,findings", print_findings};

    report_register(&report);
}
