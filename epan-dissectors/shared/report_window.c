/* Reports as tables of Wireshark (stat_tap_table_ui).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_window.h"

#include <epan/funnel.h>
#include <epan/tap.h>

#include <string.h>

#include "wireshark_compat.h"

#define FIGURE_DIGITS 8 /* before the point: windows sort figures so far */
#define HEADING_ROOM  "      " /* for the sort indicator */
#define TITLE_HINT    " · Apply refreshes"

/* One report and its table. */
struct report_window {
    const struct report_window_kind *kind;
    GHashTable *shown;  /* rows already shown, used by the kind */
    GPtrArray *retired; /* rows that other open windows may still use */
    const struct report_column *columns[REPORT_CELLS_MAX];
    unsigned n_columns;
    stat_tap_table_item fields[REPORT_CELLS_MAX];
    stat_tap_table_ui ui;
    GStringChunk *texts; /* what only a window shows; NULL: nothing so far */
};

/* struct report_window. Global because Wireshark's callbacks pass no user
 * data. */
static GPtrArray *windows;

/* Whether the tables are shown in a window, not by sharkd. */
static bool in_window(void)
{
    return funnel_get_funnel_ops() != NULL;
}

static struct report_window *window_of_ui(const stat_tap_table_ui *ui)
{
    for (guint i = 0; i < windows->len; i++) {
        struct report_window *window = g_ptr_array_index(windows, i);

        if (&window->ui == ui)
            return window;
    }
    g_assert_not_reached();
}

static struct report_window *window_of_table(const stat_tap_table *table)
{
    for (guint i = 0; i < windows->len; i++) {
        struct report_window *window = g_ptr_array_index(windows, i);

        if (g_str_equal(window->kind->table->title, table->title))
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

/* How many blanks go before the figure CELL. No value is less than any; words
 * are more. */
static unsigned blanks_before(const char *cell)
{
    unsigned digits = (unsigned)strspn(cell, "0123456789");

    if (g_str_equal(cell, REPORT_NONE))
        return FIGURE_DIGITS + 1;
    return digits > 0 && digits < FIGURE_DIGITS ? FIGURE_DIGITS - digits : 0;
}

/* The text of COLUMN for ROW. Wireshark's windows sort texts by their octets;
 * blanks make them sort by meaning. They do not show, because the column is
 * aligned right. */
static char *text_of(const struct report_column *column, const void *row)
{
    char *cell = report_column_cell(column, row);
    unsigned blanks = 0;
    char *text;

    if (!in_window())
        return cell;
    if (column->rank != NULL)
        blanks = REPORT_RANK_MAX - column->rank(row);
    else if (!report_kind_is_text(column->kind))
        blanks = blanks_before(cell);
    text = g_strdup_printf("%*s%s", (int)blanks, "", cell);
    g_free(cell);
    return text;
}

static stat_tap_table_item_type item_of_text(char *text)
{
    return (stat_tap_table_item_type){.type = TABLE_ITEM_STRING,
                                      .value.string_value = text};
}

static stat_tap_table_item_type item_of(const struct report_column *column,
                                        const void *row)
{
    stat_tap_table_item_type item = {.type = type_of(column->kind)};
    char *cell;

    if (item.type == TABLE_ITEM_STRING)
        return item_of_text(text_of(column, row));
    cell = report_column_cell(column, row);
    if (item.type == TABLE_ITEM_UINT)
        item.value.uint_value =
            (guint)MIN(g_ascii_strtoull(cell, NULL, 10), G_MAXUINT);
    else
        item.value.float_value = g_ascii_strtod(cell, NULL);
    g_free(cell);
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
        items[i] = item_of(window->columns[i], row);
    if (window->kind->table->below.text != NULL) {
        char *below = window->kind->table->below.text(row);

        items[n++] = item_of_text(below != NULL ? g_strdelimit(below, "\n", ' ')
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
    struct report_window *window = window_of_ui(stat->stat_tap_data);
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
    struct report_window *window = window_of_table(table);

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
    struct report_window *window = window_of_ui(ui);
    const char *title = window->kind->table->title;
    stat_tap_table *table = stat_tap_find_table(ui, title);

    if (table == NULL)
        stat_tap_add_table(
            ui, stat_tap_init_table(title, (int)ui->nfields, 0, NULL));
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
    if (window->texts != NULL)
        g_string_chunk_free(window->texts);
    g_free(window);
}

static void window_shutdown(void)
{
    g_ptr_array_unref(windows);
    windows = NULL;
}

static stat_tap_table_item field_of(const char *heading, enum report_kind kind,
                                    bool left)
{
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
    unsigned n = report_table_shown(table, true, window->columns);

    window->n_columns = n;
    for (unsigned i = 0; i < n; i++) {
        const struct report_column *column = window->columns[i];
        bool left = report_kind_is_text(column->kind)
                        ? column->rank == NULL
                        /* Aligned right, the first has no room for the sort
                         * indicator. */
                        : i == 0 && column->kind == REPORT_COUNT;

        window->fields[i] = field_of(column->heading, column->kind, left);
    }
    if (table->below.text != NULL)
        window->fields[n++] = field_of(table->below.heading, REPORT_TEXT, true);
    window->ui.nfields = n;
}

/* The heading of FIELD with room where the sort indicator moves it to. */
static char *heading_with_room(const stat_tap_table_item *field)
{
    bool left = field->align == TAP_ALIGN_LEFT;

    return g_strconcat(left ? "" : HEADING_ROOM, field->column_name,
                       left ? HEADING_ROOM : "", NULL);
}

/* Returns a copy of TEXT, which is freed, that lives as long as WINDOW. */
static const char *keep(struct report_window *window, char *text)
{
    const char *kept = g_string_chunk_insert(window->texts, text);

    g_free(text);
    return kept;
}

/* The menus have the titles by now: from here on they are those of windows. */
static void describe_for_window(void)
{
    for (guint i = 0; in_window() && i < windows->len; i++) {
        struct report_window *window = g_ptr_array_index(windows, i);
        stat_tap_table_ui *ui = &window->ui;

        if (window->texts != NULL)
            return;
        window->texts = g_string_chunk_new(64);
        ui->title = keep(window, g_strconcat(ui->title, TITLE_HINT, NULL));
        for (size_t field = 0; field < ui->nfields; field++)
            window->fields[field].column_name =
                keep(window, heading_with_room(&window->fields[field]));
    }
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
        register_init_routine(describe_for_window);
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
