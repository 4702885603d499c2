/* Tests of reporting loss.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "loss_watch.h"

#include "analysis_end.h"
#include "analysis_scene.h"

/* N packets each way, 20 ms apart. A has SSRC 1, B has SSRC 2. Every tenth
 * packet is missing of a side that LACKS. */
static void talk(unsigned n, bool a_lacks, bool b_lacks)
{
    for (uint16_t seq = 0; seq < n; seq++) {
        bool tenth = seq % 10 == 5;

        if (!a_lacks || !tenth)
            scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
        if (!b_lacks || !tenth)
            scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, seq);
        scene->now_ns += 20 * MS;
    }
}

/* 60 of 600 are missing and the other direction is complete: reported on the
 * BYE, once. */
TEST(on_bye)
{
    const struct finding *found;

    scene_set_up(&one, "");
    talk(600, true, false);
    scene_bye(&one, SIDE_A);
    found = scene_found(FINDING_LOSS);
    g_assert_cmpuint(found->frame, ==, scene->frame);
    g_assert_cmpuint(found->call, ==, 0);
    g_assert_cmpint(found->severity, ==, FINDING_WARN);
    g_assert_true(g_str_has_prefix(found->text,
                                   "60 of 600 audio packets from 10.0.0.1:5000 "
                                   "to 10.0.0.2:5000 missing (10.0 %): lost "
                                   "between 10.0.0.1 and this capture; worst: "
                                   "50 in seconds 0 to 10 of the stream"));
    scene_bye(&one, SIDE_B);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_LOSS), ==, 1);
}

/* Without a BYE, reported at the end of the capture, however often that
 * comes. */
TEST(at_end)
{
    talk(600, false, true);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_found(FINDING_LOSS)->frame, ==, 0);
    scene_other_frame(scene->now_ns);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_LOSS), ==, 1);
}

/* Both directions lack as much: the capture may have dropped the packets. */
TEST(capture_may_lack)
{
    talk(600, true, true);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_LOSS), ==, 2);
    g_assert_cmpint(scene_found(FINDING_LOSS)->severity, ==, FINDING_NOTE);
}

/* 19 of 190 are missing one way and none of 190 the other way, which may be
 * chance. With 200 each, 20 would be missing. */
TEST(witness_of_few)
{
    talk(190, true, false);
    analysis_end(scene->analysis);
    g_assert_nonnull(
        strstr(scene_found(FINDING_LOSS)->text, "nothing tells which"));
    scene_begin();
    talk(200, true, false);
    analysis_end(scene->analysis);
    g_assert_null(
        strstr(scene_found(FINDING_LOSS)->text, "nothing tells which"));
}

/* A lacks 80 of 800 packets, and B lacks N: a quarter or less shows that the
 * capture is complete. */
static bool is_witnessed_by(unsigned n)
{
    scene_begin();
    for (uint16_t seq = 0; seq < 800; seq++) {
        if (seq % 10 != 5)
            scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
        if (seq % 20 != 5 || seq / 20 >= n)
            scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, seq);
        scene->now_ns += 20 * MS;
    }
    analysis_end(scene->analysis);
    for (uint32_t i = 0; i < findings_count(scene->analysis->findings); i++) {
        const struct finding *found = findings_at(scene->analysis->findings, i);

        if (found->id == FINDING_LOSS && found->stream == 0)
            return strstr(found->text, "nothing tells which") == NULL;
    }
    g_assert_not_reached();
}

TEST(witness_that_lacks_some)
{
    g_assert_true(is_witnessed_by(0));
    g_assert_true(is_witnessed_by(20));
    g_assert_false(is_witnessed_by(21));
}

/* Another point has what the first one lacks, so it was not lost before
 * that. */
TEST(other_place)
{
    for (uint16_t seq = 0; seq < 600; seq++) {
        scene->nic = 0;
        if (seq % 10 != 5)
            scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
        scene->nic = 1;
        scene_rtp_again(one.media[SIDE_A], one.media[SIDE_B], 1, seq,
                        scene->ticket);
        scene->now_ns += 20 * MS;
    }
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_LOSS), ==, 0);
}

/* The capture begins a second before the streams. */
static void begin_before(void)
{
    scene_rtp(at(8, 5000), at(9, 5000), 9, 0);
    scene->now_ns = S;
}

/* B's reports: it misses none of the 60 that the capture lacks. */
TEST(capture_lacks)
{
    begin_before();
    talk(300, true, true);
    scene_report(at(2, 5001), at(1, 5001), 2, 1, 0, 299);
    analysis_end(scene->analysis);
    for (uint32_t i = 0; i < findings_count(scene->analysis->findings); i++)
        g_assert_null(strstr(findings_at(scene->analysis->findings, i)->text,
                             "packets from 10.0.0.1:5000"));
}

/* Loss after the capture: A reports 90 of the 600, all of which are here. A
 * capture that began with the stream cannot tell whether it holds all of it. */
TEST(behind)
{
    begin_before();
    talk(600, false, false);
    scene_report(at(1, 5001), at(2, 5001), 1, 2, 90, 599);
    analysis_end(scene->analysis);
    g_assert_nonnull(strstr(scene_found(FINDING_LOSS)->text,
                            "90 of 600 audio packets from 10.0.0.2:5000"));
    scene_begin();
    talk(600, false, false);
    scene_report(at(1, 5001), at(2, 5001), 1, 2, 90, 599);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_LOSS), ==, 0);
}

/* Sender report of SSRC: N_SENT packets (RFC 3550 6.4.1). */
static void sender_report(struct endpoint from, struct endpoint to,
                          uint32_t ssrc, uint32_t n_sent)
{
    uint8_t payload[28] = {0x80, RTCP_PT_SR, 0, 6};
    struct media_arrival arrival;

    put_be32(payload + 4, ssrc);
    put_be32(payload + 20, n_sent);
    arrival = scene_arrival(from, to, payload, sizeof payload);
    media_watch_on_rtcp(scene->analysis, &arrival, &scene->proof);
    scene_frame_done();
}

/* A's RTP ends with number 599, but it counts 2500 more packets after its next
 * report; B's reports say what B has of them. */
static void vanish(uint32_t highest_seq)
{
    talk(600, false, false);
    sender_report(at(1, 5001), at(2, 5001), 1, 650);
    for (uint16_t seq = 600; seq < 3100; seq++) {
        scene->now_ns += 20 * MS;
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, seq);
    }
    sender_report(at(1, 5001), at(2, 5001), 1, 3150);
    scene_report(at(2, 5001), at(1, 5001), 2, 1, 0, highest_seq);
    analysis_end(scene->analysis);
}

TEST(vanished)
{
    vanish(599);
    g_assert_cmpint(scene_found(FINDING_LOSS)->severity, ==, FINDING_WARN);
    g_assert_true(
        g_str_has_prefix(scene_found(FINDING_LOSS)->text,
                         "2500 of 3100 audio packets from 10.0.0.1:5000 to "
                         "10.0.0.2:5000 missing (80.6 %): lost between "
                         "10.0.0.1 and this capture; 2500 in one gap, seconds "
                         "12.0 to 62.0 of the stream"));
}

/* The receiver has them: only the capture lacks them. */
TEST(vanished_from_the_capture)
{
    vanish(3099);
    if (scene_n_found(FINDING_LOSS) > 0)
        g_assert_null(strstr(scene_found(FINDING_LOSS)->text, "2500"));
}
