/* Tests of which call and which stream a quality report is about.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "reported_join.h"

#include "analysis_scene.h"

static struct qoe_report *report;
static struct qoe_line *line;

static void begin(void)
{
    report = qoe_report_new(QOE_FORM_MICROSOFT);
    line = qoe_report_add_line(report);
}

static void add(GArray *facts, enum qoe_id id, const char *text)
{
    qoe_facts_add(facts, id, text_of(text), 1);
}

/* LINE runs from 10.0.0.REMOTE:5000 to 10.0.0.LOCAL:5000. */
static void between(const char *local, const char *remote)
{
    add(line->facts, QOE_LOCAL_ADDRESS, local);
    add(line->facts, QOE_LOCAL_PORT, "5000");
    add(line->facts, QOE_REMOTE_ADDRESS, remote);
    add(line->facts, QOE_REMOTE_PORT, "5000");
}

static struct media_stream *inbound(uint32_t call)
{
    return reported_stream(scene->analysis, call, line, QOE_INBOUND);
}

TEST(call_by_its_dialog)
{
    begin();
    scene_set_up(&one, "");
    g_assert_cmpuint(reported_call(scene->analysis, report), ==, NO_INDEX);
    add(report->facts, QOE_CALL_ID, one.id);
    g_assert_cmpuint(reported_call(scene->analysis, report), ==, 0);
    add(report->facts, QOE_FROM_TAG, "none");
    g_assert_cmpuint(reported_call(scene->analysis, report), ==, 0);
    add(report->facts, QOE_TO_TAG, "none either");
    g_assert_cmpuint(reported_call(scene->analysis, report), ==, NO_INDEX);
    qoe_report_free(report);
}

/* A relay in the middle keeps the SSRC: the addresses tell which side of it the
 * reporter is on, else the call does. */
TEST(stream_by_its_ssrc)
{
    begin();
    scene_rtp(at(1, 5000), at(2, 5000), 7, 0);
    add(qoe_line_stream(line, QOE_INBOUND), QOE_SSRC, "7");
    g_assert_cmpuint(inbound(NO_INDEX)->index, ==, 0);
    g_assert_null(inbound(0xFFFF));
    scene_rtp(at(2, 6000), at(3, 5000), 7, 0);
    g_assert_null(inbound(NO_INDEX));
    between("10.0.0.3", "10.0.0.2");
    g_assert_null(inbound(NO_INDEX));
    qoe_report_free(report);
    begin();
    add(qoe_line_stream(line, QOE_INBOUND), QOE_SSRC, "7");
    between("10.0.0.2", "10.0.0.1");
    g_assert_cmpuint(inbound(NO_INDEX)->index, ==, 0);
    g_assert_cmpuint(inbound(0xFFFF)->index, ==, 0);
    qoe_report_free(report);
}

/* An SSRC that the capture lacks: a relay in the middle replaces it. */
TEST(stream_of_another_ssrc)
{
    begin();
    scene_rtp(at(1, 5000), at(2, 5000), 7, 0);
    add(qoe_line_stream(line, QOE_INBOUND), QOE_SSRC, "99");
    g_assert_null(inbound(NO_INDEX));
    between("10.0.0.2", "10.0.0.1");
    g_assert_cmpuint(inbound(NO_INDEX)->index, ==, 0);
    qoe_report_free(report);
}

TEST(stream_by_its_addresses)
{
    begin();
    between("10.0.0.2", "10.0.0.1");
    qoe_line_stream(line, QOE_INBOUND);
    g_assert_null(inbound(NO_INDEX));
    scene_rtp(at(1, 5000), at(2, 5000), 7, 0);
    scene_rtp(at(2, 5000), at(1, 5000), 8, 0);
    g_assert_cmpuint(inbound(NO_INDEX)->ssrc, ==, 7);
    g_assert_cmpuint(
        reported_stream(scene->analysis, 0, line, QOE_OUTBOUND)->ssrc, ==, 8);
    scene_rtp(at(1, 5000), at(2, 5000), 9, 0);
    g_assert_null(inbound(NO_INDEX));
    qoe_report_free(report);
}

TEST(other_media_is_another_stream)
{
    begin();
    scene_rtp(at(1, 5000), at(2, 5000), 7, 0);
    add(qoe_line_stream(line, QOE_INBOUND), QOE_SSRC, "7");
    add(line->facts, QOE_LABEL, "main-video");
    media_streams_of_ssrc(&scene->analysis->streams, 7)->kind =
        MEDIA_KIND_AUDIO;
    g_assert_null(inbound(NO_INDEX));
    qoe_report_free(report);
}
