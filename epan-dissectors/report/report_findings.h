/* The report -z lync,findings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_FINDINGS_H
#define LYNC_REPORT_FINDINGS_H

#include "finding_store.h"
#include "report_table.h"

/* Its rows are struct stored_finding. */
extern const struct report_table report_findings_table;

/* When FINDING was made: nanoseconds since the first frame. Has no meaning for
 * one that only the end proves (frame 0). */
int64_t report_finding_since_ns(const struct stored_finding *finding);

/* Registers it. */
void report_findings_register(void);

#endif
