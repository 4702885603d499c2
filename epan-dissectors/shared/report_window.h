/* Reports as tables of Wireshark: windows in its menus, and nstat:NAME in
 * sharkd.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_WINDOW_H
#define LYNC_REPORT_WINDOW_H

#include <epan/stat_groups.h>

#include "report_table.h"

/* A report with a window. */
struct report_window_kind {
    const struct report_table *table;
    register_stat_group_t group; /* its menu */
    const char *tap_name;        /* tap whose packets add rows */

    /* Calls ROW_H for each row that the packet TAPPED adds; each row only once.
     * SHOWN is a set of pointers, empty when the window restarts, in which the
     * function records the rows it has passed on. */
    void (*rows_of_frame)(GHashTable *shown, const void *tapped,
                          report_row_h *row_h, void *data);
};

/* Registers a table for KIND, which must live as long as the program. Call
 * report_command_register() first: of two entries with the same -z name, tshark
 * uses the first. */
void report_window_register(const struct report_window_kind *kind);

#endif
