/* A report as rows and columns: the one source of what tshark prints, what the
 * window shows and what sharkd sends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_TABLE_H
#define LYNC_REPORT_TABLE_H

#include <stdbool.h>

#include "report_column.h"

#define REPORT_CELLS_MAX                                                       \
    16 /* columns with a heading, the one that is below                        \
          included */

/* Takes one row: what the getters of the table's columns ask for. */
typedef void report_row_h(const void *row, void *data);

/* One report. That of trunks, which is printed otherwise, has no name. */
struct report_table {
    const char *name;     /* behind -z: "lync,calls" */
    const char *title;    /* of its window, without '/' */
    const char *rows_are; /* "Calls": the heading before their number */
    const char *member;   /* "calls": the array in JSON */
    const struct report_column *columns;
    unsigned n_columns;

    /* Hands each row to ROW_H in the report's order. */
    void (*each)(report_row_h *row_h, void *data);

    /* What is printed in a line of its own below ROW, to be freed with g_free;
     * NULL for nothing. The member may be NULL. In windows it is the last
     * column, with a heading. */
    char *(*below)(const void *row);
    const char *below_heading;

    /* Prints what the table lacks, if it lacks anything. May be NULL. */
    void (*print_lack)(void);
};

/* Sets COLUMNS, of REPORT_CELLS_MAX, to those of TABLE with a heading, in
 * order. Returns how many. */
unsigned report_table_shown(const struct report_table *table,
                            const struct report_column **columns);

/* Prints TABLE to standard output, its columns aligned. */
void report_table_print(const struct report_table *table);

#endif
