/* Members of a JSON object, as the report writes them.
 *
 * Each function writes the member NAME to DUMPER. What is not known is null.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_JSON_VALUE_H
#define LYNC_REPORT_JSON_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include <wsutil/json_dumper.h>
#include <wsutil/nstime.h>

#include "endpoint.h"

/* VALUE as an integer; report_json_index() with UINT32_MAX as null. */
void report_json_uint(json_dumper *dumper, const char *name, uint64_t value);
void report_json_index(json_dumper *dumper, const char *name, uint32_t value);

void report_json_bool(json_dumper *dumper, const char *name, bool value);
void report_json_null(json_dumper *dumper, const char *name);

/* TEXT, which may be hostile: what is no UTF-8 is replaced. NULL and "" as
 * null. */
void report_json_text(json_dumper *dumper, const char *name, const char *text);

/* The same as an element of an array. */
void report_json_element(json_dumper *dumper, const char *text);

/* TIME_NS as seconds with nine decimals. */
void report_json_seconds(json_dumper *dumper, const char *name,
                         int64_t time_ns);

/* "2026-01-02T03:04:05.123456789Z"; null outside the years 1 to 9999.
 * report_json_time_ns() for nanoseconds since the first frame. */
void report_json_time(json_dumper *dumper, const char *name,
                      const nstime_t *time);
void report_json_time_ns(json_dumper *dumper, const char *name,
                         int64_t time_ns);

/* "10.0.0.1:5000", and the address alone; null for no endpoint. */
void report_json_endpoint(json_dumper *dumper, const char *name,
                          const struct endpoint *endpoint);
void report_json_address(json_dumper *dumper, const char *name,
                         const struct endpoint *endpoint);

/* The members of a set of code points, ascending: [0, 40]. */
void report_json_dscps(json_dumper *dumper, const char *name, uint64_t set);

/* VALUES, an array of uint32_t. */
void report_json_uints(json_dumper *dumper, const char *name,
                       const GArray *values);

/* Begins a member that is an array or an object; json_dumper_end_array() or
 * json_dumper_end_object() ends it. */
void report_json_array(json_dumper *dumper, const char *name);
void report_json_object(json_dumper *dumper, const char *name);

#endif
