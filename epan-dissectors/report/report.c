/* The reports of -z, and their windows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report.h"

#include "report_command.h"
#include "report_rows.h"
#include "report_tables.h"
#include "report_window.h"
#include "wireshark_compat.h"

const struct report_table *const report_tables[N_REPORT_TABLES] = {
    &report_calls_table,  &report_streams_table, &report_findings_table,
    &report_trunks_table, &report_qoe_table,
};

#define KIND(of)                                                               \
    {                                                                          \
        .table = &report_##of##_table,                                         \
        .group = REGISTER_TELEPHONY_GROUP_UNSORTED,                            \
        .tap_name = FRAME_TAP_NAME, .rows_of_frame = report_rows_of_##of       \
    }

static const struct report_window_kind windows[] = {
    KIND(answer),   KIND(calls),  KIND(streams),
    KIND(findings), KIND(trunks), KIND(qoe_shown)};

void report_register(void)
{
    report_command_register(&report_answer_table);
    for (size_t i = 0; i < N_REPORT_TABLES; i++)
        report_command_register(report_tables[i]);
}

void report_windows_register(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(windows); i++)
        report_window_register(&windows[i]);
}
