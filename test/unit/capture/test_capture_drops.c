/* Tests of packets that the capture itself dropped.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_end.h"
#include "analysis_scene.h"

#define SSRC     0xA
#define RECEIVER 0xB

static struct media_stream *stream; /* from 10.0.0.1:5000 to 10.0.0.2:6000 */

static void rtp(uint16_t from_seq, uint16_t to_seq)
{
    for (uint16_t seq = from_seq; seq != to_seq; seq++) {
        stream = scene_rtp(at(1, 5000), at(2, 6000), SSRC, seq);
        scene->now_ns += 20 * MS;
    }
}

static void report(uint32_t reporter, uint32_t lost, uint32_t highest_seq)
{
    scene_report(at(2, 6001), at(1, 5001), reporter, SSRC, lost, highest_seq);
}

static uint64_t dropped(uint32_t point)
{
    int64_t first, last;

    return capture_drops_at(scene->analysis->drops,
                            rtp_points_at(&stream->points, point), &first,
                            &last);
}

/* Three reports, 100 packets each. The capture lacks N_LACKING of the second
 * hundred, the receiver N_LOST. */
static void capture_lacking(uint16_t n_lacking, uint32_t n_lost)
{
    scene_begin();
    rtp(0, 100);
    report(RECEIVER, 0, 99);
    rtp(100, 150);
    rtp((uint16_t)(150 + n_lacking), 200);
    report(RECEIVER, n_lost, 199);
    rtp(200, 300);
    report(RECEIVER, n_lost, 299);
}

/* CAPTURE_DROPS_MIN is 3. */
TEST(limit_min)
{
    static const uint16_t lacking[] = {0, 1, 2, 3, 4};
    static const uint64_t wanted[] = {0, 0, 0, 3, 4};

    FOR_EACH_ROW(i, lacking) {
        capture_lacking(lacking[i], 0);
        g_assert_cmpuint(dropped(0), ==, wanted[i]);
        analysis_end(scene->analysis);
        g_assert_cmpuint(scene_n_found(FINDING_CAPTURE_DROPS), ==,
                         wanted[i] > 0);
    }
}

/* A stream seen at one place needs no place named. */
TEST(one_point)
{
    scene->nic_known = true;
    capture_lacking(10, 0);
    analysis_end(scene->analysis);
    g_assert_null(
        strstr(scene_found(FINDING_CAPTURE_DROPS)->text, "interface"));
}

/* What the receiver misses too was lost by the network. */
TEST(lost_by_network)
{
    capture_lacking(10, 10);
    g_assert_cmpuint(dropped(0), ==, 0);
    capture_lacking(10, 6);
    g_assert_cmpuint(dropped(0), ==, 4);
}

/* Sequence numbers wrap; the receiver extends them beyond 16 bits. */
TEST(wrap)
{
    rtp(65400, 65500);
    report(RECEIVER, 0, 65499);
    rtp(65500, 65530);
    rtp(10, 64); /* 16 are missing: 65530 to 65535 and 0 to 9 */
    report(RECEIVER, 0, 0x10000 + 63);
    rtp(64, 164);
    report(RECEIVER, 0, 0x10000 + 163);
    g_assert_cmpuint(dropped(0), ==, 16);
}

/* Between two reports the capture lacks 10 packets that the receiver has. */
static void lack_ten(void)
{
    rtp(0, 100);
    report(RECEIVER, 0, 99);
    rtp(110, 200);
    report(RECEIVER, 0, 199);
}

/* Two reports prove nothing; a report captured twice counts once. */
TEST(reports_needed)
{
    lack_ten();
    report(RECEIVER, 0, 199);
    g_assert_cmpuint(dropped(0), ==, 0);
    rtp(200, 300);
    report(RECEIVER, 0, 299);
    g_assert_cmpuint(dropped(0), ==, 10);
}

/* A stream may begin at number 0: a report up to there counts, too. */
TEST(reports_from_zero)
{
    rtp(0, 1);
    report(RECEIVER, 0, 0);
    rtp(1, 50);
    rtp(60, 100);
    report(RECEIVER, 0, 99);
    rtp(100, 200);
    report(RECEIVER, 0, 199);
    g_assert_cmpuint(dropped(0), ==, 10);
}

/* Another reporter's count has another start. */
TEST(reports_another_reporter)
{
    lack_ten();
    rtp(200, 300);
    report(RECEIVER + 1, 0, 299);
    g_assert_cmpuint(dropped(0), ==, 0);
}

/* Numbers that the capture has not reached, and other streams, are ignored. */
TEST(reports_on_others)
{
    rtp(0, 100);
    for (uint32_t i = 0; i < 3; i++) {
        report(RECEIVER, 0, 200 + i);
        scene_report(at(2, 6001), at(1, 5001), RECEIVER, SSRC + 1, 0, 50 + i);
        scene_report(at(3, 6001), at(1, 5001), RECEIVER, SSRC, 0, 50 + i);
    }
    g_assert_cmpuint(dropped(0), ==, 0);
    g_assert_cmpuint(g_hash_table_size(scene->analysis->drops), ==, 0);
}

/* Each interface is compared by itself; the finding names it. */
TEST(two_points)
{
    const struct finding *found;

    scene->nic_known = true;
    for (unsigned i = 0; i < 3; i++) {
        for (scene->nic = 0; scene->nic < 2; scene->nic++) {
            uint16_t from_seq = (uint16_t)(100 * i);

            if (i == 1 && scene->nic == 1)
                from_seq += 7;
            for (uint16_t seq = from_seq; seq < 100 * (i + 1); seq++)
                stream =
                    scene_rtp_again(at(1, 5000), at(2, 6000), SSRC, seq, seq);
            report(RECEIVER, 0, 100 * i + 99);
        }
        scene->now_ns += 2 * S;
    }
    g_assert_cmpuint(stream->points.n_points, ==, 2);
    g_assert_cmpuint(dropped(0), ==, 0);
    g_assert_cmpuint(dropped(1), ==, 7);
    analysis_end(scene->analysis);
    found = scene_found(FINDING_CAPTURE_DROPS);
    g_assert_nonnull(strstr(found->text, "interface 1"));
    g_assert_cmpuint(found->stream, ==, stream->index);
}
