/* Making texts for cells.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_text.h"

#include <inttypes.h>
#include <string.h>

#include "wireshark_compat.h"

#define NS_PER_S    INT64_C(1000000000)
#define NS_DECIMALS 9

char *report_text_shown(const char *text)
{
    char *formatted = lync_format_text(text);
    char *shown = g_strdup(formatted);

    wmem_free(NULL, formatted);
    return shown;
}

char *report_text_seconds(int64_t time_ns, unsigned n_decimals)
{
    uint64_t size_ns = time_ns < 0 ? 0 - (uint64_t)time_ns : (uint64_t)time_ns;
    char *text =
        g_strdup_printf("%s%" PRIu64 ".%09" PRIu64, time_ns < 0 ? "-" : "",
                        size_ns / NS_PER_S, size_ns % NS_PER_S);

    text[strlen(text) - (NS_DECIMALS - n_decimals)] = '\0';
    return text;
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
