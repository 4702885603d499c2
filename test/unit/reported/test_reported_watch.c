/* Tests of comparing quality reports with the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "reported_watch.h"

#include "analysis_end.h"
#include "analysis_scene.h"
#include "qoe_xml.h"

/* Packets FIRST to N with SSRC 1 from 10.0.0.1 to 10.0.0.2, each sent COPIES
 * times; the network drops every tenth if LACKS. */
static void talk_on(uint16_t first, unsigned n, unsigned copies, bool lacks)
{
    for (uint16_t seq = first; seq < n; seq++) {
        for (unsigned i = 0; i < copies && !(lacks && seq % 10 == 5); i++) {
            if (i == 0)
                scene_rtp(at(1, 5000), at(2, 5000), 1, seq);
            else
                scene_rtp_again(at(1, 5000), at(2, 5000), 1, seq,
                                scene->ticket);
            scene->now_ns += MS;
        }
        scene->now_ns += 19 * MS;
    }
}

static void talk(unsigned n, unsigned copies, bool lacks)
{
    talk_on(0, n, copies, lacks);
}

/* The report of 10.0.0.HOST on its STREAM, with PACKETS of which LOSS was
 * lost; another line comes first, without streams. */
static struct qoe_entry *report_of(uint8_t host, const char *stream,
                                   const char *packets, const char *loss,
                                   const char *more)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(qoe_report_free);
    const struct endpoint source = at(host, 5061);
    struct moment moment = {.frame = ++scene->frame, .shown_ns = scene->now_ns};
    struct qoe_entry *entry;
    char *body = g_strdup_printf(
        "<VQReportEvent><VQSessionReport SessionId=\"c\"><DialogInfo>%s"
        "</DialogInfo><MediaLine Label=\"panoramic-video\"></MediaLine>"
        "<MediaLine Label=\"main-audio\"><%s Id=\"1\">"
        "<Network><PacketLoss><LossRate>%s</LossRate></PacketLoss>"
        "<Utilization><Packets>%s</Packets></Utilization></Network>"
        "</%s></MediaLine></VQSessionReport></VQReportEvent>",
        more, stream, loss, packets, stream);

    analysis_begin_frame(scene->analysis, &moment);
    g_assert_true(qoe_xml_read(text_of(body), found));
    entry = reported_watch_take(scene->analysis, found, text_of(body), &source,
                                &moment);
    g_ptr_array_unref(found);
    g_free(body);
    return entry;
}

/* The receiver's report: it has PACKETS, and lost LOSS of what was sent. */
static struct qoe_entry *report(const char *packets, const char *loss,
                                const char *more)
{
    return report_of(2, "InboundStream", packets, loss, more);
}

static unsigned n_found(void)
{
    return scene_n_found(FINDING_QOE_DIFFERS) +
           scene_n_found(FINDING_QOE_DOUBLED_LOST);
}

TEST(lost_behind)
{
    const struct finding *found;

    talk(1000, 1, false);
    report("400", "0.6", "");
    found = scene_found(FINDING_QOE_DIFFERS);
    g_assert_cmpint(found->severity, ==, FINDING_WARN);
    g_assert_cmpuint(found->frame, ==, scene->frame);
    g_assert_cmpuint(found->stream, ==, 0);
    g_assert_cmpstr(found->text, ==,
                    "10.0.0.2 reports 60.0 % of 1000 audio packets from "
                    "10.0.0.1:5000 to 10.0.0.2:5000 lost, this capture lacks "
                    "0.0 %: 600 lost between this capture and 10.0.0.2");
    g_assert_cmpstr(found->what, ==, "60 % of audio lost behind the capture");
    g_assert_true(endpoint_same_address(
        &found->who, &(struct endpoint){4, {10, 0, 0, 2}, 0}));
    report("401", "0.6", "");
    g_assert_cmpuint(n_found(), ==, 1);
}

/* The sender is to blame for what it sends twice and nobody receives. */
TEST(lost_doubled)
{
    const struct finding *found;

    talk(1000, 2, false);
    report("400", "0.6", "");
    g_assert_cmpuint(n_found(), ==, 1);
    found = scene_found(FINDING_QOE_DOUBLED_LOST);
    g_assert_nonnull(strstr(found->text, "10.0.0.1 sent 1000 of them twice"));
    g_assert_nonnull(strstr(found->advice, "KB 969695"));
    g_assert_true(endpoint_same_address(
        &found->who, &(struct endpoint){4, {10, 0, 0, 1}, 0}));
}

TEST(lost_by_the_capture)
{
    talk(1000, 1, true);
    report("1000", "0", "");
    g_assert_cmpint(scene_found(FINDING_QOE_DIFFERS)->severity, ==,
                    FINDING_NOTE);
    g_assert_null(scene_found(FINDING_QOE_DIFFERS)->what);
}

/* Below the shares of a Warn, and below its number of packets. */
TEST(small_loss_is_a_note)
{
    talk(1000, 1, false);
    report("960", "0.04", "");
    g_assert_cmpint(scene_found(FINDING_QOE_DIFFERS)->severity, ==,
                    FINDING_NOTE);
    scene_begin();
    talk(400, 1, false);
    report("200", "0.5", "");
    g_assert_cmpint(scene_found(FINDING_QOE_DIFFERS)->severity, ==,
                    FINDING_NOTE);
}

/* What says nothing: the same loss, another period, another stream, no loss
 * rate, and few packets. */
TEST(nothing_to_say)
{
    talk(1000, 1, true);
    report("900", "0.1", "");
    report("200", "0.6", "");
    report("400", "", "");
    g_assert_cmpuint(n_found(), ==, 0);
    scene_begin();
    talk(49, 1, false);
    report("20", "0.6", "");
    g_assert_cmpuint(n_found(), ==, 0);
}

#define MID_CALL "<MidCallReport>true</MidCallReport>"

/* In the middle of the call a report is of the stream so far; the one at its
 * end tells only what is worse. */
TEST(so_far)
{
    talk(1000, 1, false);
    report("960", "0.04", MID_CALL);
    g_assert_nonnull(strstr(scene_found(FINDING_QOE_DIFFERS)->text,
                            "lost so far, this capture"));
    g_assert_cmpuint(n_found(), ==, 1);
    talk_on(1000, 2000, 1, false);
    report("960", "0.04", MID_CALL);
    report("1920", "0.04", "");
    g_assert_cmpuint(n_found(), ==, 1);
    report("1000", "0.5", "");
    g_assert_cmpuint(n_found(), ==, 2);
}

/* The sender knows from its receiver's RTCP what was lost; it counts what it
 * sent. */
TEST(outbound)
{
    talk(1000, 1, false);
    report_of(1, "OutboundStream", "400", "0.6", "");
    g_assert_cmpuint(n_found(), ==, 0);
    report_of(1, "OutboundStream", "1000", "0.6", "");
    g_assert_true(g_str_has_prefix(scene_found(FINDING_QOE_DIFFERS)->text,
                                   "10.0.0.1 reports 60.0 %"));
    g_assert_cmpstr(scene_found(FINDING_QOE_DIFFERS)->what, ==,
                    "60 % of audio lost behind the capture");
}

/* The receiver lost what the capture lacks, so that the capture did not. */
TEST(loss_is_no_doubt)
{
    talk(1000, 1, true);
    report("900", "0.1", MID_CALL);
    analysis_end(scene->analysis);
    g_assert_cmpint(scene_found(FINDING_LOSS)->severity, ==, FINDING_NOTE);
    scene_begin();
    talk(1000, 1, true);
    report("900", "0.1", "");
    analysis_end(scene->analysis);
    g_assert_cmpint(scene_found(FINDING_LOSS)->severity, ==, FINDING_WARN);
    g_assert_nonnull(strstr(scene_found(FINDING_LOSS)->text,
                            "lost between 10.0.0.1 and this capture"));
}

/* The same body on another hop adds no finding, and none for its own report. */
TEST(copies)
{
    g_assert_false(report("400", "0.6", "")->is_copy);
    talk(1000, 1, false);
    g_assert_true(report("400", "0.6", "")->is_copy);
    g_assert_cmpuint(n_found(), ==, 0);
}

/* The findings of a report of 60 % loss on 1000 packets, if RTCP covers those
 * from 99 to LAST. */
static unsigned n_found_beside_rtcp(uint16_t last)
{
    scene_begin();
    scene_rtp(at(8, 5000), at(9, 5000), 9, 0);
    scene->now_ns = S;
    talk(100, 1, false);
    scene_report(at(2, 5001), at(1, 5001), 2, 1, 0, 99);
    talk_on(100, (unsigned)last + 1, 1, false);
    scene_report(at(2, 5001), at(1, 5001), 2, 1, 0, last);
    talk_on(last + 1, 1000, 1, false);
    report("400", "0.6", "");
    return n_found();
}

/* RTCP is exact, and lync.loss has told it, where it covers half of the
 * stream. */
TEST(rtcp_tells_better)
{
    g_assert_cmpuint(n_found_beside_rtcp(999), ==, 0);
    g_assert_cmpuint(n_found_beside_rtcp(99 + 500), ==, 0);
    g_assert_cmpuint(n_found_beside_rtcp(99 + 499), ==, 1);
}

/* Without its dialog in the capture, a report is of its stream's call. */
TEST(call_of_a_report)
{
    g_assert_cmpuint(report("1", "0", "")->call, ==, NO_INDEX);
    talk(10, 1, false);
    g_assert_cmpuint(report("10", "0", "")->call, ==,
                     media_streams_of_ssrc(&scene->analysis->streams, 1)->call);
}
