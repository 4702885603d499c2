/* A libFuzzer harness for the readers of quality reports.
 *
 * Besides what ASan and UBSan watch, it stops when a fact is out of its range,
 * a text is not valid, or a count is above its bound.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_text.h"

#include "qoe_text.h"
#include "qoe_xml.h"

static void check_fact(const struct qoe_fact *fact, enum qoe_of of)
{
    const struct qoe_info *row = qoe_info(fact->id);

    FUZZ_CHECK(row->of == of);
    if (row->kind == QOE_KIND_TEXT)
        FUZZ_CHECK(strlen(fact->text) <= QOE_TEXT_BYTES_MAX &&
                   g_utf8_validate(fact->text, -1, NULL));
    else
        FUZZ_CHECK(fact->text == NULL && fact->number >= 0);
    if (row->kind == QOE_KIND_RATIO)
        FUZZ_CHECK(fact->number <= 1);
    if (row->kind == QOE_KIND_COUNT || row->kind == QOE_KIND_BITS)
        FUZZ_CHECK(fact->number <= UINT32_MAX);
}

static void check_facts(const GArray *facts, enum qoe_of of)
{
    FUZZ_CHECK(facts->len <= QOE_FACTS_MAX);
    for (guint i = 0; i < facts->len; i++)
        check_fact(&g_array_index(facts, struct qoe_fact, i), of);
}

static void check_report(const struct qoe_report *report)
{
    FUZZ_CHECK(report->lines->len <= QOE_LINES_MAX);
    check_facts(report->facts, QOE_OF_REPORT);
    for (guint i = 0; i < report->lines->len; i++) {
        const struct qoe_line *line = g_ptr_array_index(report->lines, i);

        check_facts(line->facts, QOE_OF_LINE);
        for (int way = 0; way < N_QOE_WAYS; way++)
            if (line->streams[way] != NULL)
                check_facts(line->streams[way], QOE_OF_STREAM);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text input = fuzz_text(data, size);
    GPtrArray *reports = g_ptr_array_new_with_free_func(qoe_report_free);

    qoe_xml_read(input, reports);
    FUZZ_CHECK(reports->len <= QOE_REPORTS_MAX);
    qoe_text_read(input, reports);
    for (guint i = 0; i < reports->len; i++)
        check_report(g_ptr_array_index(reports, i));
    g_ptr_array_unref(reports);
    free((char *)input.start);
    return 0;
}
