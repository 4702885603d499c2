/* A fault in one line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "answer_line.h"

#define CUT "..."

/* "Call 3: ", "Call 3 and 5 more: "; "Media: " if there is no call. */
static void append_calls(const GArray *calls, GString *line)
{
    if (calls->len == 0) {
        g_string_append(line, "Media: ");
        return;
    }
    g_string_append_printf(line, "Call %u", g_array_index(calls, uint32_t, 0));
    if (calls->len > 1)
        g_string_append_printf(line, " and %u more", calls->len - 1);
    g_string_append(line, ": ");
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

static GString *compose(const struct fault *fault, bool with_product)
{
    GString *line = g_string_new(NULL);

    append_calls(fault->calls, line);
    g_string_append_printf(line, "%s; ", fault->what);
    append_who(fault, with_product, line);
    return line;
}

char *answer_line(const struct fault *fault)
{
    char *sure =
        g_strdup_printf(" (%s)", call_certainty_name(fault->certainty));
    size_t rest = strlen(fault->change) + strlen(sure);
    GString *line = compose(fault, true);

    if (line->len + rest > ANSWER_LINE_MAX) {
        g_string_free(line, TRUE);
        line = compose(fault, false);
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
