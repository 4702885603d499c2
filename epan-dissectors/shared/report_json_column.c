/* Writes the columns of a row as a JSON object. RFC 8259.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_json_column.h"

#include <inttypes.h>

#include "seconds.h"

#define TIME_DECIMALS 9
#define N_CODE_POINTS 64

/* Writes TEXT and frees it; NULL becomes null. */
static void take_text(struct report_json *json, char *text)
{
    if (text != NULL)
        json_dumper_value_string(&json->dumper, text);
    else
        json_dumper_value_anyf(&json->dumper, "null");
    g_free(text);
}

static void write_text(struct report_json *json, const char *text)
{
    take_text(json, *text != '\0' ? g_utf8_make_valid(text, -1) : NULL);
}

/* The decimal point does not depend on the locale. */
static void write_decimal(struct report_json *json, const char *format,
                          double decimal)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(text, sizeof text, format, decimal);
    json_dumper_value_anyf(&json->dumper, "%s", text);
}

static void write_seconds(struct report_json *json, int64_t time_ns)
{
    char *text = seconds_text(time_ns, TIME_DECIMALS);

    json_dumper_value_anyf(&json->dumper, "%s", text);
    g_free(text);
}

static void write_start(struct report_json *json, int64_t time_ns)
{
    nstime_t date = json->date(time_ns);

    take_text(json, report_text_date(&date));
}

static void write_numbers(struct report_json *json, const GArray *numbers)
{
    json_dumper_begin_array(&json->dumper);
    for (guint i = 0; i < numbers->len; i++)
        json_dumper_value_anyf(&json->dumper, "%u",
                               g_array_index(numbers, uint32_t, i));
    json_dumper_end_array(&json->dumper);
}

static void write_dscps(struct report_json *json, uint64_t set)
{
    json_dumper_begin_array(&json->dumper);
    for (unsigned dscp = 0; dscp < N_CODE_POINTS; dscp++)
        if ((set >> dscp & 1) != 0)
            json_dumper_value_anyf(&json->dumper, "%u", dscp);
    json_dumper_end_array(&json->dumper);
}

static void write_plain(struct report_json *json, enum report_kind kind,
                        const struct report_value *value)
{
    char text[ENDPOINT_TEXT_BYTES];

    switch (kind) {
    case REPORT_TEXT:
        write_text(json, value->text);
        break;
    case REPORT_BOOL:
        json_dumper_value_anyf(&json->dumper, value->number ? "true" : "false");
        break;
    case REPORT_COUNT:
    case REPORT_FRAME:
        json_dumper_value_anyf(&json->dumper, "%" PRIu64, value->number);
        break;
    case REPORT_SSRC:
        take_text(json, report_text_ssrc((uint32_t)value->number));
        break;
    case REPORT_DECIMAL:
        write_decimal(json, "%.3f", value->decimal);
        break;
    case REPORT_REAL:
        write_decimal(json, "%.10g", value->decimal);
        break;
    case REPORT_START:
        write_start(json, value->ns);
        break;
    case REPORT_SINCE:
    case REPORT_DURATION:
        write_seconds(json, value->ns);
        break;
    case REPORT_ENDPOINT:
        write_text(json, endpoint_text(value->endpoint, text));
        break;
    case REPORT_ADDRESS:
        write_text(json, endpoint_address_text(value->endpoint, text));
        break;
    case REPORT_NUMBERS:
        write_numbers(json, value->numbers);
        break;
    case REPORT_DSCPS:
        write_dscps(json, value->number);
        break;
    case REPORT_PART:
    case REPORT_PARTS:
    case REPORT_KEYED:
        break; /* written by write_value() */
    }
}

/* The parts of a column being written. */
struct writing {
    struct report_json *json;
    const struct report_parts *parts;
};

static void write_value(struct report_json *json,
                        const struct report_column *column, const void *row);

static void write_part(const char *key, const void *part, void *data)
{
    const struct writing *writing = data;
    const struct report_parts *parts = writing->parts;

    if (key != NULL)
        json_dumper_set_member_name(&writing->json->dumper, key);
    if (parts->columns->member == NULL)
        write_value(writing->json, parts->columns, part);
    else
        report_json_object(writing->json, parts->columns, parts->n_columns,
                           part);
}

static void write_parts(struct report_json *json,
                        const struct report_column *column, const void *row)
{
    struct writing writing = {json, column->parts};

    if (column->kind == REPORT_KEYED)
        json_dumper_begin_object(&json->dumper);
    else
        json_dumper_begin_array(&json->dumper);
    column->parts->each(row, write_part, &writing);
    if (column->kind == REPORT_KEYED)
        json_dumper_end_object(&json->dumper);
    else
        json_dumper_end_array(&json->dumper);
}

static void write_value(struct report_json *json,
                        const struct report_column *column, const void *row)
{
    struct report_value value;

    if (column->kind == REPORT_PARTS || column->kind == REPORT_KEYED) {
        write_parts(json, column, row);
        return;
    }
    value = report_column_value(column, row);
    if (!value.known)
        json_dumper_value_anyf(&json->dumper, "null");
    else if (column->kind == REPORT_PART)
        report_json_object(json, column->parts->columns,
                           column->parts->n_columns, value.pointer);
    else
        write_plain(json, column->kind, &value);
}

void report_json_object(struct report_json *json,
                        const struct report_column *columns, unsigned n,
                        const void *row)
{
    json_dumper_begin_object(&json->dumper);
    for (unsigned i = 0; i < n; i++) {
        if (columns[i].member == NULL)
            continue;
        json_dumper_set_member_name(&json->dumper, columns[i].member);
        write_value(json, &columns[i], row);
    }
    json_dumper_end_object(&json->dumper);
}
