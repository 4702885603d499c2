/* Reports at the end of a capture: tshark -q -z NAME.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_H
#define LYNC_REPORT_H

/* Makes the names of all tables known to -z. */
void report_register(void);

/* Registers the windows of those on calls, streams and findings, under
 * Telephony. To be called after report_register(): see
 * report_window_register(). */
void report_windows_register(void);

#endif
