/* Quality reports in XML.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_xml.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* What is being read. */
struct reading {
    GPtrArray *reports;
    struct qoe_report *report; /* NULL: outside of all */
    struct qoe_line *line;     /* NULL: outside of all */
    GArray *part;              /* facts of the report, line or stream in which
                                  the parser is; NULL: passed over */
    enum qoe_of of;            /* which of these it is */
    unsigned depth;
    bool is_leaf;  /* nothing but text since the latest start tag */
    GString *text; /* that text, QOE_TEXT_BYTES_MAX at most */
};

static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon != NULL ? colon + 1 : name;
}

static bool is_stream(const char *element)
{
    return g_str_equal(element, "InboundStream") ||
           g_str_equal(element, "OutboundStream");
}

/* Local name of the element around the current one, "" for none. */
static const char *parent_of(GMarkupParseContext *context)
{
    const GSList *around =
        g_markup_parse_context_get_element_stack(context)->next;

    while (around != NULL && g_str_equal(local_name(around->data), "Separator"))
        around = around->next;
    return around != NULL ? local_name(around->data) : "";
}

/* Adds TEXT, which stands in ELEMENT of PARENT, if a row says what it is. With
 * ATTRIBUTE, ELEMENT is an attribute's name. */
static void add_fact(const struct reading *reading, const char *parent,
                     const char *element, bool attribute, struct text text)
{
    for (int id = 0; reading->part != NULL && id < N_QOE; id++) {
        const struct qoe_info *row = qoe_info((enum qoe_id)id);

        if (row->of == reading->of && row->element != NULL &&
            (row->element[0] == '@') == attribute &&
            g_str_equal(row->element + attribute, element) &&
            (row->parent == NULL || g_str_equal(row->parent, parent)))
            qoe_facts_add(reading->part, (enum qoe_id)id, text, 1);
    }
}

static void begin_report(struct reading *reading, const char *element,
                         const char *parent)
{
    bool interim = g_str_equal(element, "VQSessionIntervalReport");

    if ((!interim && !g_str_equal(element, "VQSessionReport")) ||
        !g_str_equal(parent, "VQReportEvent"))
        return;
    reading->report = NULL;
    reading->line = NULL;
    reading->part = NULL;
    if (reading->reports->len >= QOE_REPORTS_MAX)
        return;
    reading->report = qoe_report_new(QOE_FORM_MICROSOFT);
    reading->report->interim = interim;
    reading->part = reading->report->facts;
    reading->of = QOE_OF_REPORT;
    g_ptr_array_add(reading->reports, reading->report);
}

static void begin_part(struct reading *reading, const char *element)
{
    enum qoe_way way =
        element[0] == 'I' ? QOE_INBOUND : QOE_OUTBOUND; /* of a stream */

    if (reading->report == NULL)
        return;
    if (g_str_equal(element, "MediaLine")) {
        reading->line = qoe_report_add_line(reading->report);
        reading->part = reading->line != NULL ? reading->line->facts : NULL;
        reading->of = QOE_OF_LINE;
    } else if (is_stream(element) && reading->line != NULL) {
        /* The schema has one of each; another would mix with it. */
        reading->part = reading->line->streams[way] == NULL
                            ? qoe_line_stream(reading->line, way)
                            : NULL;
        reading->of = QOE_OF_STREAM;
    }
}

static void add_attributes(const struct reading *reading, const char *element,
                           const char **names, const char **values)
{
    const char *parent = is_stream(element) ? "Stream" : element;

    if (reading->report == NULL)
        return;
    for (size_t i = 0; names[i] != NULL; i++)
        add_fact(reading, parent, local_name(names[i]), true,
                 text_of(values[i]));
}

/* The SessionId of a report says the same as the attributes of its DialogInfo,
 * which OCS 2007 lacks. */
static void add_session_id(const struct reading *reading, const char *element,
                           const char **names, const char **values)
{
    if (!g_str_has_prefix(element, "VQSession") || reading->report == NULL)
        return;
    for (size_t i = 0; names[i] != NULL; i++)
        if (g_str_equal(local_name(names[i]), "SessionId"))
            qoe_report_dialog(reading->report, text_of(values[i]));
}

static void refuse(GError **error, const char *why)
{
    g_set_error_literal(error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                        why);
}

static void on_start(GMarkupParseContext *context, const char *name,
                     const char **names, const char **values, gpointer data,
                     GError **error)
{
    struct reading *reading = data;
    const char *element = local_name(name);

    reading->is_leaf = true;
    g_string_truncate(reading->text, 0);
    if (++reading->depth > QOE_XML_DEPTH_MAX) {
        refuse(error, "too deep");
        return;
    }
    begin_report(reading, element, parent_of(context));
    begin_part(reading, element);
    add_attributes(reading, element, names, values);
    add_session_id(reading, element, names, values);
}

static void end_part(struct reading *reading, const char *element)
{
    struct text text = {reading->text->str, reading->text->len};

    if (reading->report == NULL)
        return;
    if (g_str_equal(element, "MidCallReport")) {
        reading->report->interim =
            !text_is(text, "false") && !text_is(text, "0");
    } else if (is_stream(element) && reading->line != NULL) {
        reading->part = reading->line->facts;
        reading->of = QOE_OF_LINE;
    } else if (g_str_equal(element, "MediaLine")) {
        reading->line = NULL;
        reading->part = reading->report->facts;
        reading->of = QOE_OF_REPORT;
    } else if (g_str_equal(element, "VQSessionReport") ||
               g_str_equal(element, "VQSessionIntervalReport")) {
        reading->report->whole = true;
        reading->report = NULL;
        reading->part = NULL;
    }
}

static void on_end(GMarkupParseContext *context, const char *name,
                   gpointer data, GError **error G_GNUC_UNUSED)
{
    struct reading *reading = data;
    const char *element = local_name(name);

    if (reading->is_leaf)
        add_fact(reading, parent_of(context), element, false,
                 (struct text){reading->text->str, reading->text->len});
    end_part(reading, element);
    reading->is_leaf = false;
    reading->depth--;
}

static void on_text(GMarkupParseContext *context G_GNUC_UNUSED,
                    const char *text, gsize length, gpointer data,
                    GError **error G_GNUC_UNUSED)
{
    struct reading *reading = data;

    if (reading->is_leaf)
        g_string_append_len(
            reading->text, text,
            (gssize)MIN(length, QOE_TEXT_BYTES_MAX - reading->text->len));
}

static const GMarkupParser parser = {
    .start_element = on_start, .end_element = on_end, .text = on_text};

/* Reads TEXT, which is valid UTF-8. Returns whether it is well-formed. */
static bool parse(struct text text, struct reading *reading)
{
    GMarkupParseContext *context = g_markup_parse_context_new(
        &parser, G_MARKUP_TREAT_CDATA_AS_TEXT, reading, NULL);
    bool well_formed = g_markup_parse_context_parse(
                           context, text.start, (gssize)text.length, NULL) &&
                       g_markup_parse_context_end_parse(context, NULL);

    g_markup_parse_context_free(context);
    return well_formed;
}

bool qoe_xml_read(struct text text, GPtrArray *reports)
{
    struct reading reading = {.reports = reports};
    char *valid = NULL;
    bool well_formed;

    if (text.length == 0 || text.length > QOE_BODY_BYTES_MAX)
        return false;
    if (text_begins(text, BYTE_ORDER_MARK))
        text = text_skip(text, strlen(BYTE_ORDER_MARK));
    if (!g_utf8_validate(text.start, (gssize)text.length, NULL)) {
        valid = g_utf8_make_valid(text.start, (gssize)text.length);
        text = text_of(valid);
    }
    reading.text = g_string_new(NULL);
    well_formed = parse(text, &reading);
    g_string_free(reading.text, TRUE);
    g_free(valid);
    return well_formed;
}
