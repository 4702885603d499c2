/* Printing a report in aligned columns.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_table.h"

#include <stdio.h>

#include <glib.h>

#define COLUMN_GAP   2  /* spaces between columns */
#define COLUMN_MAX   48 /* characters; what is longer moves its own row */
#define BELOW_INDENT 8

/* A table on its way to the terminal. */
struct printing {
    const struct report_table *table;
    unsigned n_rows;
    unsigned widths[REPORT_COLUMNS_MAX]; /* in characters */
};

static void widen(unsigned *width, const char *cell)
{
    unsigned length = (unsigned)g_utf8_strlen(cell, -1);

    *width = MAX(*width, MIN(length, COLUMN_MAX));
}

static void cells_free(const struct report_table *table, char **cells)
{
    for (unsigned i = 0; i < table->n_columns; i++)
        g_free(cells[i]);
}

static void measure_row(const void *row, void *data)
{
    struct printing *printing = data;
    char *cells[REPORT_COLUMNS_MAX];

    printing->n_rows++;
    printing->table->cells(row, cells);
    for (unsigned i = 0; i < printing->table->n_columns; i++)
        widen(&printing->widths[i], cells[i]);
    cells_free(printing->table, cells);
}

static void print_cell(const struct printing *printing, unsigned column,
                       const char *cell)
{
    const struct report_table *table = printing->table;
    int length = (int)g_utf8_strlen(cell, -1);
    int padding = MAX((int)printing->widths[column] - length, 0);
    bool left = table->columns[column].kind == REPORT_TEXT;

    if (column > 0)
        printf("%*s", COLUMN_GAP, "");
    if (!left)
        printf("%*s", padding, "");
    fputs(cell, stdout);
    if (left && column + 1 < table->n_columns)
        printf("%*s", padding, "");
}

static void print_row(const void *row, void *data)
{
    const struct printing *printing = data;
    const struct report_table *table = printing->table;
    char *cells[REPORT_COLUMNS_MAX];
    char *below = table->below != NULL ? table->below(row) : NULL;

    table->cells(row, cells);
    for (unsigned i = 0; i < table->n_columns; i++)
        print_cell(printing, i, cells[i]);
    putchar('\n');
    cells_free(table, cells);
    if (below != NULL)
        printf("%*s%s\n", BELOW_INDENT, "", below);
    g_free(below);
}

static void print_headings(const struct printing *printing)
{
    for (unsigned i = 0; i < printing->table->n_columns; i++)
        print_cell(printing, i, printing->table->columns[i].heading);
    putchar('\n');
}

void report_table_print(const struct report_table *table)
{
    struct printing printing = {.table = table};

    for (unsigned i = 0; i < table->n_columns; i++)
        widen(&printing.widths[i], table->columns[i].heading);
    table->each(measure_row, &printing);
    printf("%s: %u\n", table->rows_are, printing.n_rows);
    if (printing.n_rows > 0)
        print_headings(&printing);
    table->each(print_row, &printing);
    if (table->print_lack != NULL)
        table->print_lack();
}
