/* Reports at the end of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_command.h"

#include <string.h>

#include "report_folder.h"
#include "wireshark_compat.h"

bool report_listen(const char *name, void *data, tap_draw_cb draw,
                   tap_finish_cb finish)
{
    GString *error = register_tap_listener(
        "frame", data, NULL, TL_REQUIRES_NOTHING, NULL, NULL, draw, finish);

    if (error == NULL)
        return true;
    report_failure("-z %s: %s", name, error->str);
    g_string_free(error, TRUE);
    return false;
}

static void report_draw(void *data)
{
    report_table_print(data);
}

static bool report_start(const char *argument, void *data)
{
    const struct report_table *table = data;

    if (strcmp(argument, table->name) != 0) {
        report_failure("-z %s: it is -z %s alone", argument, table->name);
        return false;
    }
    return report_listen(table->name, data, report_draw, NULL);
}

LYNC_STAT_INIT(report_init, report_start)

void report_command_add(const char *name, stat_tap_init_cb init,
                        const void *data)
{
    stat_tap_ui ui = {.group = REGISTER_STAT_GROUP_GENERIC,
                      .cli_string = name,
                      .tap_init_cb = init};

    register_stat_tap_ui(&ui, (void *)data);
}

static void print_table(const void *table)
{
    report_table_print(table);
}

void report_command_register(const struct report_table *table)
{
    report_command_add(table->name, report_init, table);
    report_folder_add(table->name, print_table, table);
}
