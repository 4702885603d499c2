/* The windows of the reports on calls, streams and findings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_WINDOWS_H
#define LYNC_REPORT_WINDOWS_H

/* Registers them, under Telephony. The reports come first: see
 * report_window_register(). */
void report_windows_register(void);

#endif
