/* Writes the columns of a row as a JSON object.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_JSON_COLUMN_H
#define LYNC_REPORT_JSON_COLUMN_H

#include <wsutil/json_dumper.h>

#include "report_column.h"

/* A JSON document being written. */
struct report_json {
    json_dumper dumper;

    /* Converts ns since the first frame to a date. May be NULL if no column is
     * a REPORT_START. */
    nstime_t (*date)(int64_t time_ns);
};

/* Writes ROW to JSON as an object with those of the N COLUMNS that have a JSON
 * name, in order. The dumper must be inside an array, or a member name must
 * have been set. Unknown values become null; invalid UTF-8 is replaced (RFC
 * 8259). */
void report_json_object(struct report_json *json,
                        const struct report_column *columns, unsigned n,
                        const void *row);

#endif
