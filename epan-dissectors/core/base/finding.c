/* The table of findings and the list they are added to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "finding.h"

#include <stdarg.h>
#include <string.h>

#include "text.h"

static const struct finding_info findings[N_FINDINGS] = {
#define FINDING(id, severity, group, name, summary, source)                    \
    [FINDING_##id] = {FINDING_##severity, FINDING_GROUP_##group, name,         \
                      summary, source},
#include "finding_rows.h"
#undef FINDING
};

static const char *const severity_names[] = {
    [FINDING_CHAT] = "Chat",
    [FINDING_NOTE] = "Note",
    [FINDING_WARN] = "Warn",
    [FINDING_ERROR] = "Error",
};

static void finding_free(gpointer data)
{
    struct finding *finding = data;

    if (finding == NULL)
        return;
    g_free(finding->text);
    g_free(finding->advice);
    g_free(finding->what);
    g_free(finding->grown);
    g_free(finding->grown_advice);
    g_free(finding);
}

static void finding_append(GPtrArray *list, enum finding_id id,
                           enum finding_severity severity, char *text)
{
    struct finding *finding = g_new0(struct finding, 1);
    char *advice = strchr(text, '\n');

    finding->id = id;
    finding->severity = severity;
    finding->text = text;
    if (advice != NULL) {
        *advice++ = '\0';
        finding->advice = text_shorten(g_strdup(advice), FINDING_TEXT_MAX);
    }
    text_shorten(text, FINDING_TEXT_MAX);
    g_ptr_array_add(list, finding);
}

const struct finding_info *finding_info(enum finding_id id)
{
    return &findings[id];
}

const char *finding_severity_name(enum finding_severity severity)
{
    return severity_names[severity];
}

GPtrArray *finding_list_new(void)
{
    return g_ptr_array_new_with_free_func(finding_free);
}

void finding_add(GPtrArray *list, enum finding_id id, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    finding_append(list, id, findings[id].severity,
                   g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

void finding_add_as(GPtrArray *list, enum finding_id id,
                    enum finding_severity severity, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    finding_append(list, id, severity, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

void finding_point_at(GPtrArray *list, const struct endpoint *who,
                      const char *what)
{
    struct finding *finding = g_ptr_array_index(list, list->len - 1);

    finding->who = *who;
    g_free(finding->what);
    finding->what = g_strdup(what);
}
