/* The registry of reports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report.h"

#include <epan/packet.h>
#include <epan/stat_tap_ui.h>
#include <epan/tap.h>

#include <string.h>

#include "capture.h"
#include "analysis_end.h"
#include "wireshark_compat.h"

static void report_draw(void *data)
{
    const struct report *report = data;

    analysis_end(capture_analysis());
    report->print();
}

static bool report_start(const char *argument, void *data)
{
    const struct report *report = data;
    GString *error;

    if (strcmp(argument, report->name) != 0) {
        report_failure("-z %s: it is -z %s alone", argument, report->name);
        return false;
    }
    error = register_tap_listener("frame", data, NULL, TL_REQUIRES_NOTHING,
                                  NULL, NULL, report_draw, NULL);
    if (error == NULL)
        return true;
    report_failure("-z %s: %s", report->name, error->str);
    g_string_free(error, TRUE);
    return false;
}

LYNC_STAT_INIT(report_init, report_start)

void report_register(const struct report *report)
{
    stat_tap_ui ui = {
        REGISTER_STAT_GROUP_GENERIC, NULL, report->name, report_init, 0, NULL};

    register_stat_tap_ui(&ui, (void *)report);
}
