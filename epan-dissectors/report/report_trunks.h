/* The report of trunks: tshark -q -z lync,trunks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_TRUNKS_H
#define LYNC_REPORT_TRUNKS_H

/* Registers the report. */
void report_trunks_register(void);

#endif
