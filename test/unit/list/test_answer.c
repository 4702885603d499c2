/* Tests of the answer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "answer.h"
#include "stream_loss.h"

static void assert_text(const char *wanted)
{
    char *text = answer_text(scene->analysis);

    g_assert_cmpstr(text, ==, wanted);
    g_free(text);
}

static void assert_headline(unsigned n_faults, const char *wanted)
{
    char *line = answer_headline(scene->analysis, n_faults);

    g_assert_cmpstr(line, ==, wanted);
    g_free(line);
}

TEST(nothing)
{
    assert_text("This capture proves nothing: no call and no RTP stream is in "
                "it.\n");
}

TEST(healthy)
{
    scene->now_ns = S;
    scene_set_up(&one, "");
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    scene->now_ns = 9 * S;
    scene_bye(&one, SIDE_B);
    assert_text("Nothing wrong was seen: 1 call, 1 stream.\n");
    assert_headline(1, "1 fault in 1 call, 1 stream.");
    assert_headline(2, "2 faults in 1 call, 1 stream.");
}

TEST(end_not_known)
{
    scene_set_up(&one, "");
    assert_text("Nothing wrong was seen: 1 call, 0 streams; how or why 1 of "
                "the calls ended is not known.\n");
}

/* What the capture lacks is said even if nothing is wrong. */
TEST(capture_lacks)
{
    const struct moment moment = {.frame = 1};
    GPtrArray *pending = scene->analysis->findings->pending;

    scene->now_ns = 9 * S;
    scene_bye(&one, SIDE_B);
    for (int i = 0; i < 2; i++) {
        finding_add(pending, FINDING_CAPTURE_ONE_WAY, "x");
        finding_point_at(pending, &one.media[SIDE_A], NULL);
        finding_add(pending, FINDING_CAPTURE_DROPS, "y");
    }
    findings_keep(scene->analysis->findings, &moment, NO_INDEX, NO_INDEX);
    assert_text(
        "Nothing wrong was seen: 1 call, 0 streams; how or why 1 of the calls "
        "ended is not known.\n"
        "Call 0 began before this capture, and no media was recognised: how it "
        "sounded is not known.\n"
        "This capture lacks the direction from 10.0.0.1: its silence proves "
        "nothing.\n"
        "This capture dropped packets: some that it lacks were not lost on the "
        "way.\n");
}

/* The capture may hold one direction only. */
TEST(never_heard)
{
    scene_set_up(&one, "");
    for (uint16_t seq = 1; seq < 45; seq++) {
        scene->now_ns += S;
        scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
    }
    scene_bye(&one, SIDE_A);
    assert_text("Call 0: one side was never heard; 10.0.0.2: see if it sends; "
                "capture both ways (unknown)\n");
}

/* CALL is refused with STATUS. */
static void refuse(struct scene_call call, const char *status)
{
    call.agent[SIDE_B] = "Asterisk PBX 20";
    scene_invite(&call, "");
    scene->now_ns += S;
    scene_message(&call, SIDE_B, SIDE_A, status, "1 INVITE", true, false, "");
}

/* The same of several calls is one line; busy is none. */
TEST(grouped)
{
    refuse(scene_call_of("one", 1), "SIP/2.0 486 Busy Here");
    refuse(scene_call_of("two", 1), "SIP/2.0 503 Service Unavailable");
    refuse(scene_call_of("three", 1), "SIP/2.0 503 Service Unavailable");
    refuse(scene_call_of("four", 1), "SIP/2.0 500 Error");
    assert_text("Call 1 and 1 more: failed with 503; 10.0.0.2 (Asterisk): see "
                "if it is down or overloaded (certain)\n"
                "Call 3: failed with 500; 10.0.0.2 (Asterisk): look at its log "
                "for this time (certain)\n");
}

/* A call that failed comes before one with a malformed header. */
TEST(worst_first)
{
    GPtrArray *faults;

    scene_invite(&one, "Supported: timer\r\nSession-Expires: abc\r\n");
    scene_answer(&one, "");
    scene_ack(&one);
    scene->now_ns += 20 * S;
    scene_bye(&one, SIDE_A);
    refuse(scene_call_of("two", 1), "SIP/2.0 404 Not Found");
    faults = answer_faults(scene->analysis);
    g_assert_cmpuint(faults->len, ==, 2);
    for (guint i = 0; i < 2; i++) {
        const struct fault *fault = g_ptr_array_index(faults, i);

        g_assert_cmpint(fault->harm, ==,
                        i == 0 ? CALL_HARM_FAILED : CALL_HARM_RISK);
        g_assert_cmpuint(fault->calls->len, ==, 1);
        g_assert_cmpuint(g_array_index(fault->calls, uint32_t, 0), ==, 1 - i);
    }
    g_ptr_array_unref(faults);
}

/* The silent side is where its media comes from; its SIP comes by a proxy. */
TEST(media_beside_proxy)
{
    uint16_t seq = 0;

    one.sip[SIDE_A].address[3] = 9;
    scene_set_up(&one, "");
    for (unsigned i = 0; i < 400; i++) {
        scene->now_ns += S / 10;
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, ++seq);
        if (i < 90)
            scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
    }
    scene_bye(&one, SIDE_B);
    assert_text("Call 0, after 40 s: dropped, no media for 30 s; 10.0.0.1: see "
                "why it fell silent (likely)\n");
}

/* Adds finding ID about stream 0 to the frame at hand. */
static void find(enum finding_id id)
{
    struct findings *findings = scene->analysis->findings;

    finding_add(findings->pending, id, "made");
    findings_keep(findings, &scene->analysis->now, 0, 0);
}

static void assert_faults(unsigned n, const char *worst)
{
    GPtrArray *faults = answer_faults(scene->analysis);

    g_assert_cmpuint(faults->len, ==, n);
    g_assert_cmpstr(((struct fault *)faults->pdata[0])->what, ==, worst);
    g_ptr_array_unref(faults);
}

static void assert_no_faults(void)
{
    GPtrArray *faults = answer_faults(scene->analysis);

    g_assert_cmpuint(faults->len, ==, 0);
    g_ptr_array_unref(faults);
}

/* Two points tell of a stream's loss and copies better than one. */
TEST(told_once)
{
    scene_set_up(&one, "");
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    find(FINDING_LOSS);
    find(FINDING_DUP_BURST);
    assert_faults(2, "packets lost");
    find(FINDING_POINTS_LOSS);
    assert_faults(2, "packets lost between captures");
    find(FINDING_DUP_BURST_MISSING);
    assert_faults(2, "packets lost between captures");
}

/* In a capture that holds streams twice, repeats of which nothing tells the
 * maker are the capture's. */
TEST(repeats_of_a_merge)
{
    const struct rtp_dup_burst unknown = {
        .index = 1, .n_repeats = 3, .n_by_origin[RTP_ORIGIN_UNKNOWN] = 3};
    struct rtp_dup_burst *kept;

    scene_set_up(&one, "");
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    find(FINDING_DUP_BURST);
    g_array_append_val(scene->analysis->bursts, unknown);
    ((struct finding *)scene_found(FINDING_DUP_BURST))->burst = 1;
    assert_faults(1, "packets doubled in bursts");
    find(FINDING_CAPTURE_MIRRORED);
    assert_no_faults();
    kept = &g_array_index(scene->analysis->bursts, struct rtp_dup_burst, 0);
    kept->n_by_origin[RTP_ORIGIN_SENDER] = 1;
    assert_faults(1, "packets doubled in bursts");
}

/* 10 % of A's packets are lost: one fault, though two findings tell it. */
TEST(loss_is_poor_quality)
{
    for (uint16_t seq = 0; seq < 600; seq++) {
        if (seq % 10 != 5)
            scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, seq);
        scene->now_ns += 20 * MS;
    }
    assert_text(
        "Call 0: 10 % of audio lost before the capture; 10.0.0.1: check "
        "its network (certain)\n");
    g_assert_cmpuint(scene_n_found(FINDING_QUALITY_POOR), ==, 1);
}

/* Loss that its sender's repeats explain tells of them too. */
TEST(doubled_then_lost)
{
    const struct endpoint *from = &one.media[SIDE_A];
    const struct stream_loss_sides sides = {true, 1000, 0, 400, 450};
    const struct rtp_worst worst = {0};
    const struct moment moment = {.frame = 1};

    scene_set_up(&one, "");
    scene_rtp(*from, one.media[SIDE_B], 1, 1);
    find(FINDING_DUP_BURST);
    assert_faults(1, "packets doubled in bursts");
    stream_loss_report(MEDIA_KIND_VIDEO, &sides, &worst, from,
                       &one.media[SIDE_B], scene->analysis->findings->pending);
    findings_keep(scene->analysis->findings, &moment, 0, 0);
    assert_faults(1, "40 % of video doubled, then lost");
    assert_text("Call 0: 40 % of video doubled, then lost; 10.0.0.1: find what "
                "sends them twice (likely)\n");
}

/* Two calls of which the capture has no INVITE. */
TEST(several_began_before)
{
    const struct scene_call two = scene_call_of("two", 3);
    char *text;

    scene->now_ns = 9 * S;
    scene_bye(&one, SIDE_B);
    scene_bye(&two, SIDE_B);
    assert_text("Nothing wrong was seen: 2 calls, 0 streams; how or why 2 of "
                "the calls ended is not known.\n"
                "Call 0 and 1 more began before this capture, and no media was "
                "recognised: how it sounded is not known.\n");
    scene_rtp(at(7, 5000), at(8, 5000), 1, 1);
    text = answer_text(scene->analysis);
    g_assert_true(g_str_has_suffix(
        text, "\nCall 0 and 1 more began before this capture: its codecs and "
              "media may not be recognised.\n"));
    g_free(text);
}

/* Adds finding ID, which points at WHO, about STREAM and CALL. */
static void find_at(enum finding_id id, const struct endpoint *who,
                    uint32_t stream, uint32_t call)
{
    struct findings *findings = scene->analysis->findings;

    finding_add(findings->pending, id, "made");
    finding_point_at(findings->pending, who, "made");
    findings_keep(findings, &scene->analysis->now, stream, call);
}

/* An endpoint's report tells of copies that never arrived: it explains loss
 * behind the capture, copies and quality, but no loss before the capture. */
TEST(told_by_endpoint)
{
    scene_set_up(&one, "");
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    find(FINDING_LOSS);
    find(FINDING_DUP_BURST);
    find(FINDING_QUALITY_POOR);
    find(FINDING_QOE_DOUBLED_LOST);
    assert_faults(1, "doubled packets never arrived");
    find_at(FINDING_LOSS, &one.media[SIDE_A], 0, 0);
    assert_faults(2, "doubled packets never arrived");
}

/* Poor quality is told only of a stream of which nothing else tells. */
TEST(poor_alone)
{
    scene_set_up(&one, "");
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    find(FINDING_QUALITY_POOR);
    assert_faults(1, "poor quality");
    find(FINDING_POINTS_LOSS);
    assert_faults(1, "packets lost between captures");
}

/* A finding about no call and no stream: nobody's product is known. */
TEST(of_no_call)
{
    const struct endpoint stranger = at(9, 5060);
    GPtrArray *faults;
    const struct fault *fault;

    one.agent[SIDE_A] = one.agent[SIDE_B] = "Asterisk PBX 20";
    scene_set_up(&one, "");
    find_at(FINDING_RTP_STOPPED, &stranger, NO_INDEX, NO_INDEX);
    faults = answer_faults(scene->analysis);
    g_assert_cmpuint(faults->len, ==, 1);
    fault = g_ptr_array_index(faults, 0);
    g_assert_cmpuint(fault->calls->len, ==, 0);
    g_assert_true(endpoint_equal(&fault->who, &stranger));
    g_assert_cmpstr(fault->product, ==, "");
    g_assert_cmpint(fault->certainty, ==, CALL_CERTAINTY_UNKNOWN);
    g_ptr_array_unref(faults);
    find_at(FINDING_RTP_STOPPED, &one.sip[SIDE_B], NO_INDEX, 0);
    faults = answer_faults(scene->analysis);
    fault = g_ptr_array_index(faults, 1);
    g_assert_cmpuint(fault->calls->len, ==, 1);
    g_assert_cmpstr(fault->product, ==, "Asterisk");
    g_ptr_array_unref(faults);
}

/* Two findings of one call are one fault of one call. */
TEST(once_a_call)
{
    GPtrArray *faults;

    scene_set_up(&one, "");
    for (int i = 0; i < 2; i++)
        find_at(FINDING_SESSION_BAD_422, &one.sip[SIDE_A], NO_INDEX, 0);
    faults = answer_faults(scene->analysis);
    g_assert_cmpuint(faults->len, ==, 1);
    g_assert_cmpuint(((struct fault *)faults->pdata[0])->calls->len, ==, 1);
    g_ptr_array_unref(faults);
    find_at(FINDING_SESSION_BAD_422, &one.sip[SIDE_B], NO_INDEX, 0);
    assert_faults(2, "made");
}

/* A finding without a burst of its own, or with one that is not kept, is told
 * as it is. */
TEST(repeats_without_burst)
{
    const struct rtp_dup_burst unknown = {
        .index = 1, .n_repeats = 3, .n_by_origin[RTP_ORIGIN_UNKNOWN] = 3};

    scene_set_up(&one, "");
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    find(FINDING_DUP_BURST);
    find(FINDING_CAPTURE_MIRRORED);
    g_array_append_val(scene->analysis->bursts, unknown);
    for (uint32_t burst = 0; burst < 3; burst++) {
        ((struct finding *)scene_found(FINDING_DUP_BURST))->burst = burst;
        if (burst == 1)
            assert_no_faults();
        else
            assert_faults(1, "packets doubled in bursts");
    }
}
