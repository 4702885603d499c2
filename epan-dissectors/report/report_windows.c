/* The windows of the reports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_windows.h"

#include "report_rows.h"
#include "report_tables.h"
#include "report_window.h"
#include "wireshark_compat.h"

static void *rows_new(void)
{
    return report_rows_new();
}

static void rows_forget(void *rows)
{
    report_rows_forget(rows);
}

static void rows_free(void *rows)
{
    report_rows_free(rows);
}

static void rows_of_calls(void *rows, const void *tapped, report_row_h *row_h,
                          void *data)
{
    report_rows_of_calls(rows, tapped, row_h, data);
}

static void rows_of_streams(void *rows, const void *tapped, report_row_h *row_h,
                            void *data)
{
    report_rows_of_streams(rows, tapped, row_h, data);
}

static void rows_of_findings(void *rows, const void *tapped,
                             report_row_h *row_h, void *data)
{
    report_rows_of_findings(rows, tapped, row_h, data);
}

#define KIND(of)                                                               \
    {                                                                          \
        .table = &report_##of##_table,                                         \
        .group = REGISTER_TELEPHONY_GROUP_UNSORTED,                            \
        .tap_name = FRAME_TAP_NAME, .rows_new = rows_new,                      \
        .rows_forget = rows_forget, .rows_free = rows_free,                    \
        .rows_of_frame = rows_of_##of                                          \
    }

static const struct report_window_kind kinds[] = {KIND(calls), KIND(streams),
                                                  KIND(findings)};

void report_windows_register(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        report_window_register(&kinds[i]);
}
