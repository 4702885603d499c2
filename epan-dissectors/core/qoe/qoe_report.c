/* A quality report.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_report.h"

#include <errno.h>
#include <string.h>

#define MOS_MAX          5.0
#define NUMBER_BYTES_MAX 40

static const struct qoe_info rows[] = {
#define QOE(id, of, kind, parent, element, name, title, description)           \
    {QOE_OF_##of, QOE_KIND_##kind, parent, element, name},
#include "qoe_rows.h"
#undef QOE
};

const struct qoe_info *qoe_info(enum qoe_id id)
{
    return &rows[id];
}

const char *qoe_form_name(enum qoe_form form)
{
    static const char *const names[] = {
        [QOE_FORM_MICROSOFT] = "MS-QoE",
        [QOE_FORM_SESSION] = "RFC 6035 session",
        [QOE_FORM_INTERVAL] = "RFC 6035 interval",
        [QOE_FORM_ALERT] = "RFC 6035 alert",
    };

    return names[form];
}

const char *qoe_way_name(enum qoe_way way)
{
    return way == QOE_INBOUND ? "inbound" : "outbound";
}

static void fact_clear(void *data)
{
    g_free(((struct qoe_fact *)data)->text);
}

static GArray *facts_new(void)
{
    GArray *facts = g_array_new(FALSE, TRUE, sizeof(struct qoe_fact));

    g_array_set_clear_func(facts, fact_clear);
    return facts;
}

static void line_free(void *data)
{
    struct qoe_line *line = data;

    g_array_unref(line->facts);
    for (int way = 0; way < N_QOE_WAYS; way++)
        if (line->streams[way] != NULL)
            g_array_unref(line->streams[way]);
    g_free(line);
}

struct qoe_report *qoe_report_new(enum qoe_form form)
{
    struct qoe_report *report = g_new0(struct qoe_report, 1);

    report->form = form;
    report->interim = form == QOE_FORM_INTERVAL || form == QOE_FORM_ALERT;
    report->facts = facts_new();
    report->lines = g_ptr_array_new_with_free_func(line_free);
    return report;
}

void qoe_report_free(void *data)
{
    struct qoe_report *report = data;

    g_array_unref(report->facts);
    g_ptr_array_unref(report->lines);
    g_free(report);
}

struct qoe_line *qoe_report_add_line(struct qoe_report *report)
{
    struct qoe_line *line;

    if (report->lines->len >= QOE_LINES_MAX)
        return NULL;
    line = g_new0(struct qoe_line, 1);
    line->facts = facts_new();
    g_ptr_array_add(report->lines, line);
    return line;
}

GArray *qoe_line_stream(struct qoe_line *line, enum qoe_way way)
{
    if (line->streams[way] == NULL)
        line->streams[way] = facts_new();
    return line->streams[way];
}

/* Reads TEXT, decimal as XML Schema writes xs:float and xs:int, and neither
 * infinite nor hexadecimal. */
static bool read_number(struct text text, double *number)
{
    char digits[NUMBER_BYTES_MAX];
    char *end;

    if (text.length == 0 || text.length >= sizeof digits)
        return false;
    memcpy(digits, text.start, text.length);
    digits[text.length] = '\0';
    if (strspn(digits, "0123456789+-.eE") != text.length)
        return false;
    errno = 0;
    *number = g_ascii_strtod(digits, &end);
    return *end == '\0' && errno == 0;
}

static bool read_flag(struct text text, double *number)
{
    static const struct text_value words[] = {
        {"true", 1}, {"1", 1}, {"false", 0}, {"0", 0}};
    int flag = text_value(text, words, G_N_ELEMENTS(words), -1);

    *number = flag;
    return flag >= 0;
}

static bool is_in_range(enum qoe_kind kind, double number)
{
    switch (kind) {
    case QOE_KIND_COUNT:
    case QOE_KIND_BITS:
        return number >= 0 && number <= UINT32_MAX &&
               number == (double)(uint32_t)number;
    case QOE_KIND_RATIO:
        return number >= 0 && number <= 1;
    case QOE_KIND_MOS:
        return number >= 0 && number <= MOS_MAX;
    default:
        return number >= 0;
    }
}

/* A valid copy of TEXT that ends between two characters. */
static char *copy(struct text text)
{
    text = text_head(text, QOE_TEXT_BYTES_MAX);
    return text_shorten(g_utf8_make_valid(text.start, (gssize)text.length),
                        QOE_TEXT_BYTES_MAX);
}

const struct qoe_fact *qoe_fact(const GArray *facts, enum qoe_id id)
{
    for (guint i = 0; facts != NULL && i < facts->len; i++) {
        const struct qoe_fact *fact = &g_array_index(facts, struct qoe_fact, i);

        if (fact->id == id)
            return fact;
    }
    return NULL;
}

void qoe_facts_add(GArray *facts, enum qoe_id id, struct text text,
                   double scale)
{
    enum qoe_kind kind = rows[id].kind;
    struct qoe_fact fact = {.id = id};
    bool read = true;

    text = text_trim(text);
    if (text.length == 0 || facts->len >= QOE_FACTS_MAX ||
        (rows[id].of == QOE_OF_REPORT && qoe_fact(facts, id) != NULL))
        return;
    if (kind == QOE_KIND_TEXT)
        fact.text = copy(text);
    else if (kind == QOE_KIND_FLAG)
        read = read_flag(text, &fact.number);
    else
        read = read_number(text, &fact.number);
    fact.number /= scale;
    if (read && is_in_range(kind, fact.number))
        g_array_append_val(facts, fact);
}

const char *qoe_text(const GArray *facts, enum qoe_id id)
{
    const struct qoe_fact *fact = qoe_fact(facts, id);

    return fact != NULL ? fact->text : NULL;
}

bool qoe_number(const GArray *facts, enum qoe_id id, double *number)
{
    const struct qoe_fact *fact = qoe_fact(facts, id);

    if (fact != NULL)
        *number = fact->number;
    return fact != NULL;
}

void qoe_report_dialog(struct qoe_report *report, struct text dialog)
{
    static const struct text_value names[] = {{"from-tag", QOE_FROM_TAG},
                                              {"to-tag", QOE_TO_TAG}};
    size_t end = text_find(dialog, ';');

    qoe_facts_add(report->facts, QOE_CALL_ID, text_head(dialog, end), 1);
    while (end < dialog.length) {
        struct text part;
        size_t equals;
        int id;

        dialog = text_skip(dialog, end + 1);
        end = text_find(dialog, ';');
        part = text_head(dialog, end);
        equals = text_find(part, '=');
        id = text_value(text_trim(text_head(part, equals)), names,
                        G_N_ELEMENTS(names), -1);
        if (id >= 0)
            qoe_facts_add(report->facts, (enum qoe_id)id,
                          text_skip(part, equals + 1), 1);
    }
}
