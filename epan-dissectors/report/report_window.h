/* The reports as tables of Wireshark: windows under Telephony, and
 * nstat:NAME in sharkd.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_WINDOW_H
#define LYNC_REPORT_WINDOW_H

/* Registers one table for each report. tshark's own -z of the same names must
 * be registered before: of two, tshark takes the first. */
void report_window_register(void);

#endif
