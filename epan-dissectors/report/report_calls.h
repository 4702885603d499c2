/* The report -z lync,calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_CALLS_H
#define LYNC_REPORT_CALLS_H

#include "call_list.h"
#include "report_table.h"

/* Its rows are struct call_row. */
extern const struct report_table report_calls_table;

/* The encoding names of the streams of ROW in the order of the streams, each
 * once: strings of file scope. Free the array with g_ptr_array_unref(). */
GPtrArray *report_call_codecs(const struct call_row *row);

/* Registers it. */
void report_calls_register(void);

#endif
