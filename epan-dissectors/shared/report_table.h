/* A report as rows and columns. tshark's text, Wireshark's window, sharkd's
 * answer and the JSON document are made from it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_TABLE_H
#define LYNC_REPORT_TABLE_H

#include "report_column.h"

/* Above the number of columns with a heading in any report; `below` counts as
 * one. */
#define REPORT_CELLS_MAX 32

/* Receives one row, of the type that the table's getters expect. */
typedef void report_row_h(const void *row, void *data);

/* A report. With a print(), only its name, columns and each() are used
 * besides. */
struct report_table {
    const char *name;     /* argument of -z, such as "lync,calls"; the part
                             after the comma names its array in JSON */
    const char *title;    /* title of its window, without '/' */
    const char *rows_are; /* such as "Calls": printed before the number of
                             rows */
    const struct report_column *columns; /* both set by REPORT_COLUMNS */
    unsigned n_columns;

    /* Headings of the columns that a window shows first, in this order, and a
     * NULL; the others follow. NULL: a window has the order of the columns. */
    const char *const *window_first;

    /* Calls ROW_H for each row, in the order of the report. */
    void (*each)(report_row_h *row_h, void *data);

    /* The same for text on a terminal, where one row may stand for several. The
     * number of rows is still that of each(). NULL: each() itself. */
    void (*each_printed)(report_row_h *row_h, void *data);

    /* text() returns lines printed below ROW, to be freed with g_free(); NULL:
     * none. On a terminal they are broken to its width. In windows they are the
     * last column, with this heading. Both are NULL if the report has no such
     * lines. */
    struct {
        char *(*text)(const void *row);
        const char *heading;
    } below;

    /* Number of rows not kept because a table was full. Unless it is 0, it is
     * printed between the two texts, or as "Not kept, ...: N calls." if they
     * are NULL. NULL: nothing is ever left out. */
    uint64_t (*n_not_kept)(void);
    const char *not_kept[2];

    /* Prints text before the report; may be NULL. */
    void (*before)(void);

    /* Prints the report to standard output. NULL: as an aligned table. */
    void (*print)(void);
};

/* Returns the part of the table's name after the comma. */
const char *report_table_member(const struct report_table *table);

/* Sets COLUMNS, an array of REPORT_CELLS_MAX pointers, to the columns that
 * TABLE shows in windows (IN_WINDOW), or as text, in order. Returns their
 * number, which is below REPORT_CELLS_MAX. */
unsigned report_table_shown(const struct report_table *table, bool in_window,
                            const struct report_column **columns);

/* Prints the report TABLE to standard output. */
void report_table_print(const struct report_table *table);

#endif
