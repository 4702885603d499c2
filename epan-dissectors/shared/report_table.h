/* A report as rows and columns, from which tshark's text, Wireshark's window,
 * sharkd's answer and the JSON document are made.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_TABLE_H
#define LYNC_REPORT_TABLE_H

#include "report_column.h"

/* More than any report has columns with a heading; `below` counts as one. */
#define REPORT_CELLS_MAX 32

/* Takes one row, of the type that the getters of the table expect. */
typedef void report_row_h(const void *row, void *data);

/* A report. One with a print() has, besides, only its name, columns and
 * each(). */
struct report_table {
    const char *name;     /* behind -z: "lync,calls"; what follows the comma is
                             the name of its array in JSON */
    const char *title;    /* of its window, without '/' */
    const char *rows_are; /* "Calls": printed before the number of rows */
    const struct report_column *columns; /* these two by REPORT_COLUMNS */
    unsigned n_columns;

    /* Hands each row to ROW_H, in the order of the report. */
    void (*each)(report_row_h *row_h, void *data);

    /* The text that is printed on a line of its own below ROW, to be freed with
     * g_free; NULL for none. In windows it is the last column, under the
     * heading. Both are NULL if the report has no such line. */
    struct {
        char *(*text)(const void *row);
        const char *heading;
    } below;

    /* How many were not kept because a table was full; printed, unless it is 0,
     * between the two texts, or as "Not kept, ...: N calls." if they are NULL.
     * NULL: none has to be left out. */
    uint64_t (*n_not_kept)(void);
    const char *not_kept[2];

    /* Prints what goes before the report. NULL: nothing. */
    void (*before)(void);

    /* Prints the report to standard output. NULL: as an aligned table. */
    void (*print)(void);
};

/* "calls" of "lync,calls". */
const char *report_table_member(const struct report_table *table);

/* Copies the columns of TABLE that have a heading to COLUMNS, an array of
 * REPORT_CELLS_MAX pointers, in order. Returns how many there are, which is
 * less than REPORT_CELLS_MAX. */
unsigned report_table_shown(const struct report_table *table,
                            const struct report_column **columns);

/* Prints the report TABLE to standard output. */
void report_table_print(const struct report_table *table);

#endif
