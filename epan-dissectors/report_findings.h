/* The report of findings: tshark -q -z lync,findings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_FINDINGS_H
#define LYNC_REPORT_FINDINGS_H

/* Registers the report. */
void report_findings_register(void);

#endif
