/* The columns of a report.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_column.h"

#include <inttypes.h>

#include "seconds.h"
#include "wireshark_compat.h"

#define SINCE_DECIMALS    6
#define DURATION_DECIMALS 3

char *report_text_shown(const char *text)
{
    char *formatted = lync_format_text(text);
    char *shown = g_strdup(formatted);

    wmem_free(NULL, formatted);
    return shown;
}

char *report_text_or_none(GString *list)
{
    if (list->len == 0)
        g_string_append(list, REPORT_NONE);
    return g_string_free(list, FALSE);
}

void report_text_append(GString *list, const char *text)
{
    if (list->len > 0)
        g_string_append(list, ", ");
    g_string_append(list, text);
}

char *report_text_date(const nstime_t *date)
{
    GDateTime *time = g_date_time_new_from_unix_utc(date->secs);
    char *seconds;
    char *text;

    if (time == NULL)
        return NULL;
    seconds = g_date_time_format(time, "%Y-%m-%dT%H:%M:%S");
    text = g_strdup_printf("%s.%09dZ", seconds, date->nsecs);
    g_free(seconds);
    g_date_time_unref(time);
    return text;
}

char *report_text_clock(const nstime_t *date, const char *format)
{
    GDateTime *time = g_date_time_new_from_unix_local(date->secs);
    char *text;

    if (time == NULL)
        return g_strdup(REPORT_NONE);
    text = g_date_time_format(time, format);
    g_date_time_unref(time);
    return text;
}

char *report_text_ssrc(uint32_t ssrc)
{
    return g_strdup_printf("0x%08x", ssrc);
}

static char *value_cell(enum report_kind kind, const struct report_value *value)
{
    char text[ENDPOINT_TEXT_BYTES];

    switch (kind) {
    case REPORT_TEXT:
        return report_text_shown(value->text);
    case REPORT_BOOL:
    case REPORT_COUNT:
    case REPORT_FRAME:
        return g_strdup_printf("%" PRIu64, value->number);
    case REPORT_SSRC:
        return report_text_ssrc((uint32_t)value->number);
    case REPORT_DECIMAL:
        return g_strdup_printf("%.2f", value->decimal);
    case REPORT_REAL:
        return g_strdup_printf("%.10g", value->decimal);
    case REPORT_START:
    case REPORT_SINCE:
        return seconds_text(value->ns, SINCE_DECIMALS);
    case REPORT_DURATION:
        return seconds_text(value->ns, DURATION_DECIMALS);
    case REPORT_ENDPOINT:
        return g_strdup(endpoint_text(value->endpoint, text));
    case REPORT_ADDRESS:
        return g_strdup(endpoint_address_text(value->endpoint, text));
    case REPORT_NUMBERS:
    case REPORT_DSCPS:
    case REPORT_PART:
    case REPORT_PARTS:
    case REPORT_KEYED:
        break; /* in tables they have a cell() */
    }
    return NULL;
}

struct report_value report_column_value(const struct report_column *column,
                                        const void *row)
{
    const void *member = (const char *)row + column->offset;

    switch (column->stored) {
    case REPORT_STORED_BOOL:
        return report_number(*(const bool *)member);
    case REPORT_STORED_UINT8:
        return report_number(*(const uint8_t *)member);
    case REPORT_STORED_UINT32:
        return report_number(*(const uint32_t *)member);
    case REPORT_STORED_UINT64:
        return report_number(*(const uint64_t *)member);
    case REPORT_STORED_INT64:
        return report_ns(*(const int64_t *)member);
    case REPORT_STORED_POINTER:
        return report_pointer(*(const void *const *)member);
    case REPORT_STORED_ENDPOINT:
        return report_endpoint(member);
    case REPORT_NOT_STORED:
        break;
    }
    return column->get(row);
}

char *report_column_cell(const struct report_column *column, const void *row)
{
    struct report_value value;
    char *cell = NULL;

    if (column->cell != NULL)
        return column->cell(row);
    value = report_column_value(column, row);
    if (value.known)
        cell = value_cell(column->kind, &value);
    if (cell == NULL)
        cell =
            g_strdup(column->unknown != NULL ? column->unknown : REPORT_NONE);
    return cell;
}
