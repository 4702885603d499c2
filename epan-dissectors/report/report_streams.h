/* The report -z lync,streams.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_STREAMS_H
#define LYNC_REPORT_STREAMS_H

#include "report_table.h"

/* Its rows are struct media_stream. */
extern const struct report_table report_streams_table;

/* Registers the report. */
void report_streams_register(void);

#endif
