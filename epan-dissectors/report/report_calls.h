/* The report -z lync,calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_CALLS_H
#define LYNC_REPORT_CALLS_H

#include "report_table.h"

/* Its rows are struct call_row. */
extern const struct report_table report_calls_table;

/* Registers the report. */
void report_calls_register(void);

#endif
