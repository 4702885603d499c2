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
#include "call_list.h"
#include "media_streams.h"
#include "report_json_column.h"
#include "report_tables.h"
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

/* How much was not kept because a table was full. */
struct not_kept {
    uint64_t n_calls;
    uint32_t n_streams;
    uint32_t n_findings;
};

REPORT_GETTER(capture_start, struct not_kept,
              report_if(capture_analysis()->n_frames > 0, report_ns(0)));
REPORT_GETTER(capture_end, struct not_kept,
              report_if(capture_analysis()->n_frames > 0,
                        report_ns(capture_analysis()->shown_end_ns)));
REPORT_GETTER(capture_lasted, struct not_kept,
              report_ns(capture_analysis()->shown_end_ns));
REPORT_GETTER(capture_complete, struct not_kept,
              report_number(row->n_calls == 0 && row->n_streams == 0 &&
                            row->n_findings == 0));
REPORT_GETTER(capture_not_kept, struct not_kept, report_part(row));

static const struct report_column not_kept_columns[] = {
    {NULL, "calls", REPORT_COUNT, REPORT_MEMBER(struct not_kept, n_calls)},
    {NULL, "streams", REPORT_COUNT, REPORT_MEMBER(struct not_kept, n_streams)},
    {NULL, "findings", REPORT_COUNT,
     REPORT_MEMBER(struct not_kept, n_findings)},
};
static const struct report_parts not_kept_parts = {
    not_kept_columns, G_N_ELEMENTS(not_kept_columns), NULL};

static const struct report_column capture_columns[] = {
    {NULL, "start", REPORT_START, .get = capture_start},
    {NULL, "end", REPORT_START, .get = capture_end},
    {NULL, "duration", REPORT_DURATION, .get = capture_lasted},
    {NULL, "complete", REPORT_BOOL, .get = capture_complete},
    {NULL, "not_kept", REPORT_PART, .get = capture_not_kept,
     .parts = &not_kept_parts},
};

/* A table that is being written. */
struct writing {
    json_dumper *dumper;
    struct json_output *output;
    const struct report_table *table;
    struct report_context context;
};

static void write_capture(json_dumper *dumper)
{
    const struct report_context nothing = {0};
    const struct not_kept not_kept = {
        .n_calls = capture_analysis()->calls->n_refused,
        .n_streams = capture_analysis()->streams.n_not_kept,
        .n_findings = capture_analysis()->findings->n_not_kept,
    };

    json_dumper_set_member_name(dumper, "capture");
    report_json_object(dumper, capture_columns, G_N_ELEMENTS(capture_columns),
                       &not_kept, &nothing);
}

/* Empties the buffer now and then, so that only a few rows are in memory. */
static void write_row(const void *row, void *data)
{
    struct writing *writing = data;

    report_json_object(writing->dumper, writing->table->columns,
                       writing->table->n_columns, row, &writing->context);
    writing->context.place++;
    if (writing->output->text->len >= FLUSH_BYTES)
        output_write(writing->output);
}

static void write_tables(json_dumper *dumper, struct json_output *output)
{
    struct links *links =
        links_new(capture_analysis(), call_list(capture_analysis()));

    for (size_t i = 0; i < G_N_ELEMENTS(report_tables); i++) {
        struct writing writing = {
            dumper, output, report_tables[i], {.links = links}};

        json_dumper_set_member_name(dumper, report_tables[i]->member);
        json_dumper_begin_array(dumper);
        report_tables[i]->each(write_row, &writing);
        json_dumper_end_array(dumper);
    }
    links_free(links);
}

static void write_document(struct json_output *output)
{
    json_dumper dumper = {.output_string = output->text,
                          .flags = JSON_DUMPER_FLAGS_PRETTY_PRINT};

    json_dumper_begin_object(&dumper);
    json_dumper_set_member_name(&dumper, "schema");
    json_dumper_value_string(&dumper, SCHEMA);
    write_capture(&dumper);
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
    GString *error;

    if (!output_open(output))
        return false;
    error = register_tap_listener("frame", output, NULL, TL_REQUIRES_NOTHING,
                                  NULL, NULL, json_draw, json_finish);
    if (error == NULL)
        return true;
    report_failure("-z " COMMAND ": %s", error->str);
    g_string_free(error, TRUE);
    return false;
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
