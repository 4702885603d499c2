/* Writing the JSON document lync-report/1 row by row.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_json.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "capture.h"
#include "analysis_end.h"
#include "report.h"
#include "report_json_column.h"
#include "report_table.h"
#include "wireshark_compat.h"

#define COMMAND "lync,json"
#define SCHEMA  "lync-report/1"

#define FLUSH_BYTES 65536 /* collected before they are written */

/* Where the document of one -z goes. Lives as long as its tap listener. */
struct json_output {
    char *path; /* NULL: standard output */
    FILE *file; /* NULL when it is closed */

    /* What has not been written yet. The dumper could write to the file itself,
     * but would call fputc() for each character. */
    GString *text;
};

static void report_errno(const struct json_output *output, const char *what)
{
    report_failure("-z " COMMAND ": %s %s: %s", what,
                   output->path != NULL ? output->path : "standard output",
                   g_strerror(errno));
}

/* Returns false, after reporting why, if OUTPUT cannot be opened. */
static bool output_open(struct json_output *output)
{
    output->file = output->path != NULL ? g_fopen(output->path, "w") : stdout;
    if (output->file == NULL)
        report_errno(output, "cannot write to");
    return output->file != NULL;
}

/* Returns false, after reporting why, if the document was not written whole. */
static bool output_close(struct json_output *output)
{
    bool failed = fflush(output->file) != 0 || ferror(output->file) != 0;

    if (output->path != NULL)
        failed = fclose(output->file) != 0 || failed;
    output->file = NULL;
    if (failed)
        report_errno(output, "cannot write all of");
    return !failed;
}

static void output_write(struct json_output *output)
{
    fwrite(output->text->str, 1, output->text->len, output->file);
    g_string_truncate(output->text, 0);
}

static uint64_t n_not_kept(void)
{
    uint64_t n = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(report_tables); i++)
        if (report_tables[i]->n_not_kept != NULL)
            n += report_tables[i]->n_not_kept();
    return n;
}

static void each_not_kept(const void *row _U_, report_part_h *part_h,
                          void *into)
{
    for (size_t i = 0; i < G_N_ELEMENTS(report_tables); i++)
        if (report_tables[i]->n_not_kept != NULL) {
            uint64_t n = report_tables[i]->n_not_kept();

            part_h(report_tables[i]->member, &n, into);
        }
}

static const struct report_column n_column = {NULL, NULL, REPORT_COUNT,
                                              REPORT_ITSELF(uint64_t)};
static const struct report_parts not_kept = {&n_column, 1, each_not_kept};

REPORT_GETTER(capture_start, struct analysis,
              report_if(row->n_frames > 0, report_ns(0)));
REPORT_GETTER(capture_end, struct analysis,
              report_if(row->n_frames > 0, report_ns(row->shown_end_ns)));
REPORT_GETTER(capture_complete, struct analysis,
              report_number(n_not_kept() == 0));

static const struct report_column capture_columns[] = {
    {NULL, "start", REPORT_START, .get = capture_start},
    {NULL, "end", REPORT_START, .get = capture_end},
    {NULL, "duration", REPORT_DURATION,
     REPORT_MEMBER(struct analysis, shown_end_ns)},
    {NULL, "complete", REPORT_BOOL, .get = capture_complete},
    {NULL, "not_kept", REPORT_KEYED, .parts = &not_kept},
};

/* A table that is being written. */
struct writing {
    json_dumper *dumper;
    struct json_output *output;
    const struct report_table *table;
};

/* Empties the buffer now and then, so that only a few rows are in memory. */
static void write_row(const void *row, void *data)
{
    struct writing *writing = data;

    report_json_object(writing->dumper, writing->table->columns,
                       writing->table->n_columns, row);
    if (writing->output->text->len >= FLUSH_BYTES)
        output_write(writing->output);
}

static void write_tables(json_dumper *dumper, struct json_output *output)
{
    for (size_t i = 0; i < G_N_ELEMENTS(report_tables); i++) {
        struct writing writing = {dumper, output, report_tables[i]};

        json_dumper_set_member_name(dumper, report_tables[i]->member);
        json_dumper_begin_array(dumper);
        report_tables[i]->each(write_row, &writing);
        json_dumper_end_array(dumper);
    }
}

static void write_document(struct json_output *output)
{
    json_dumper dumper = {.output_string = output->text,
                          .flags = JSON_DUMPER_FLAGS_PRETTY_PRINT};

    json_dumper_begin_object(&dumper);
    json_dumper_set_member_name(&dumper, "schema");
    json_dumper_value_string(&dumper, SCHEMA);
    json_dumper_set_member_name(&dumper, "capture");
    report_json_object(&dumper, capture_columns, G_N_ELEMENTS(capture_columns),
                       capture_analysis());
    write_tables(&dumper, output);
    json_dumper_end_object(&dumper);
    json_dumper_finish(&dumper);
    g_string_append_c(output->text, '\n');
    output_write(output);
}

/* Ends the program if the document cannot be written whole, so that nobody
 * takes it for complete. */
static void json_draw(void *data)
{
    struct json_output *output = data;

    analysis_end(capture_analysis());
    if (output->file == NULL && !output_open(output))
        lync_exit_failed();
    write_document(output);
    if (!output_close(output))
        lync_exit_failed();
}

static void json_finish(void *data)
{
    struct json_output *output = data;

    if (output->path != NULL && output->file != NULL)
        fclose(output->file);
    g_string_free(output->text, TRUE);
    g_free(output->path);
    g_free(output);
}

/* Sets *FILE to the FILE of "lync,json,FILE", or to NULL for "lync,json".
 * Returns false for anything else that begins like the command. */
static bool parse_argument(const char *argument, const char **file)
{
    const char *rest = argument + strlen(COMMAND);

    *file = *rest == '\0' ? NULL : rest + 1;
    return *rest == '\0' || (rest[0] == ',' && rest[1] != '\0');
}

static bool json_listen(struct json_output *output)
{
    return output_open(output) &&
           report_listen(COMMAND, output, json_draw, json_finish);
}

static bool json_start(const char *argument, void *data _U_)
{
    struct json_output *output;
    const char *file;

    if (!parse_argument(argument, &file)) {
        report_failure("-z %s: it is -z " COMMAND " or -z " COMMAND ",FILE",
                       argument);
        return false;
    }
    output = g_new0(struct json_output, 1);
    output->path = g_strdup(file);
    output->text = g_string_new(NULL);
    if (json_listen(output))
        return true;
    json_finish(output);
    return false;
}

LYNC_STAT_INIT(json_init, json_start)

void report_json_register(void)
{
    stat_tap_ui ui = {
        REGISTER_STAT_GROUP_GENERIC, NULL, COMMAND, json_init, 0, NULL};

    register_stat_tap_ui(&ui, NULL);
}
