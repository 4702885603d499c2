/* The JSON document lync-report/1, written row by row.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_json.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "report.h"
#include "report_json_row.h"
#include "report_json_value.h"
#include "wireshark_compat.h"

#define COMMAND "lync,json"
#define SCHEMA  "lync-report/1"

#define FLUSH_BYTES 65536 /* written at once: enough to make writing cheap */

/* Where one -z writes to. Lives as long as its tap listener. */
struct json_output {
    char *path; /* NULL: standard output */
    FILE *file; /* NULL when it is closed */

    /* What is not yet written to the file: the dumper itself would call fputc()
     * for each character. */
    GString *text;
};

static void report_errno(const struct json_output *output, const char *what)
{
    report_failure("-z " COMMAND ": %s %s: %s", what,
                   output->path != NULL ? output->path : "standard output",
                   g_strerror(errno));
}

/* FALSE, and said why, when it cannot be written to. */
static bool output_open(struct json_output *output)
{
    output->file = output->path != NULL ? g_fopen(output->path, "w") : stdout;
    if (output->file == NULL)
        report_errno(output, "cannot write to");
    return output->file != NULL;
}

/* FALSE, and said why, when not all of the document could be written. */
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

/* Called after each row, so that no more than some rows are in memory. */
static void row_end(struct json_output *output)
{
    if (output->text->len >= FLUSH_BYTES)
        output_write(output);
}

static void write_capture(json_dumper *dumper)
{
    uint64_t n_calls = call_list_n_not_kept();
    uint32_t n_streams = media_n_not_kept();
    uint32_t n_findings = finding_store_n_not_kept();

    report_json_object(dumper, "capture");
    if (media_capture_n_frames() > 0) {
        report_json_time_ns(dumper, "start", 0);
        report_json_time_ns(dumper, "end", media_capture_end_ns());
    } else {
        report_json_null(dumper, "start");
        report_json_null(dumper, "end");
    }
    report_json_seconds(dumper, "duration", media_capture_end_ns());
    report_json_bool(dumper, "complete",
                     n_calls == 0 && n_streams == 0 && n_findings == 0);
    report_json_object(dumper, "not_kept");
    report_json_uint(dumper, "calls", n_calls);
    report_json_uint(dumper, "streams", n_streams);
    report_json_uint(dumper, "findings", n_findings);
    json_dumper_end_object(dumper);
    json_dumper_end_object(dumper);
}

static void write_rows(json_dumper *dumper, struct json_output *output)
{
    const GPtrArray *calls = call_list();
    const GPtrArray *streams = media_streams();
    struct report_links *links = report_links_new(calls);

    report_json_array(dumper, "calls");
    for (guint i = 0; i < calls->len; i++) {
        report_json_call(dumper, g_ptr_array_index(calls, i));
        row_end(output);
    }
    json_dumper_end_array(dumper);
    report_json_array(dumper, "streams");
    for (guint i = 0; i < streams->len; i++) {
        report_json_stream(dumper, g_ptr_array_index(streams, i), links);
        row_end(output);
    }
    json_dumper_end_array(dumper);
    report_json_array(dumper, "findings");
    for (uint32_t place = 0; place < report_n_findings(); place++) {
        report_json_finding(dumper, place, links);
        row_end(output);
    }
    json_dumper_end_array(dumper);
    report_json_array(dumper, "trunks");
    report_json_trunks(dumper);
    json_dumper_end_array(dumper);
    report_links_free(links);
}

static void write_document(struct json_output *output)
{
    json_dumper dumper = {.output_string = output->text,
                          .flags = JSON_DUMPER_FLAGS_PRETTY_PRINT};

    json_dumper_begin_object(&dumper);
    report_json_text(&dumper, "schema", SCHEMA);
    write_capture(&dumper);
    write_rows(&dumper, output);
    json_dumper_end_object(&dumper);
    json_dumper_finish(&dumper);
    g_string_append_c(output->text, '\n');
    output_write(output);
}

/* A document that is cut short ends the program, so that nobody takes it for a
 * whole one. */
static void json_draw(void *data)
{
    struct json_output *output = data;

    report_prepare();
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

/* Sets *FILE to the FILE of "lync,json,FILE", NULL for none; FALSE for
 * anything else that begins like the command. */
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
