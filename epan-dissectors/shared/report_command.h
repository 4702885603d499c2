/* Reports at the end of a capture: tshark -q -z NAME.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_COMMAND_H
#define LYNC_REPORT_COMMAND_H

#include <stdbool.h>

#include <epan/packet.h>
#include <epan/stat_tap_ui.h>
#include <epan/tap.h>

#include "report_table.h"

/* Makes the name of TABLE, which stays as long as the program, known to -z. The
 * report uses only what is kept in any case, so asking for it adds no cost to
 * any packet. */
void report_command_register(const struct report_table *table);

/* Makes NAME known to -z: INIT, made by LYNC_STAT_INIT, gets DATA. */
void report_command_add(const char *name, stat_tap_init_cb init,
                        const void *data);

/* Calls DRAW with DATA at the end of the capture, and FINISH (may be NULL) when
 * DATA is no longer needed. Returns false, after reporting why for the report
 * NAME, if Wireshark refuses. */
bool report_listen(const char *name, void *data, tap_draw_cb draw,
                   tap_finish_cb finish);

#endif
