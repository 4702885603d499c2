/* Writes JSON as text, indented by two spaces a level. RFC 8259.
 *
 * The caller closes what it begins, and gives each member of an object a name.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_JSON_WRITER_H
#define LYNC_JSON_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

/* All zero but for TEXT: nothing has been written. */
struct json_writer {
    GString *text;  /* what was written; not owned; may be cut to nothing */
    unsigned depth; /* objects and arrays that are open */
    bool filled;    /* the innermost one has a value already */
    bool named;     /* a name was written, and its value follows */
};

/* Begins or ends an object: '{' and '}'; or an array: '[' and ']'. */
void json_writer_begin(struct json_writer *json, char bracket);
void json_writer_end(struct json_writer *json, char bracket);

/* Writes the name of the member that follows: letters, digits and punctuation
 * that needs no escape. */
void json_writer_name(struct json_writer *json, const char *name);

/* Writes TEXT, valid UTF-8, as a string. Quotes, backslashes and control
 * characters are escaped, and the slash of "</", which would end a script that
 * the document is part of. */
void json_writer_string(struct json_writer *json, const char *text);

/* Writes VALUE as it is: a number, "true", "false" or "null". */
void json_writer_value(struct json_writer *json, const char *value);

/* Writes NUMBER in decimal. */
void json_writer_number(struct json_writer *json, uint64_t number);

#endif
