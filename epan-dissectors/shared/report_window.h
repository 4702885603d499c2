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
    register_stat_group_t group; /* the menu */
    const char *tap_name;        /* the tap whose packets bring rows */

    /* Hands the rows that the packet TAPPED adds to ROW_H: each row once. SHOWN
     * is a set of pointers, empty when the window starts again, in which the
     * kind notes what it has handed out. */
    void (*rows_of_frame)(GHashTable *shown, const void *tapped,
                          report_row_h *row_h, void *data);
};

/* Registers a table for KIND, which stays as long as the program. Register the
 * report first: tshark takes the first of two things with the same name after
 * -z. */
void report_window_register(const struct report_window_kind *kind);

#endif
