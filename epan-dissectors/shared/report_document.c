/* Reports as JSON documents: opening, writing, closing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_document.h"

#include <epan/stat_tap_ui.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "report_command.h"
#include "report_folder.h"
#include "report_json_column.h"
#include "wireshark_compat.h"

#define FLUSH_BYTES 65536 /* collected before writing */

/* The document of one -z; lives as long as its tap listener. */
struct report_document {
    const struct report_document_kind *kind;
    char *path; /* NULL: standard output */
    FILE *file; /* NULL if closed */
    struct report_json json;
    const struct report_table *table; /* the table being written */

    /* Not yet written. The dumper could write to the file itself, but would
     * call fputc() for each character. */
    GString *text;
};

static void report_errno(const struct report_document *document,
                         const char *what)
{
    report_failure("-z %s: %s %s: %s", document->kind->command, what,
                   document->path != NULL ? document->path : "standard output",
                   g_strerror(errno));
}

/* Opens DOCUMENT. If it cannot, reports why and returns false. */
static bool document_open(struct report_document *document)
{
    document->file =
        document->path != NULL ? g_fopen(document->path, "w") : stdout;
    if (document->file == NULL)
        report_errno(document, "cannot write to");
    return document->file != NULL;
}

/* Closes DOCUMENT. If it was not written completely, reports why and returns
 * false. */
static bool document_close(struct report_document *document)
{
    bool failed = fflush(document->file) != 0 || ferror(document->file) != 0;

    if (document->path != NULL)
        failed = fclose(document->file) != 0 || failed;
    document->file = NULL;
    if (failed)
        report_errno(document, "cannot write all of");
    return !failed;
}

static void document_write(struct report_document *document)
{
    fwrite(document->text->str, 1, document->text->len, document->file);
    g_string_truncate(document->text, 0);
}

/* Writes a row, and the buffer if it is full, so that only a few rows are in
 * memory. */
static void write_row(const void *row, void *data)
{
    struct report_document *document = data;

    report_json_object(&document->json, document->table->columns,
                       document->table->n_columns, row);
    if (document->text->len >= FLUSH_BYTES)
        document_write(document);
}

void report_document_object(struct report_document *document,
                            const char *member,
                            const struct report_column *columns, unsigned n,
                            const void *row)
{
    json_dumper_set_member_name(&document->json.dumper, member);
    report_json_object(&document->json, columns, n, row);
}

void report_document_table(struct report_document *document,
                           const struct report_table *table)
{
    document->table = table;
    json_dumper_set_member_name(&document->json.dumper,
                                report_table_member(table));
    json_dumper_begin_array(&document->json.dumper);
    table->each(write_row, document);
    json_dumper_end_array(&document->json.dumper);
}

static void write_document(struct report_document *document)
{
    json_dumper *dumper = &document->json.dumper;

    document->json =
        (struct report_json){{.output_string = document->text,
                              .flags = JSON_DUMPER_FLAGS_PRETTY_PRINT},
                             document->kind->date};
    json_dumper_begin_object(dumper);
    json_dumper_set_member_name(dumper, "schema");
    json_dumper_value_string(dumper, document->kind->schema);
    document->kind->write(document);
    json_dumper_end_object(dumper);
    json_dumper_finish(dumper);
    g_string_append_c(document->text, '\n');
    document_write(document);
}

/* Writes the document. Ends the program if that fails, so that nobody takes the
 * document for complete. */
static void document_draw(void *data)
{
    struct report_document *document = data;

    if (document->file == NULL && !document_open(document))
        lync_exit_failed();
    write_document(document);
    if (!document_close(document))
        lync_exit_failed();
}

static void document_finish(void *data)
{
    struct report_document *document = data;

    if (document->path != NULL && document->file != NULL)
        fclose(document->file);
    g_string_free(document->text, TRUE);
    g_free(document->path);
    g_free(document);
}

/* Sets *FILE to the FILE of "COMMAND,FILE", or to NULL for COMMAND alone.
 * Returns false for any other argument that starts with the command. */
static bool parse_argument(const char *argument, const char *command,
                           const char **file)
{
    const char *rest = argument + strlen(command);

    *file = *rest == '\0' ? NULL : rest + 1;
    return *rest == '\0' || (rest[0] == ',' && rest[1] != '\0');
}

static bool document_listen(struct report_document *document)
{
    return document_open(document) &&
           report_listen(document->kind->command, document, document_draw,
                         document_finish);
}

/* FILE: NULL for standard output. */
static struct report_document *
document_new(const struct report_document_kind *kind, const char *file)
{
    struct report_document *document = g_new0(struct report_document, 1);

    document->kind = kind;
    document->path = g_strdup(file);
    document->text = g_string_new(NULL);
    return document;
}

static void document_print(const void *kind)
{
    struct report_document *document = document_new(kind, NULL);

    document_draw(document);
    document_finish(document);
}

static bool document_start(const char *argument, void *data)
{
    const struct report_document_kind *kind = data;
    struct report_document *document;
    const char *file;

    if (!parse_argument(argument, kind->command, &file)) {
        report_failure("-z %s: it is -z %s or -z %s,FILE", argument,
                       kind->command, kind->command);
        return false;
    }
    document = document_new(kind, file);
    if (document_listen(document))
        return true;
    document_finish(document);
    return false;
}

LYNC_STAT_INIT(document_init, document_start)

void report_document_register(const struct report_document_kind *kind)
{
    report_command_add(kind->command, document_init, kind);
    report_folder_add(kind->command, document_print, kind);
}
