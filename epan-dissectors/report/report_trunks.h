/* The report of trunks: tshark -q -z lync,trunks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_TRUNKS_H
#define LYNC_REPORT_TRUNKS_H

#include "report_table.h"

/* Its rows are struct trunk_row. It is printed in paragraphs, so its columns
 * are only for JSON. */
extern const struct report_table report_trunks_table;

/* Registers the report. */
void report_trunks_register(void);

#endif
