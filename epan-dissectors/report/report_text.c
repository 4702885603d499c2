/* The texts of cells. ISO 8601.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_text.h"

#include <string.h>

#include "wireshark_compat.h"

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

char *report_text_ssrc(uint32_t ssrc)
{
    return g_strdup_printf("0x%08x", ssrc);
}
