/* The rows of the JSON document: one function for each kind.
 *
 * Each writes an object to DUMPER, which is inside the array that it is an
 * element of. docs/lync-report-1.schema.json describes them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_JSON_ROW_H
#define LYNC_REPORT_JSON_ROW_H

#include <wsutil/json_dumper.h>

#include "call_list.h"
#include "capture_state.h"
#include "report_links.h"

void report_json_call(json_dumper *dumper, const struct call_row *row);

void report_json_stream(json_dumper *dumper, const struct media_stream *stream,
                        const struct report_links *links);

/* The finding at PLACE. */
void report_json_finding(json_dumper *dumper, uint32_t place,
                         const struct report_links *links);

/* One place of capture of a stream: point I of POINTS. */
void report_json_point(json_dumper *dumper, const struct rtp_points *points,
                       uint32_t i);

/* All rows of the trunks. */
void report_json_trunks(json_dumper *dumper);

#endif
