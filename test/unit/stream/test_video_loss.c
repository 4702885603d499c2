/* Tests of the Windows XP QoS fault as seen at the receiver.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "video_loss.h"

#include <string.h>

#include "unit_test.h"

/* A stream of N numbers from 65500 on, of which N_LOST are missing, each after
 * every other packet. */
static struct rtp_seq stream(uint32_t n, uint32_t n_lost)
{
    struct rtp_seq state = {0};

    for (uint32_t i = 0; i < n; i++) {
        if (i % 2 == 0 || i / 2 >= n_lost)
            rtp_seq_update(&state, (uint16_t)(65500 + i), i * 3000,
                           RTP_CONTENT_UNKNOWN);
    }
    g_assert_cmpuint(rtp_seq_expected(&state), ==, n);
    g_assert_cmpuint(rtp_seq_lost(&state), ==, n_lost);
    return state;
}

static bool seen(struct rtp_seq video, struct rtp_seq audio)
{
    return video_loss_seen(&video, &audio);
}

/* More than 30 % of 1000 is 301; less than 2 % of 1000 is 19. */
TEST(limits)
{
    g_assert_true(seen(stream(1000, 301), stream(1000, 0)));
    g_assert_false(seen(stream(1000, 300), stream(1000, 0)));
    g_assert_true(seen(stream(1000, 301), stream(1000, 19)));
    g_assert_false(seen(stream(1000, 301), stream(1000, 20)));
    g_assert_false(seen(stream(1000, 0), stream(1000, 0)));
}

/* The limits of video alone: 301 of 1000, in 20 gaps, of 200 packets. */
TEST(possible)
{
    struct rtp_seq none = {0};
    struct rtp_seq enough = stream(1000, 301);
    struct rtp_seq too_few = stream(1000, 300);
    struct rtp_seq short_one = stream(199, 80);

    g_assert_true(video_loss_is_possible(&enough));
    g_assert_false(video_loss_is_possible(&too_few));
    g_assert_false(video_loss_is_possible(&short_one));
    g_assert_false(video_loss_is_possible(&none));
    enough.n_gaps = VIDEO_LOSS_MIN_GAPS - 1;
    g_assert_false(video_loss_is_possible(&enough));
    enough.n_gaps = VIDEO_LOSS_MIN_GAPS;
    g_assert_true(video_loss_is_possible(&enough));
}

/* Neither stream is judged below 200 packets. */
TEST(enough_packets)
{
    g_assert_true(seen(stream(201, 80), stream(200, 0)));
    g_assert_false(seen(stream(199, 80), stream(200, 0)));
    g_assert_false(seen(stream(201, 80), stream(199, 0)));
    g_assert_false(seen((struct rtp_seq){0}, (struct rtp_seq){0}));
}

/* A pause of the capture, or a call transferred and back, is one gap of many
 * packets: not this fault. */
TEST(one_gap)
{
    struct rtp_seq video = {0};

    for (uint16_t i = 0; i < 500; i++)
        rtp_seq_update(&video, i, i, RTP_CONTENT_UNKNOWN);
    for (uint16_t i = 2500; i < 3000; i++)
        rtp_seq_update(&video, i, i, RTP_CONTENT_UNKNOWN);
    g_assert_cmpuint(rtp_seq_lost(&video), ==, 2000);
    g_assert_false(seen(video, stream(1000, 0)));
}

/* 400 of 1000 video packets and 1 of 200 audio packets: 40.0 % and 0.5 %. */
TEST(report)
{
    struct rtp_seq video = stream(1000, 400);
    struct rtp_seq audio = stream(200, 1);
    GPtrArray *list = finding_list_new();
    const struct finding *finding;

    video_loss_report(list, &video, &audio, "a -> b");
    g_assert_cmpuint(list->len, ==, 1);
    finding = g_ptr_array_index(list, 0);
    g_assert_cmpint(finding->id, ==, FINDING_VIDEO_LOSS);
    g_assert_true(g_str_has_prefix(
        finding->text,
        "400 of 1000 video packets lost (40.0 %) in 400 gaps, but 0.5 % of "
        "audio between the same hosts, a -> b"));
    g_assert_nonnull(strstr(finding->advice, "KB 969695"));
    g_ptr_array_unref(list);
}
