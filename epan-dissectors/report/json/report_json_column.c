/* Writing columns as members of an object. RFC 8259.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_json_column.h"

#include <inttypes.h>

#include "dscp_marks.h"
#include "frame_moment.h"
#include "seconds.h"

#define TIME_DECIMALS 9

/* Writes TEXT, which it takes over; NULL as null. */
static void take_text(json_dumper *dumper, char *text)
{
    if (text != NULL)
        json_dumper_value_string(dumper, text);
    else
        json_dumper_value_anyf(dumper, "null");
    g_free(text);
}

static void write_text(json_dumper *dumper, const char *text)
{
    take_text(dumper, *text != '\0' ? g_utf8_make_valid(text, -1) : NULL);
}

static void write_seconds(json_dumper *dumper, int64_t time_ns)
{
    char *text = seconds_text(time_ns, TIME_DECIMALS);

    json_dumper_value_anyf(dumper, "%s", text);
    g_free(text);
}

static void write_start(json_dumper *dumper, int64_t time_ns)
{
    nstime_t date = frame_time_absolute(time_ns);

    take_text(dumper, report_text_date(&date));
}

static void write_numbers(json_dumper *dumper, const GArray *numbers)
{
    json_dumper_begin_array(dumper);
    for (guint i = 0; i < numbers->len; i++)
        json_dumper_value_anyf(dumper, "%u",
                               g_array_index(numbers, uint32_t, i));
    json_dumper_end_array(dumper);
}

static void write_dscps(json_dumper *dumper, uint64_t set)
{
    json_dumper_begin_array(dumper);
    for (uint8_t dscp = 0; dscp < N_DSCP; dscp++)
        if (dscp_set_has(set, dscp))
            json_dumper_value_anyf(dumper, "%u", dscp);
    json_dumper_end_array(dumper);
}

static void write_plain(json_dumper *dumper, enum report_kind kind,
                        const struct report_value *value)
{
    char text[ENDPOINT_TEXT_BYTES];

    switch (kind) {
    case REPORT_TEXT:
        write_text(dumper, value->text);
        break;
    case REPORT_BOOL:
        json_dumper_value_anyf(dumper, value->number ? "true" : "false");
        break;
    case REPORT_COUNT:
    case REPORT_FRAME:
        json_dumper_value_anyf(dumper, "%" PRIu64, value->number);
        break;
    case REPORT_SSRC:
        take_text(dumper, report_text_ssrc((uint32_t)value->number));
        break;
    case REPORT_START:
        write_start(dumper, value->ns);
        break;
    case REPORT_SINCE:
    case REPORT_DURATION:
        write_seconds(dumper, value->ns);
        break;
    case REPORT_ENDPOINT:
        write_text(dumper, endpoint_text(value->endpoint, text));
        break;
    case REPORT_ADDRESS:
        write_text(dumper, endpoint_address_text(value->endpoint, text));
        break;
    case REPORT_NUMBERS:
        write_numbers(dumper, value->numbers);
        break;
    case REPORT_DSCPS:
        write_dscps(dumper, value->number);
        break;
    case REPORT_PART:
    case REPORT_PARTS:
    case REPORT_KEYED:
        break; /* written by write_value() */
    }
}

/* The parts of a column that are being written. */
struct writing {
    json_dumper *dumper;
    const struct report_parts *parts;
};

static void write_value(json_dumper *dumper, const struct report_column *column,
                        const void *row);

static void write_part(const char *key, const void *part, void *data)
{
    const struct writing *writing = data;
    const struct report_parts *parts = writing->parts;

    if (key != NULL)
        json_dumper_set_member_name(writing->dumper, key);
    if (parts->columns->member == NULL)
        write_value(writing->dumper, parts->columns, part);
    else
        report_json_object(writing->dumper, parts->columns, parts->n_columns,
                           part);
}

static void write_parts(json_dumper *dumper, const struct report_column *column,
                        const void *row)
{
    struct writing writing = {dumper, column->parts};

    if (column->kind == REPORT_KEYED)
        json_dumper_begin_object(dumper);
    else
        json_dumper_begin_array(dumper);
    column->parts->each(row, write_part, &writing);
    if (column->kind == REPORT_KEYED)
        json_dumper_end_object(dumper);
    else
        json_dumper_end_array(dumper);
}

static void write_value(json_dumper *dumper, const struct report_column *column,
                        const void *row)
{
    struct report_value value;

    if (column->kind == REPORT_PARTS || column->kind == REPORT_KEYED) {
        write_parts(dumper, column, row);
        return;
    }
    value = report_column_value(column, row);
    if (!value.known)
        json_dumper_value_anyf(dumper, "null");
    else if (column->kind == REPORT_PART)
        report_json_object(dumper, column->parts->columns,
                           column->parts->n_columns, value.pointer);
    else
        write_plain(dumper, column->kind, &value);
}

void report_json_object(json_dumper *dumper,
                        const struct report_column *columns, unsigned n,
                        const void *row)
{
    json_dumper_begin_object(dumper);
    for (unsigned i = 0; i < n; i++) {
        if (columns[i].member == NULL)
            continue;
        json_dumper_set_member_name(dumper, columns[i].member);
        write_value(dumper, &columns[i], row);
    }
    json_dumper_end_object(dumper);
}
