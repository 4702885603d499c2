/* Writing members of a JSON object. RFC 8259, ISO 8601.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_json_value.h"

#include <inttypes.h>

#include "dscp_marks.h"
#include "frame_time.h"
#include "seconds.h"

#define TIME_DECIMALS 9

void report_json_uint(json_dumper *dumper, const char *name, uint64_t value)
{
    json_dumper_set_member_name(dumper, name);
    json_dumper_value_anyf(dumper, "%" PRIu64, value);
}

void report_json_index(json_dumper *dumper, const char *name, uint32_t value)
{
    if (value == UINT32_MAX)
        report_json_null(dumper, name);
    else
        report_json_uint(dumper, name, value);
}

void report_json_bool(json_dumper *dumper, const char *name, bool value)
{
    json_dumper_set_member_name(dumper, name);
    json_dumper_value_anyf(dumper, "%s", value ? "true" : "false");
}

void report_json_null(json_dumper *dumper, const char *name)
{
    json_dumper_set_member_name(dumper, name);
    json_dumper_value_anyf(dumper, "null");
}

void report_json_element(json_dumper *dumper, const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);

    json_dumper_value_string(dumper, valid);
    g_free(valid);
}

void report_json_text(json_dumper *dumper, const char *name, const char *text)
{
    if (text == NULL || *text == '\0') {
        report_json_null(dumper, name);
        return;
    }
    json_dumper_set_member_name(dumper, name);
    report_json_element(dumper, text);
}

void report_json_seconds(json_dumper *dumper, const char *name, int64_t time_ns)
{
    char *text = seconds_text(time_ns, TIME_DECIMALS);

    json_dumper_set_member_name(dumper, name);
    json_dumper_value_anyf(dumper, "%s", text);
    g_free(text);
}

void report_json_time(json_dumper *dumper, const char *name,
                      const nstime_t *time)
{
    GDateTime *date = g_date_time_new_from_unix_utc(time->secs);
    char *seconds;
    char *text;

    if (date == NULL) {
        report_json_null(dumper, name);
        return;
    }
    seconds = g_date_time_format(date, "%Y-%m-%dT%H:%M:%S");
    text = g_strdup_printf("%s.%09dZ", seconds, time->nsecs);
    report_json_text(dumper, name, text);
    g_free(text);
    g_free(seconds);
    g_date_time_unref(date);
}

void report_json_time_ns(json_dumper *dumper, const char *name, int64_t time_ns)
{
    nstime_t time = frame_time_absolute(time_ns);

    report_json_time(dumper, name, &time);
}

void report_json_endpoint(json_dumper *dumper, const char *name,
                          const struct endpoint *endpoint)
{
    char text[ENDPOINT_TEXT_BYTES];

    report_json_text(dumper, name,
                     endpoint->family != 0 ? endpoint_text(endpoint, text)
                                           : NULL);
}

void report_json_address(json_dumper *dumper, const char *name,
                         const struct endpoint *endpoint)
{
    char text[ENDPOINT_TEXT_BYTES];

    report_json_text(
        dumper, name,
        endpoint->family != 0 ? endpoint_address_text(endpoint, text) : NULL);
}

void report_json_dscps(json_dumper *dumper, const char *name, uint64_t set)
{
    report_json_array(dumper, name);
    for (uint8_t dscp = 0; dscp < N_DSCP; dscp++)
        if (dscp_set_has(set, dscp))
            json_dumper_value_anyf(dumper, "%u", dscp);
    json_dumper_end_array(dumper);
}

void report_json_uints(json_dumper *dumper, const char *name,
                       const GArray *values)
{
    report_json_array(dumper, name);
    for (guint i = 0; i < values->len; i++)
        json_dumper_value_anyf(dumper, "%u",
                               g_array_index(values, uint32_t, i));
    json_dumper_end_array(dumper);
}

void report_json_array(json_dumper *dumper, const char *name)
{
    json_dumper_set_member_name(dumper, name);
    json_dumper_begin_array(dumper);
}

void report_json_object(json_dumper *dumper, const char *name)
{
    json_dumper_set_member_name(dumper, name);
    json_dumper_begin_object(dumper);
}
