/* A fault in one line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "answer_line.h"

#include "seconds.h"

#define CUT "..."

/* "32 s", "30 min". */
static void append_time(int64_t time_ns, GString *line)
{
    int64_t s = (time_ns + NS_PER_S / 2) / NS_PER_S;

    if (s < 600)
        g_string_append_printf(line, ", after %" G_GINT64_FORMAT " s", s);
    else
        g_string_append_printf(line, ", after %" G_GINT64_FORMAT " min",
                               (s + 30) / 60);
}

/* "Call 3", "Call 3 and 5 more"; "Media" if there is no call. */
static void append_calls(const GArray *calls, GString *line)
{
    if (calls->len == 0)
        g_string_append(line, "Media");
    else
        g_string_append_printf(line, "Call %u",
                               g_array_index(calls, uint32_t, 0));
    if (calls->len > 1)
        g_string_append_printf(line, " and %u more", calls->len - 1);
}

static void append_who(const struct fault *fault, bool with_product,
                       GString *line)
{
    char address[ENDPOINT_TEXT_BYTES];

    if (fault->who.family == 0)
        return;
    g_string_append_printf(line, "%s",
                           endpoint_address_text(&fault->who, address));
    if (with_product && fault->product[0] != '\0')
        g_string_append_printf(line, " (%s)", fault->product);
    g_string_append(line, ": ");
}

static GString *compose(const struct fault *fault, bool with_time,
                        bool with_product)
{
    GString *line = g_string_new(NULL);

    append_calls(fault->calls, line);
    if (fault->harm == CALL_HARM_RISK)
        g_string_append(line, ", at risk");
    else if (with_time && fault->after_ns > 0)
        append_time(fault->after_ns, line);
    g_string_append_printf(line, ": %s; ", fault->what);
    append_who(fault, with_product, line);
    return line;
}

char *answer_line(const struct fault *fault)
{
    char *sure =
        g_strdup_printf(" (%s)", call_certainty_name(fault->certainty));
    size_t rest = strlen(fault->change) + strlen(sure);
    GString *line = compose(fault, true, true);

    for (int less = 0; less < 2 && line->len + rest > ANSWER_LINE_MAX; less++) {
        g_string_free(line, TRUE);
        line = compose(fault, false, less == 0);
    }
    g_string_append(line, fault->change);
    if (line->len + strlen(sure) > ANSWER_LINE_MAX) {
        g_string_truncate(line, ANSWER_LINE_MAX - strlen(sure) - strlen(CUT));
        g_string_append(line, CUT);
    }
    g_string_append(line, sure);
    g_free(sure);
    return g_string_free(line, FALSE);
}
