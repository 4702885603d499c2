/* The report -z lync,findings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_FINDINGS_H
#define LYNC_REPORT_FINDINGS_H

#include "report_table.h"

/* Its rows are struct kept_finding. */
extern const struct report_table report_findings_table;

/* Registers the report. */
void report_findings_register(void);

#endif
