/* Reports as JSON documents: tshark -q -z COMMAND[,FILE].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_DOCUMENT_H
#define LYNC_REPORT_DOCUMENT_H

#include "report_table.h"

/* A document being written. */
struct report_document;

struct report_document_kind {
    const char *command;               /* such as "lync,json" */
    const char *schema;                /* such as "lync-report/1", the first
                                          member */
    nstime_t (*date)(int64_t time_ns); /* see struct report_json */

    /* Writes the other members of the document. */
    void (*write)(struct report_document *document);
};

/* Writes ROW as MEMBER, an object with those of the N COLUMNS that have a JSON
 * name. */
void report_document_object(struct report_document *document,
                            const char *member,
                            const struct report_column *columns, unsigned n,
                            const void *row);

/* Writes TABLE as an array with the table's name. */
void report_document_table(struct report_document *document,
                           const struct report_table *table);

/* Registers the command of KIND for -z. KIND must live as long as the program.
 * If the document cannot be written completely, the program ends with exit
 * status 1, so that nobody takes it for complete. */
void report_document_register(const struct report_document_kind *kind);

#endif
