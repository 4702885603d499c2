/* Prints a report in aligned columns.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_table.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#ifdef G_OS_UNIX
#include <sys/ioctl.h>
#include <unistd.h>
#endif

#define COLUMN_GAP   2  /* spaces between columns */
#define COLUMN_MAX   48 /* longer cells shift the rest of the row */
#define BELOW_INDENT 8

/* A table being printed. */
struct printing {
    const struct report_table *table;
    void (*each)(report_row_h *row_h, void *data);
    unsigned n_rows;
    unsigned n_columns;
    const struct report_column *columns[REPORT_CELLS_MAX];
    unsigned widths[REPORT_CELLS_MAX]; /* in characters */
};

const char *report_table_member(const struct report_table *table)
{
    return strchr(table->name, ',') + 1;
}

/* The place of HEADING in LIST; that of the final NULL if it is not there. */
static unsigned place_of(const char *heading, const char *const *list)
{
    unsigned place = 0;

    while (list[place] != NULL && strcmp(list[place], heading) != 0)
        place++;
    return place;
}

/* Puts COLUMN behind those of the N in COLUMNS whose place in LIST is not
 * after its own. */
static void insert(const struct report_column **columns, unsigned n,
                   const struct report_column *column, const char *const *list)
{
    unsigned place = place_of(column->heading, list);

    for (; n > 0 && place_of(columns[n - 1]->heading, list) > place; n--)
        columns[n] = columns[n - 1];
    columns[n] = column;
}

unsigned report_table_shown(const struct report_table *table, bool in_window,
                            const struct report_column **columns)
{
    static const char *const none[] = {NULL};
    const char *const *first =
        in_window && table->window_first != NULL ? table->window_first : none;
    unsigned n = 0;

    for (unsigned i = 0; i < table->n_columns; i++) {
        const struct report_column *column = &table->columns[i];

        if (column->heading == NULL || (column->window_only && !in_window))
            continue;
        g_assert(n < REPORT_CELLS_MAX - 1);
        insert(columns, n++, column, first);
    }
    return n;
}

static void widen(unsigned *width, const char *cell)
{
    unsigned length = (unsigned)g_utf8_strlen(cell, -1);

    *width = MAX(*width, MIN(length, COLUMN_MAX));
}

static void count_row(const void *row G_GNUC_UNUSED, void *data)
{
    struct printing *printing = data;

    printing->n_rows++;
}

static void measure_row(const void *row, void *data)
{
    struct printing *printing = data;

    for (unsigned i = 0; i < printing->n_columns; i++) {
        char *cell = report_column_cell(printing->columns[i], row);

        widen(&printing->widths[i], cell);
        g_free(cell);
    }
}

static void print_cell(const struct printing *printing, unsigned column,
                       const char *cell)
{
    int length = (int)g_utf8_strlen(cell, -1);
    int padding = MAX((int)printing->widths[column] - length, 0);
    bool left = report_kind_is_text(printing->columns[column]->kind);

    if (column > 0)
        printf("%*s", COLUMN_GAP, "");
    if (!left)
        printf("%*s", padding, "");
    fputs(cell, stdout);
    if (left && column + 1 < printing->n_columns)
        printf("%*s", padding, "");
}

/* Columns of the terminal on standard output; 0: it is none, or Windows, where
 * the console breaks the lines. */
static size_t terminal_width(void)
{
#ifdef G_OS_UNIX
    struct winsize size;

    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        return size.ws_col;
#endif
    return 0;
}

/* How much of LINE, in bytes, goes on a line of WIDTH characters: up to the
 * last space that fits, all of it if none does. */
static size_t fitting(const char *line, size_t width)
{
    const char *end = line;
    size_t space = 0;

    for (size_t n = 0; *end != '\0' && n <= width; n++) {
        if (*end == ' ')
            space = (size_t)(end - line);
        end = g_utf8_next_char(end);
    }
    return *end == '\0' || space == 0 ? strlen(line) : space;
}

/* Prints the lines of TEXT, each indented and broken to the terminal. */
static void print_below(const char *text)
{
    size_t width = terminal_width();
    char **lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        const char *rest = *line;

        do {
            size_t n = width > 3 * BELOW_INDENT
                           ? fitting(rest, width - BELOW_INDENT)
                           : strlen(rest);

            printf("%*s%.*s\n", BELOW_INDENT, "", (int)n, rest);
            rest += n + (rest[n] == ' ');
        } while (*rest != '\0');
    }
    g_strfreev(lines);
}

static void print_row(const void *row, void *data)
{
    const struct printing *printing = data;
    const struct report_table *table = printing->table;
    char *below = table->below.text != NULL ? table->below.text(row) : NULL;

    for (unsigned i = 0; i < printing->n_columns; i++) {
        char *cell = report_column_cell(printing->columns[i], row);

        print_cell(printing, i, cell);
        g_free(cell);
    }
    putchar('\n');
    if (below != NULL)
        print_below(below);
    g_free(below);
}

static void print_headings(const struct printing *printing)
{
    for (unsigned i = 0; i < printing->n_columns; i++)
        print_cell(printing, i, printing->columns[i]->heading);
    putchar('\n');
}

void report_table_print(const struct report_table *table)
{
    struct printing printing = {.table = table};

    if (table->before != NULL)
        table->before();
    if (table->print != NULL) {
        table->print();
        return;
    }
    printing.n_columns = report_table_shown(table, false, printing.columns);
    for (unsigned i = 0; i < printing.n_columns; i++)
        widen(&printing.widths[i], printing.columns[i]->heading);
    printing.each =
        table->each_printed != NULL ? table->each_printed : table->each;
    table->each(count_row, &printing);
    printing.each(measure_row, &printing);
    printf("%s: %u\n", table->rows_are, printing.n_rows);
    if (printing.n_rows > 0)
        print_headings(&printing);
    printing.each(print_row, &printing);
    if (table->n_not_kept == NULL || table->n_not_kept() == 0)
        return;
    if (table->not_kept[0] != NULL)
        printf("%s %" PRIu64 " %s\n", table->not_kept[0], table->n_not_kept(),
               table->not_kept[1]);
    else
        printf("Not kept, because the table was full: %" PRIu64 " %s.\n",
               table->n_not_kept(), report_table_member(table));
}
