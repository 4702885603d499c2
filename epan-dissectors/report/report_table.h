/* A report as rows and columns: the one source of what tshark prints, what the
 * window shows and what sharkd sends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_TABLE_H
#define LYNC_REPORT_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#define REPORT_COLUMNS_MAX 16 /* one that is below included */

/* What stands in a column: decides how it is aligned and sorted. */
enum report_kind {
    REPORT_TEXT,
    REPORT_COUNT,   /* always a number without a sign */
    REPORT_SECONDS, /* always seconds with 6 decimals */
    REPORT_FIGURE,  /* a number, or a word where there is none */
};

struct report_column {
    const char *heading;
    enum report_kind kind;
};

/* Takes one row: what the table's cells() asks for. */
typedef void report_row_h(const void *row, void *data);

struct report_table {
    const char *name;     /* behind -z: "lync,calls" */
    const char *title;    /* of its window, without '/' */
    const char *rows_are; /* "Calls": the heading before their number */
    const struct report_column *columns;
    unsigned n_columns; /* below REPORT_COLUMNS_MAX */

    /* Hands each row to ROW_H in the report's order. */
    void (*each)(report_row_h *row_h, void *data);

    /* Sets the n_columns CELLS of ROW; each to be freed with g_free. */
    void (*cells)(const void *row, char **cells);

    /* What is printed in a line of its own below ROW, to be freed with g_free;
     * NULL for nothing. The member may be NULL. In windows it is the last
     * column, with a heading. */
    char *(*below)(const void *row);
    const char *below_heading;

    /* Prints what the table lacks, if it lacks anything. May be NULL. */
    void (*print_lack)(void);
};

/* Prints TABLE to standard output, its columns aligned. */
void report_table_print(const struct report_table *table);

#endif
