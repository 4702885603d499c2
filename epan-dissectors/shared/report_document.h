/* Reports as JSON documents: tshark -q -z COMMAND[,FILE].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_DOCUMENT_H
#define LYNC_REPORT_DOCUMENT_H

#include "report_table.h"

/* A document that is being written. */
struct report_document;

struct report_document_kind {
    const char *command;               /* "lync,json" */
    const char *schema;                /* "lync-report/1", the first member */
    nstime_t (*date)(int64_t time_ns); /* see struct report_json */

    /* Writes the other members of the document. */
    void (*write)(struct report_document *document);
};

/* Writes ROW as MEMBER, an object of those of the N COLUMNS that have a name in
 * JSON. */
void report_document_object(struct report_document *document,
                            const char *member,
                            const struct report_column *columns, unsigned n,
                            const void *row);

/* Writes TABLE as the array that it names. */
void report_document_table(struct report_document *document,
                           const struct report_table *table);

/* Makes the command of KIND, which stays as long as the program, known to -z.
 * The program ends with exit status 1 if the document cannot be written whole,
 * so that nobody takes it for complete. */
void report_document_register(const struct report_document_kind *kind);

#endif
