/* What a quality report comes down to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "reported_text.h"

#include "qoe_ice.h"

static void append_ice(const struct qoe_line *line, GString *text)
{
    const char *ice = qoe_text(line->facts, QOE_ICE);
    double flags = 0;
    char *warnings;

    qoe_number(line->facts, QOE_ICE_WARNING_FLAGS, &flags);
    warnings = qoe_ice_warnings((uint32_t)flags);
    if (ice != NULL)
        g_string_append_printf(text, " %s", ice);
    if (warnings != NULL)
        g_string_append_printf(text, " (%s)", warnings);
    g_free(warnings);
}

/* What the reporter received. */
static void append_stream(const GArray *facts, GString *text)
{
    double number;

    if (qoe_number(facts, QOE_LOSS_RATE, &number))
        g_string_append_printf(text, ", %.1f %% lost", number * 100);
    if (qoe_number(facts, QOE_JITTER, &number))
        g_string_append_printf(text, ", jitter %g ms", number);
    if (qoe_number(facts, QOE_NETWORK_MOS, &number) ||
        qoe_number(facts, QOE_MOS_LQ, &number))
        g_string_append_printf(text, ", MOS %g", number);
}

char *reported_text(const struct qoe_entry *entry)
{
    const GPtrArray *lines = entry->report->lines;
    char reporter[ENDPOINT_TEXT_BYTES];
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < lines->len; i++) {
        const struct qoe_line *line = g_ptr_array_index(lines, i);
        const char *label = qoe_text(line->facts, QOE_LABEL);

        if (i == 0)
            g_string_append_printf(
                text, "Quality report of %s:",
                endpoint_address_text(&entry->source, reporter));
        g_string_append_printf(text, "%s %s", i > 0 ? ";" : "",
                               label != NULL ? label : "media");
        append_ice(line, text);
        append_stream(line->streams[QOE_INBOUND], text);
    }
    if (text->len > 0)
        g_string_append_c(text, '.');
    return g_string_free(text, text->len == 0);
}
