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

/* Registers the name of TABLE for -z. TABLE must live as long as the program.
 * The report only uses data that is stored in any case, so requesting it adds
 * no cost per packet. */
void report_command_register(const struct report_table *table);

/* Registers NAME for -z: INIT, made by LYNC_STAT_INIT, is called with DATA. */
void report_command_add(const char *name, stat_tap_init_cb init,
                        const void *data);

/* Registers DRAW, which is called with DATA at the end of the capture, and
 * FINISH (may be NULL), called when DATA is no longer needed. If Wireshark
 * refuses, reports why for the report NAME and returns false. */
bool report_listen(const char *name, void *data, tap_draw_cb draw,
                   tap_finish_cb finish);

#endif
