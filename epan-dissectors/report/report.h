/* The reports at the end of a capture: tshark -q -z NAME, and tables of
 * Wireshark, which are windows under Telephony and nstat:NAME in sharkd.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_H
#define LYNC_REPORT_H

#include <stdbool.h>

#include <epan/packet.h>
#include <epan/tap.h>

/* Makes the names of all tables known to -z. The reports use only what is kept
 * in any case, so asking for one adds no cost to any packet. */
void report_register(void);

/* Calls DRAW with DATA at the end of the capture, and FINISH (may be NULL) when
 * DATA is no longer needed. Returns false, after reporting why for the report
 * NAME, if Wireshark refuses. */
bool report_listen(const char *name, void *data, tap_draw_cb draw,
                   tap_finish_cb finish);

/* Registers a Wireshark table for each report that has one. Call it after
 * report_register(): tshark takes the first of two things with the same name
 * after -z. */
void report_window_register(void);

#endif
