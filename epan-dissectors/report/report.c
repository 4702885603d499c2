/* The registry of reports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report.h"

#include <epan/packet.h>
#include <epan/stat_tap_ui.h>
#include <epan/tap.h>

#include <string.h>

#include "call_list.h"
#include "capture_state.h"
#include "finding_store.h"
#include "wireshark_compat.h"

#define MAX_AT_END 8

static report_at_end_h *at_end[MAX_AT_END];
static unsigned n_at_end;
static uint32_t prepared_at; /* number of frames read when it was last done */

void report_at_end_register(report_at_end_h *handler)
{
    g_assert(n_at_end < MAX_AT_END);
    at_end[n_at_end++] = handler;
}

/* Each report asks: in the GUI the capture may have grown since the last. */
void report_prepare(void)
{
    if (prepared_at == media_capture_n_frames())
        return;
    prepared_at = media_capture_n_frames();
    finding_store_clear_at_end();
    for (unsigned i = 0; i < n_at_end; i++)
        at_end[i](media_capture_end_ns());
    call_list_forget();
}

static void reports_forget(void)
{
    prepared_at = 0;
}

void reports_register(void)
{
    register_init_routine(reports_forget);
}

static void report_draw(void *data)
{
    const struct report *report = data;

    report_prepare();
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
