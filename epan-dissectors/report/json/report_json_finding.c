/* A finding in the JSON document.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_findings.h"
#include "report_json_row.h"
#include "report_json_value.h"

/* On which frame, and when; null where only the end proves it. */
static void write_frame(json_dumper *dumper,
                        const struct stored_finding *finding)
{
    if (finding->frame == 0) {
        report_json_null(dumper, "frame");
        report_json_null(dumper, "time");
        report_json_null(dumper, "since_start");
        return;
    }
    report_json_uint(dumper, "frame", finding->frame);
    report_json_time(dumper, "time", &finding->abs_time);
    report_json_seconds(dumper, "since_start",
                        report_finding_since_ns(finding));
}

void report_json_finding(json_dumper *dumper, uint32_t place,
                         const struct report_links *links)
{
    const struct stored_finding *finding = report_finding_at(place);

    json_dumper_begin_object(dumper);
    write_frame(dumper, finding);
    report_json_text(dumper, "severity",
                     finding_severity_name(finding->severity));
    report_json_text(dumper, "filter", finding_info(finding->id)->filter_name);
    report_json_text(dumper, "text", finding->text);
    report_json_index(dumper, "call",
                      report_links_call_of_finding(links, place));
    report_json_index(dumper, "stream", finding->stream);
    json_dumper_end_object(dumper);
}
