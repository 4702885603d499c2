/* One line for each finding of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_findings.h"

#include <epan/packet.h>

#include <stdio.h>

#include "finding_store.h"
#include "report.h"

#define NS_PER_US 1000

static void print_finding(const struct stored_finding *finding)
{
    const struct finding_info *info = finding_info(finding->id);

    if (finding->frame != 0)
        printf("%8u  %10ld.%06d", finding->frame, (long)finding->rel_time.secs,
               finding->rel_time.nsecs / NS_PER_US);
    else
        printf("%8s  %17s", "end", "");
    printf("  %-5s  %-28s  %s\n", finding_severity_name(finding->severity),
           info->filter_name, finding->text);
}

static void print_findings(void)
{
    const GPtrArray *findings = finding_store_all();
    const GPtrArray *at_end = finding_store_at_end();

    printf("Findings: %u\n", findings->len + at_end->len);
    if (findings->len + at_end->len > 0)
        printf("%8s  %17s  %-5s  %-28s  %s\n", "frame", "time (s)", "sev",
               "filter name", "text");
    for (guint i = 0; i < findings->len; i++)
        print_finding(g_ptr_array_index(findings, i));
    for (guint i = 0; i < at_end->len; i++)
        print_finding(g_ptr_array_index(at_end, i));
    if (finding_store_n_not_kept() > 0)
        printf("Not kept, because the table was full: %u findings.\n",
               finding_store_n_not_kept());
}

void report_findings_register(void)
{
    static struct report report = {"lync,findings", print_findings};

    report_register(&report);
}
