/* Tests of the facts of a quality report.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_report.h"

#include <string.h>

#include "unit_test.h"

static struct qoe_report *report;

BEFORE_EACH()
{
    report = qoe_report_new(QOE_FORM_MICROSOFT);
}

AFTER_EACH()
{
    qoe_report_free(report);
}

static void add(enum qoe_id id, const char *text)
{
    qoe_facts_add(report->facts, id, text_of(text), 1);
}

/* XML Schema 1.0 part 2: xs:float may have an exponent; INF, NaN and
 * hexadecimal numbers are no measurement. Ranges: qoe_rows.h. */
static const struct {
    enum qoe_id id;
    const char *text;
    bool taken;
    double number;
} numbers[] = {
    {QOE_LOSS_RATE, "0.6", true, 0.6},
    {QOE_LOSS_RATE, " \n0.6 ", true, 0.6},
    {QOE_LOSS_RATE, "6E-1", true, 0.6},
    {QOE_LOSS_RATE, "0", true, 0},
    {QOE_LOSS_RATE, "1", true, 1},
    {QOE_LOSS_RATE, "1.0001", false, 0},
    {QOE_LOSS_RATE, "-0.1", false, 0},
    {QOE_LOSS_RATE, "0,6", false, 0},
    {QOE_LOSS_RATE, "0x1", false, 0},
    {QOE_LOSS_RATE, "NaN", false, 0},
    {QOE_LOSS_RATE, "", false, 0},
    {QOE_LOSS_RATE, "e", false, 0},
    {QOE_LOSS_RATE, "1e999", false, 0},
    {QOE_LOSS_RATE, "0.60000000000000000000000000000000000000", false, 0},
    {QOE_PACKETS, "4294967295", true, 4294967295.0},
    {QOE_PACKETS, "4294967296", false, 0},
    {QOE_PACKETS, "1.5", false, 0},
    {QOE_SSRC, "305419896", true, 305419896},
    {QOE_NETWORK_MOS, "5", true, 5},
    {QOE_NETWORK_MOS, "5.01", false, 0},
    {QOE_NETWORK_MOS, "0", true, 0},
    {QOE_NETWORK_MOS, "-0.1", false, 0},
    {QOE_JITTER, "7", true, 7},
    {QOE_LINK_SPEED, "1e10", true, 1e10},
    {QOE_CALLER, "true", true, 1},
    {QOE_CALLER, "0", true, 0},
    {QOE_CALLER, "maybe", false, 0},
};

TEST(numbers_in_range)
{
    FOR_EACH_ROW(i, numbers) {
        double number = -1;

        g_array_set_size(report->facts, 0);
        add(numbers[i].id, numbers[i].text);
        g_assert_true(qoe_number(report->facts, numbers[i].id, &number) ==
                      numbers[i].taken);
        g_assert_cmpfloat(number, ==,
                          numbers[i].taken ? numbers[i].number : -1);
    }
}

TEST(texts_are_cut_and_valid)
{
    char *longer = g_strnfill(QOE_TEXT_BYTES_MAX + 1, 'x');

    add(QOE_CALL_ID, "  a@b\r\n");
    add(QOE_CALL_ID, "second");
    add(QOE_FROM_TAG, "");
    add(QOE_TO_TAG, "\xFF");
    add(QOE_ENDPOINT, longer);
    g_assert_cmpstr(qoe_text(report->facts, QOE_CALL_ID), ==, "a@b");
    g_assert_null(qoe_text(report->facts, QOE_FROM_TAG));
    g_assert_cmpstr(qoe_text(report->facts, QOE_TO_TAG), ==, "\xEF\xBF\xBD");
    g_assert_cmpuint(strlen(qoe_text(report->facts, QOE_ENDPOINT)), ==,
                     QOE_TEXT_BYTES_MAX);
    g_assert_null(qoe_fact(NULL, QOE_CALL_ID));
    g_free(longer);
}

TEST(bounds)
{
    unsigned n = 0;

    struct qoe_line *line = qoe_report_add_line(report);

    for (int i = 0; i < QOE_FACTS_MAX + 1; i++)
        qoe_facts_add(line->facts, QOE_RELAY_ADDRESS, text_of("x"), 1);
    g_assert_cmpuint(line->facts->len, ==, QOE_FACTS_MAX);
    while (qoe_report_add_line(report) != NULL)
        n++;
    g_assert_cmpuint(n, ==, QOE_LINES_MAX - 1);
}

TEST(dialog_in_any_order)
{
    qoe_report_dialog(report, text_of("c@d;to-tag=b;x;from-tag = a"));
    g_assert_cmpstr(qoe_text(report->facts, QOE_CALL_ID), ==, "c@d");
    g_assert_cmpstr(qoe_text(report->facts, QOE_FROM_TAG), ==, "a");
    g_assert_cmpstr(qoe_text(report->facts, QOE_TO_TAG), ==, "b");
    qoe_report_dialog(report, text_of("other;from-tag=other"));
    g_assert_cmpuint(report->facts->len, ==, 3);
}

TEST(names)
{
    g_assert_cmpstr(qoe_form_name(QOE_FORM_MICROSOFT), ==, "MS-QoE");
    g_assert_cmpstr(qoe_form_name(QOE_FORM_ALERT), ==, "RFC 6035 alert");
    g_assert_cmpstr(qoe_way_name(QOE_INBOUND), ==, "inbound");
    g_assert_cmpstr(qoe_way_name(QOE_OUTBOUND), ==, "outbound");
    g_assert_cmpstr(qoe_info(QOE_ICE)->name, ==, "ice");
}
