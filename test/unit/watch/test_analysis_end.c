/* Tests of findings that only the end of a capture proves.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_end.h"
#include "analysis_scene.h"

TEST(no_frame)
{
    analysis_end(scene->analysis);
    g_assert_cmpuint(findings_count(scene->analysis->findings), ==, 0);
}

/* Each side sends RTP until 2 s, enough to show that the capture lacks none. */
static void talk_until_2_s(void)
{
    for (uint16_t seq = 1; seq <= 100; seq++) {
        scene->now_ns = seq * 20 * MS;
        scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, seq);
    }
}

/* Both sides of a call fall silent at 2 s, and the capture ends at END_NS. */
static unsigned n_timeouts_at(int64_t end_ns)
{
    unsigned n;

    scene_begin();
    scene_set_up(&one, "");
    talk_until_2_s();
    scene_goes_on(end_ns);
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT), ==, 0);
    analysis_end(scene->analysis);
    n = scene_n_found(FINDING_MEDIA_TIMEOUT);
    return n;
}

TEST(media_timeout)
{
    g_assert_cmpuint(n_timeouts_at(32 * S), ==, 0);
    g_assert_cmpuint(n_timeouts_at(32 * S + 1), ==, 2);
}

/* No frame at all for 38 s: the capture may have stood still. */
TEST(media_timeout_in_the_dark)
{
    scene_set_up(&one, "");
    talk_until_2_s();
    scene_other_frame(40 * S);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT), ==, 0);
}

/* A growing capture: the findings of the end are made again. */
TEST(grows)
{
    const struct findings *findings;
    uint32_t n_found;

    findings = scene->analysis->findings;
    scene_set_up(&one, "");
    talk_until_2_s();
    scene_goes_on(40 * S);
    analysis_end(scene->analysis);
    n_found = findings_count(findings);
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT), ==, 2);
    analysis_end(scene->analysis);
    g_assert_cmpuint(findings_count(findings), ==, n_found);
    scene_bye(&one, SIDE_A); /* the frame proves the silence */
    analysis_end(scene->analysis);
    for (uint32_t i = 0; i < findings_count(findings); i++)
        if (findings_at(findings, i)->frame == 0)
            g_assert_cmpint(findings_at(findings, i)->id, !=,
                            FINDING_MEDIA_TIMEOUT);
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT), ==, 2);
}

/* Each packet is captured twice, except N_SINGLE of 20 (RTP_ORIGIN_CAPTURE
 * needs the same IPv4 identification within 1 ms). */
static bool is_mirrored(unsigned n_single)
{
    bool mirrored;

    scene_begin();
    for (uint16_t i = 0; i < 20; i++) {
        scene->ip_id = (uint16_t)(i + 1);
        scene_rtp(at(1, 5000), at(2, 6000), 1, i);
        if (i < 20 - n_single)
            scene_rtp_again(at(1, 5000), at(2, 6000), 1, i, scene->ticket);
        scene->now_ns += 20 * MS;
    }
    analysis_end(scene->analysis);
    mirrored = scene_n_found(FINDING_CAPTURE_MIRRORED) > 0;
    return mirrored;
}

/* Three quarters of 20 are 15. */
TEST(mirrored)
{
    g_assert_true(is_mirrored(0));
    g_assert_true(is_mirrored(5));
    g_assert_false(is_mirrored(6));
    g_assert_false(is_mirrored(20));
}

/* The second interface lacks five packets of the stream: lost between the
 * two. */
TEST(path)
{
    const struct finding *found;

    scene->nic_known = true;
    for (uint16_t seq = 0; seq < 100; seq++) {
        scene->ip_id = (uint16_t)(seq + 1);
        for (scene->nic = 0; scene->nic < 2; scene->nic++)
            if (scene->nic == 0 || seq < 50 || seq >= 55)
                scene_rtp_again(at(1, 5000), at(2, 6000), 1, seq, seq);
        scene->now_ns += 20 * MS;
    }
    analysis_end(scene->analysis);
    found = scene_found(FINDING_POINTS_LOSS);
    g_assert_cmpuint(found->frame, ==, 0);
    g_assert_cmpuint(found->stream, ==, 0);
    g_assert_nonnull(strstr(found->text, "interface 0"));
    g_assert_nonnull(strstr(found->text, "interface 1"));
}

/* All streams are summed up: one that is not copied hides no mirror. */
TEST(mirrored_beside_another)
{
    scene_rtp(at(8, 5000), at(9, 6000), 2, 1);
    for (uint16_t i = 0; i < 20; i++) {
        scene->ip_id = (uint16_t)(i + 1);
        scene_rtp(at(1, 5000), at(2, 6000), 1, i);
        scene_rtp_again(at(1, 5000), at(2, 6000), 1, i, scene->ticket);
        scene->now_ns += 20 * MS;
    }
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_CAPTURE_MIRRORED), ==, 1);
}

/* The point with most copies counts: here the first of two. */
TEST(mirrored_at_one_point)
{
    scene->nic_known = true;
    for (uint16_t i = 0; i < 20; i++) {
        scene->ip_id = (uint16_t)(i + 1);
        scene->nic = 0;
        scene_rtp_again(at(1, 5000), at(2, 6000), 1, i, i);
        scene_rtp_again(at(1, 5000), at(2, 6000), 1, i, i);
        scene->nic = 1;
        scene_rtp_again(at(1, 5000), at(2, 6000), 1, i, i);
        scene->now_ns += 20 * MS;
    }
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_CAPTURE_MIRRORED), ==, 1);
}
