/* The columns of a row as a JSON object.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_JSON_COLUMN_H
#define LYNC_REPORT_JSON_COLUMN_H

#include <wsutil/json_dumper.h>

#include "report_column.h"

/* Writes ROW as an object to DUMPER, which is inside an array or has been given
 * a member's name: those of the N COLUMNS that have a name in JSON, in order.
 * What is not known is null; in texts, what is no UTF-8 is replaced. RFC 8259.
 */
void report_json_object(json_dumper *dumper,
                        const struct report_column *columns, unsigned n,
                        const void *row, const struct report_context *context);

#endif
