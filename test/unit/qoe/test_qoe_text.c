/* Tests of quality reports in text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_text.h"

#include <string.h>

#include "qoe_scene.h"
#include "unit_test.h"

static GPtrArray *reports;

BEFORE_EACH()
{
    reports = g_ptr_array_new_with_free_func(qoe_report_free);
}

AFTER_EACH()
{
    g_ptr_array_unref(reports);
}

static const struct qoe_report *read_one(const char *body)
{
    g_assert_true(qoe_text_read(text_of(body), reports));
    return g_ptr_array_index(reports, reports->len - 1);
}

static double number_of(const GArray *facts, enum qoe_id id)
{
    double number = -1;

    qoe_number(facts, id, &number);
    return number;
}

/* RFC 6035 4.6.2: rates are percentages; 127 says that a MOS is unavailable
 * (RFC 3611 4.7.5). */
TEST(session_report)
{
    const struct qoe_report *report = read_one(QOE_TEXT_EXAMPLE);
    const struct qoe_line *line = g_ptr_array_index(report->lines, 0);
    const GArray *in = line->streams[QOE_INBOUND];
    const GArray *out = line->streams[QOE_OUTBOUND];

    g_assert_cmpint(report->form, ==, QOE_FORM_SESSION);
    g_assert_true(report->whole && !report->interim);
    g_assert_cmpstr(qoe_text(report->facts, QOE_CALL_ID), ==, "c1@lab");
    g_assert_cmpstr(qoe_text(report->facts, QOE_FROM_TAG), ==, "aa11");
    g_assert_cmpstr(qoe_text(report->facts, QOE_TO_TAG), ==, "bb22");
    g_assert_cmpstr(qoe_text(report->facts, QOE_START), ==,
                    "2004-10-10T18:23:43Z");
    g_assert_cmpstr(qoe_text(line->facts, QOE_LOCAL_ADDRESS), ==, "192.0.2.10");
    g_assert_cmpfloat(number_of(line->facts, QOE_REMOTE_PORT), ==, 5002);
    g_assert_cmpfloat(number_of(in, QOE_SSRC), ==, 0x1357EFFF);
    g_assert_cmpfloat(number_of(out, QOE_SSRC), ==, 0x2468ABCD);
    g_assert_cmpstr(qoe_text(in, QOE_CODEC), ==, "G729");
    g_assert_cmpfloat(number_of(in, QOE_LOSS_RATE), ==, 0.05);
    g_assert_cmpfloat(number_of(in, QOE_DISCARD_RATE), ==, 0.02);
    g_assert_cmpfloat(number_of(in, QOE_GAP_DENSITY), ==, 0.02);
    g_assert_cmpfloat(number_of(in, QOE_ROUND_TRIP), ==, 200);
    g_assert_cmpfloat(number_of(in, QOE_JITTER), ==, 2);
    g_assert_cmpfloat(number_of(in, QOE_MOS_LQ), ==, 4.2);
    g_assert_cmpfloat(number_of(in, QOE_MOS_CQ), ==, -1);
    g_assert_cmpfloat(number_of(out, QOE_LOSS_RATE), ==, 0.015);
}

TEST(interval_and_alert)
{
    g_assert_cmpint(read_one("VQIntervalReport\r\n")->form, ==,
                    QOE_FORM_INTERVAL);
    g_assert_cmpint(
        read_one("VQAlertReport: Type=NLR Severity=Critical\n")->form, ==,
        QOE_FORM_ALERT);
    g_assert_true(read_one("VQIntervalReport\n")->interim);
}

/* What is no report of RFC 6035. */
TEST(other_texts)
{
    static const char *const others[] = {"",
                                         "\r\n",
                                         "v=0\r\n",
                                         "VQSessionReportX: CallTerm\r\n",
                                         "CallID: VQSessionReport\r\n",
                                         "<VQReportEvent/>"};

    FOR_EACH_ROW(i, others)
        g_assert_false(qoe_text_read(text_of(others[i]), reports));
    g_assert_cmpuint(reports->len, ==, 0);
}

static const struct {
    const char *written;
    double ssrc; /* -1: none */
} ssrcs[] = {
    {"SSRC=0x1", 1},      {"SSRC=0xFFFFFFFF", 4294967295.0},
    {"SSRC=0x0", -1},     {"SSRC=0x100000000", -1},
    {"SSRC=305419", -1},  {"SSRC=0x", -1},
    {"SSRC=0xZZ", -1},    {"SSRC=", -1},
    {"ssrc=\"0xa\"", 10}, {"XSSRC=0x1", -1},
};

TEST(ssrc_as_the_rfc_writes_it)
{
    FOR_EACH_ROW(i, ssrcs) {
        char *body = g_strdup_printf("VQSessionReport\nRemoteAddr:%s\n",
                                     ssrcs[i].written);
        const struct qoe_report *report = read_one(body);
        const struct qoe_line *line = g_ptr_array_index(report->lines, 0);

        g_assert_cmpfloat(number_of(line->streams[QOE_INBOUND], QOE_SSRC), ==,
                          ssrcs[i].ssrc);
        g_free(body);
    }
}

/* No metrics before LocalMetrics: they would be nobody's. */
TEST(metrics_need_a_heading)
{
    const struct qoe_report *report =
        read_one("VQSessionReport\nPacketLoss:NLR=5\n");
    const struct qoe_line *line = g_ptr_array_index(report->lines, 0);

    g_assert_null(line->streams[QOE_INBOUND]);
    g_assert_null(line->streams[QOE_OUTBOUND]);
}

/* Cut anywhere it is read to there. */
TEST(cut_anywhere)
{
    struct text text = text_of(QOE_TEXT_EXAMPLE);

    for (size_t n = 0; n <= text.length; n++)
        qoe_text_read(text_head(text, n), reports);
    g_assert_cmpuint(reports->len, ==,
                     text.length + 1 - strlen("VQSessionReport"));
}
