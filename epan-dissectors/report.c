/* Registering reports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report.h"

#include <epan/packet.h>
#include <epan/stat_tap_ui.h>
#include <epan/tap.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis_end.h"
#include "capture.h"
#include "wireshark_compat.h"

static void report_draw(void *data)
{
    const struct report *report = data;

    analysis_end(capture_analysis());
    report->print();
}

static lync_stat_init_result report_init(const char *argument, void *data)
{
    const struct report *report = data;
    GString *error;

    if (strcmp(argument, report->name) != 0) {
        fprintf(stderr, "tshark: -z %s: it is -z %s alone\n", argument,
                report->name);
        exit(1);
    }
    error = register_tap_listener("frame", data, NULL, TL_REQUIRES_NOTHING,
                                  NULL, NULL, report_draw, NULL);
    if (error != NULL) {
        fprintf(stderr, "tshark: -z %s: %s\n", report->name, error->str);
        exit(1);
    }
    return LYNC_STAT_INIT_DONE;
}

void report_register(struct report *report)
{
    stat_tap_ui ui = {
        REGISTER_STAT_GROUP_GENERIC, NULL, report->name, report_init, 0, NULL};

    register_stat_tap_ui(&ui, report);
}
