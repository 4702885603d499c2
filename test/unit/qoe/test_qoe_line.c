/* Tests of where and when the media of a quality report ran.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_line.h"

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

TEST(addresses)
{
    struct qoe_line *line = qoe_report_add_line(report);
    char text[ENDPOINT_TEXT_BYTES];
    struct endpoint end;

    end = qoe_line_endpoint(line, QOE_LOCAL_ADDRESS, QOE_LOCAL_PORT);
    g_assert_cmpuint(end.family, ==, 0);
    qoe_facts_add(line->facts, QOE_LOCAL_ADDRESS, text_of("2001:db8::1"), 1);
    qoe_facts_add(line->facts, QOE_LOCAL_PORT, text_of("65535"), 1);
    end = qoe_line_endpoint(line, QOE_LOCAL_ADDRESS, QOE_LOCAL_PORT);
    g_assert_cmpstr(endpoint_text(&end, text), ==, "[2001:db8::1]:65535");
    qoe_facts_add(line->facts, QOE_REMOTE_ADDRESS, text_of("192.0.2.1"), 1);
    qoe_facts_add(line->facts, QOE_REMOTE_PORT, text_of("65536"), 1);
    end = qoe_line_endpoint(line, QOE_REMOTE_ADDRESS, QOE_REMOTE_PORT);
    g_assert_cmpstr(endpoint_text(&end, text), ==, "192.0.2.1");
}

TEST(media_of_a_label)
{
    static const struct {
        const char *label;
        enum media_kind kind;
    } labels[] = {{"main-audio", MEDIA_KIND_AUDIO},
                  {"panoramic-video", MEDIA_KIND_VIDEO},
                  {"data", MEDIA_KIND_UNKNOWN}};

    FOR_EACH_ROW(i, labels) {
        struct qoe_line *line = qoe_report_add_line(report);

        g_assert_cmpint(qoe_line_media(line), ==, MEDIA_KIND_UNKNOWN);
        qoe_facts_add(line->facts, QOE_LABEL, text_of(labels[i].label), 1);
        g_assert_cmpint(qoe_line_media(line), ==, labels[i].kind);
    }
}

static const struct {
    const char *start;
    const char *end;
    double lasted_s;
} periods[] = {
    {"2024-05-01T10:00:00.0000Z", "2024-05-01T10:01:00.5000Z", 60.5},
    {"2024-05-01T10:00:00Z", "2024-05-01T12:00:00+02:00", 0},
    {"2024-05-01T10:01:00Z", "2024-05-01T10:00:00Z", 0},
    {"0", "0", 0},
    {"2024-05-01T10:01:00Z", "", 0},
};

TEST(how_long_it_lasted)
{
    FOR_EACH_ROW(i, periods) {
        g_array_set_size(report->facts, 0);
        add(QOE_START, periods[i].start);
        add(QOE_END, periods[i].end);
        g_assert_cmpfloat_with_epsilon(qoe_report_lasted(report),
                                       periods[i].lasted_s, 1e-6);
    }
}
