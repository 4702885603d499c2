/* The reports as tables of Wireshark: windows under Telephony, and
 * nstat:NAME in sharkd.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_WINDOW_H
#define LYNC_REPORT_WINDOW_H

/* Registers a table for each report that has one. Register the reports first:
 * tshark takes the first of two things with the same name after -z. */
void report_window_register(void);

#endif
