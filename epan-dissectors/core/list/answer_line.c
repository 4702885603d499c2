/* A fault in one line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "answer_line.h"

#include <string.h>

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

/* How much of a product a line names. */
enum product_words { PRODUCT_WHOLE, PRODUCT_SHORT, PRODUCT_LEFT_OUT };

/* "Lync 2013" of "Lync Server 2013", "SfB 2015" of "Skype for Business Server
 * 2015"; the product itself if it is another. Free with g_free. */
static char *short_product(const char *product)
{
    const char *server = strstr(product, " Server ");

    if (server == NULL)
        return g_strdup(product);
    if (g_str_has_prefix(product, "Skype for Business"))
        return g_strdup_printf("SfB %s", server + strlen(" Server "));
    return g_strdup_printf("%.*s %s", (int)(server - product), product,
                           server + strlen(" Server "));
}

static void append_who(const struct fault *fault, enum product_words words,
                       GString *line)
{
    char address[ENDPOINT_TEXT_BYTES];
    char *shorter = short_product(fault->product);

    if (fault->who.family != 0) {
        g_string_append(line, endpoint_address_text(&fault->who, address));
        if (words != PRODUCT_LEFT_OUT && fault->product[0] != '\0')
            g_string_append_printf(line, " (%s)",
                                   words == PRODUCT_SHORT ? shorter
                                                          : fault->product);
        g_string_append(line, ": ");
    }
    g_free(shorter);
}

static GString *compose(const struct fault *fault, bool with_time,
                        enum product_words words)
{
    GString *line = g_string_new(NULL);

    append_calls(fault->calls, line);
    if (fault->harm == CALL_HARM_RISK)
        g_string_append(line, ", at risk");
    else if (with_time && fault->after_ns > 0)
        append_time(fault->after_ns, line);
    g_string_append_printf(line, ": %s; ", fault->what);
    append_who(fault, words, line);
    return line;
}

char *answer_line(const struct fault *fault)
{
    char *sure =
        g_strdup_printf(" (%s)", call_certainty_name(fault->certainty));
    size_t rest = strlen(fault->change) + strlen(sure);
    GString *line = compose(fault, true, PRODUCT_WHOLE);

    for (int words = PRODUCT_WHOLE;
         words <= PRODUCT_LEFT_OUT && line->len + rest > ANSWER_LINE_MAX;
         words++) {
        g_string_free(line, TRUE);
        line = compose(fault, false, (enum product_words)words);
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
