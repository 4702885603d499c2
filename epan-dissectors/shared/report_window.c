/* Reports as tables of Wireshark (stat_tap_table_ui).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_window.h"

#include <epan/tap.h>

#include "wireshark_compat.h"

#define FIGURE_WIDTH 14 /* numbers are padded to this width for sorting */

/* One report and its table. */
struct report_window {
    const struct report_window_kind *kind;
    GHashTable *shown;  /* rows already shown, used by the kind */
    GPtrArray *retired; /* rows that other open windows may still use */
    const struct report_column *columns[REPORT_CELLS_MAX];
    unsigned n_columns;
    stat_tap_table_item fields[REPORT_CELLS_MAX];
    stat_tap_table_ui ui;
};

/* struct report_window. Global because Wireshark's callbacks pass no user
 * data. */
static GPtrArray *windows;

static struct report_window *window_of_title(const char *title)
{
    for (guint i = 0; i < windows->len; i++) {
        struct report_window *window = g_ptr_array_index(windows, i);

        if (g_str_equal(window->kind->table->title, title))
            return window;
    }
    g_assert_not_reached();
}

static void item_free(stat_tap_table_item_type *item)
{
    if (item->type == TABLE_ITEM_STRING)
        g_free((char *)item->value.string_value);
    item->type = TABLE_ITEM_NONE;
}

static stat_tap_table_item_enum type_of(enum report_kind kind)
{
    return kind == REPORT_COUNT   ? TABLE_ITEM_UINT
           : kind == REPORT_START ? TABLE_ITEM_FLOAT
                                  : TABLE_ITEM_STRING;
}

/* Wireshark 4.6 prints cells by it; a number with "%s" would end it. */
static const char *format_of(enum report_kind kind)
{
    return kind == REPORT_COUNT ? "%u" : kind == REPORT_START ? "%.6f" : "%s";
}

/* Pads CELL with leading spaces: Wireshark sorts strings as text, and the
 * spaces make numbers sort by size. They do not show, because the cell is
 * aligned right. */
static char *padded(char *cell)
{
    char *text;

    if (!g_ascii_isdigit(cell[0]))
        return cell;
    text = g_strdup_printf("%*s", FIGURE_WIDTH, cell);
    g_free(cell);
    return text;
}

/* Makes an item of CELL and takes ownership of it. */
static stat_tap_table_item_type item_of(enum report_kind kind, char *cell)
{
    stat_tap_table_item_type item = {.type = type_of(kind)};

    switch (item.type) {
    case TABLE_ITEM_UINT:
        item.value.uint_value =
            (guint)MIN(g_ascii_strtoull(cell, NULL, 10), G_MAXUINT);
        g_free(cell);
        break;
    case TABLE_ITEM_FLOAT:
        item.value.float_value = g_ascii_strtod(cell, NULL);
        g_free(cell);
        break;
    default:
        item.value.string_value =
            report_kind_is_text(kind) ? cell : padded(cell);
        break;
    }
    return item;
}

/* A table to which the rows of a packet are being added. */
struct filling {
    const struct report_window *window;
    stat_tap_table *into;
};

static void put_row(const void *row, void *data)
{
    const struct filling *filling = data;
    const struct report_window *window = filling->window;
    stat_tap_table_item_type items[REPORT_CELLS_MAX];
    unsigned n = window->n_columns;

    for (unsigned i = 0; i < n; i++)
        items[i] = item_of(window->columns[i]->kind,
                           report_column_cell(window->columns[i], row));
    if (window->kind->table->below.text != NULL) {
        char *below = window->kind->table->below.text(row);

        items[n++] =
            item_of(REPORT_TEXT, below != NULL ? g_strdelimit(below, "\n", ' ')
                                               : g_strdup(""));
    }
    stat_tap_init_table_row(filling->into, filling->into->num_elements, n,
                            items);
}

static tap_packet_status window_packet(void *data, packet_info *pinfo _U_,
                                       epan_dissect_t *edt _U_,
                                       const void *tapped,
                                       tap_flags_t flags _U_)
{
    const stat_data_t *stat = data;
    struct report_window *window = window_of_title(stat->stat_tap_data->title);
    struct filling filling = {
        window, g_array_index(window->ui.tables, stat_tap_table *, 0)};
    guint n_before = filling.into->num_elements;

    window->kind->rows_of_frame(window->shown, tapped, put_row, &filling);
    return filling.into->num_elements > n_before ? TAP_PACKET_REDRAW
                                                 : TAP_PACKET_DONT_REDRAW;
}

/* Frees ROW, or keeps it if other windows show the report: they still sort by
 * it. */
static void row_drop(struct report_window *window,
                     stat_tap_table_item_type *row)
{
    if (window->ui.refcount > 1) {
        g_ptr_array_add(window->retired, row);
        return;
    }
    for (size_t i = 0; i < window->ui.nfields; i++)
        item_free(&row[i]);
    g_free(row);
}

static void window_reset(stat_tap_table *table)
{
    struct report_window *window = window_of_title(table->title);

    g_hash_table_remove_all(window->shown);
    for (guint i = 0; i < table->num_elements; i++)
        row_drop(window, table->elements[i]);
    table->num_elements = 0;
    if (window->ui.refcount > 1)
        return;
    for (guint i = 0; i < window->retired->len; i++)
        row_drop(window, g_ptr_array_index(window->retired, i));
    g_ptr_array_set_size(window->retired, 0);
}

static void window_init(stat_tap_table_ui *ui)
{
    struct report_window *window = window_of_title(ui->title);
    stat_tap_table *table = stat_tap_find_table(ui, ui->title);

    if (table == NULL)
        stat_tap_add_table(
            ui, stat_tap_init_table(ui->title, (int)ui->nfields, 0, NULL));
    else
        window_reset(table);
    g_hash_table_remove_all(window->shown);
}

static void window_free_item(stat_tap_table *table _U_, guint row _U_,
                             guint column _U_, stat_tap_table_item_type *item)
{
    item_free(item);
}

static void window_free(gpointer data)
{
    struct report_window *window = data;

    window->ui.refcount = 0;
    for (guint i = 0; i < window->retired->len; i++)
        row_drop(window, g_ptr_array_index(window->retired, i));
    g_ptr_array_unref(window->retired);
    g_hash_table_destroy(window->shown);
    g_free(window);
}

static void window_shutdown(void)
{
    g_ptr_array_unref(windows);
    windows = NULL;
}

static stat_tap_table_item field_of(const char *heading, enum report_kind kind,
                                    bool is_first)
{
    /* If the first heading is aligned right, it has no room for the sort
     * indicator. */
    bool left = report_kind_is_text(kind) || (is_first && kind == REPORT_COUNT);

    return (stat_tap_table_item){
        .type = type_of(kind),
        .align = left ? TAP_ALIGN_LEFT : TAP_ALIGN_RIGHT,
        .column_name = heading,
        .field_format = format_of(kind),
    };
}

static void describe_columns(struct report_window *window)
{
    const struct report_table *table = window->kind->table;
    unsigned n = report_table_shown(table, window->columns);

    window->n_columns = n;
    for (unsigned i = 0; i < n; i++)
        window->fields[i] = field_of(window->columns[i]->heading,
                                     window->columns[i]->kind, i == 0);
    if (table->below.text != NULL)
        window->fields[n++] =
            field_of(table->below.heading, REPORT_TEXT, false);
    window->ui.nfields = n;
}

static void set_callbacks(stat_tap_table_ui *ui)
{
    ui->stat_tap_init_cb = window_init;
    ui->packet_func = window_packet;
    ui->stat_tap_reset_table_cb = window_reset;
    ui->stat_tap_free_table_item_cb = window_free_item;
}

void report_window_register(const struct report_window_kind *kind)
{
    static tap_param params[] = {
        {PARAM_FILTER, "filter", "Filter", NULL, TRUE},
    };
    struct report_window *window = g_new0(struct report_window, 1);

    if (windows == NULL) {
        windows = g_ptr_array_new_with_free_func(window_free);
        register_shutdown_routine(window_shutdown);
    }
    g_ptr_array_add(windows, window);
    window->kind = kind;
    window->shown = g_hash_table_new(NULL, NULL);
    window->retired = g_ptr_array_new();
    describe_columns(window);
    set_callbacks(&window->ui);
    window->ui.group = kind->group;
    window->ui.title = kind->table->title;
    window->ui.tap_name = kind->tap_name;
    window->ui.cli_string = kind->table->name;
    window->ui.fields = window->fields;
    window->ui.nparams = G_N_ELEMENTS(params);
    window->ui.params = params;
    register_stat_tap_table_ui(&window->ui);
}
