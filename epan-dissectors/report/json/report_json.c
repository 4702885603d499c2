/* The JSON document lync-report/1, written row by row.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "report.h"
#include "report_json_row.h"
#include "report_json_value.h"
#include "wireshark_compat.h"

#define COMMAND "lync,json"
#define SCHEMA  "lync-report/1"

/* Where one -z writes to. Lives as long as its tap listener. */
struct json_output {
    char *path; /* NULL: standard output */
    FILE *file; /* NULL when it is closed */
};

/* Ends the program: a document that is cut short must not look like one. */
static void fail(const struct json_output *output, const char *what)
{
    fprintf(stderr, "tshark: -z " COMMAND ": %s %s: %s\n", what,
            output->path != NULL ? output->path : "standard output",
            g_strerror(errno));
    exit(1);
}

static void output_open(struct json_output *output)
{
    output->file = output->path != NULL ? g_fopen(output->path, "w") : stdout;
    if (output->file == NULL)
        fail(output, "cannot write to");
}

static void output_close(struct json_output *output)
{
    bool failed = fputc('\n', output->file) == EOF ||
                  fflush(output->file) != 0 || ferror(output->file) != 0;

    if (output->path != NULL)
        failed = fclose(output->file) != 0 || failed;
    output->file = NULL;
    if (failed)
        fail(output, "cannot write all of");
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

static void write_rows(json_dumper *dumper)
{
    const GPtrArray *calls = call_list();
    const GPtrArray *streams = media_streams();
    struct report_links *links = report_links_new(calls);

    report_json_array(dumper, "calls");
    for (guint i = 0; i < calls->len; i++)
        report_json_call(dumper, g_ptr_array_index(calls, i));
    json_dumper_end_array(dumper);
    report_json_array(dumper, "streams");
    for (guint i = 0; i < streams->len; i++)
        report_json_stream(dumper, g_ptr_array_index(streams, i), links);
    json_dumper_end_array(dumper);
    report_json_array(dumper, "findings");
    for (uint32_t place = 0; place < report_n_findings(); place++)
        report_json_finding(dumper, place, links);
    json_dumper_end_array(dumper);
    report_json_array(dumper, "trunks");
    report_json_trunks(dumper);
    json_dumper_end_array(dumper);
    report_links_free(links);
}

static void json_draw(void *data)
{
    struct json_output *output = data;
    json_dumper dumper = {.flags = JSON_DUMPER_FLAGS_PRETTY_PRINT};

    report_prepare();
    if (output->file == NULL)
        output_open(output);
    dumper.output_file = output->file;
    json_dumper_begin_object(&dumper);
    report_json_text(&dumper, "schema", SCHEMA);
    write_capture(&dumper);
    write_rows(&dumper);
    json_dumper_end_object(&dumper);
    json_dumper_finish(&dumper);
    output_close(output);
}

static void json_finish(void *data)
{
    struct json_output *output = data;

    if (output->path != NULL && output->file != NULL)
        fclose(output->file);
    g_free(output->path);
    g_free(output);
}

/* The FILE of "lync,json,FILE"; NULL for none. Ends the program on anything
 * else that begins like the command. */
static const char *file_of(const char *argument)
{
    const char *rest = argument + strlen(COMMAND);

    if (*rest == '\0')
        return NULL;
    if (rest[0] != ',' || rest[1] == '\0') {
        fprintf(stderr,
                "tshark: -z %s: it is -z " COMMAND " or -z " COMMAND ",FILE\n",
                argument);
        exit(1);
    }
    return rest + 1;
}

static lync_stat_init_result json_init(const char *argument, void *data _U_)
{
    struct json_output *output = g_new0(struct json_output, 1);
    GString *error;

    output->path = g_strdup(file_of(argument));
    output_open(output);
    error = register_tap_listener("frame", output, NULL, TL_REQUIRES_NOTHING,
                                  NULL, NULL, json_draw, json_finish);
    if (error != NULL) {
        fprintf(stderr, "tshark: -z " COMMAND ": %s\n", error->str);
        exit(1);
    }
    return LYNC_STAT_INIT_DONE;
}

void report_json_register(void)
{
    stat_tap_ui ui = {
        REGISTER_STAT_GROUP_GENERIC, NULL, COMMAND, json_init, 0, NULL};

    register_stat_tap_ui(&ui, NULL);
}
