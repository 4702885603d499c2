/* Where and when the media of a quality report ran.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_line.h"

struct endpoint qoe_line_endpoint(const struct qoe_line *line,
                                  enum qoe_id address, enum qoe_id port)
{
    const char *text = qoe_text(line->facts, address);
    double number = 0;

    if (qoe_number(line->facts, port, &number) && number > UINT16_MAX)
        number = 0;
    return text != NULL ? endpoint_of_text(text, (uint16_t)number)
                        : (struct endpoint){0};
}

enum media_kind qoe_line_media(const struct qoe_line *line)
{
    const char *label = qoe_text(line->facts, QOE_LABEL);
    struct text text = label != NULL ? text_of(label) : (struct text){0};

    if (text_contains(text, "audio"))
        return MEDIA_KIND_AUDIO;
    if (text_contains(text, "video"))
        return MEDIA_KIND_VIDEO;
    return MEDIA_KIND_UNKNOWN;
}

static GDateTime *date_of(const struct qoe_report *report, enum qoe_id id)
{
    const char *text = qoe_text(report->facts, id);
    GTimeZone *utc = g_time_zone_new_utc();
    GDateTime *date =
        text != NULL ? g_date_time_new_from_iso8601(text, utc) : NULL;

    g_time_zone_unref(utc);
    return date;
}

double qoe_report_lasted(const struct qoe_report *report)
{
    GDateTime *start = date_of(report, QOE_START);
    GDateTime *end = date_of(report, QOE_END);
    GTimeSpan lasted_us =
        start != NULL && end != NULL ? g_date_time_difference(end, start) : 0;

    g_clear_pointer(&start, g_date_time_unref);
    g_clear_pointer(&end, g_date_time_unref);
    return lasted_us > 0 ? (double)lasted_us / G_USEC_PER_SEC : 0;
}
