/* The reports of -z.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report.h"

#include "report_command.h"
#include "report_tables.h"

const struct report_table *const report_tables[N_REPORT_TABLES] = {
    &report_calls_table,
    &report_streams_table,
    &report_findings_table,
    &report_trunks_table,
};

void report_register(void)
{
    for (size_t i = 0; i < N_REPORT_TABLES; i++)
        report_command_register(report_tables[i]);
}
