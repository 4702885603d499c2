/* Tests of how streams sounded. Scores from G.107 and G.113.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "quality_watch.h"

#include <math.h>

#include "unit_test.h"

static struct media_stream stream;
static struct stream_loss_sides sides;

BEFORE_EACH()
{
    stream = (struct media_stream){.codec = (char *)"PCMU"};
    sides = (struct stream_loss_sides){.known = true, .n_sent = 1000};
}

static double r(void)
{
    quality_watch_judge(&stream, &sides);
    return stream.score.codec != NULL ? stream.score.r : 0;
}

/* 5 % of G.711: 93.2 - 95 * 5 / (5 + 25.1). */
TEST(loss)
{
    g_assert_cmpfloat(fabs(r() - 93.200), <, 0.0006);
    sides.n_before = 30;
    sides.n_behind = 20;
    g_assert_cmpfloat(fabs(r() - 77.419), <, 0.0006);
}

/* What the capture itself may have lost counts up to 1 %, not with it. */
TEST(capture_may_lack)
{
    sides.known = false;
    sides.n_before = 9;
    g_assert_cmpfloat(fabs(r() - (93.2 - 95 * 0.9 / 26)), <, 0.0006);
    sides.n_before = 10;
    g_assert_cmpfloat(r(), ==, 0);
}

TEST(no_score)
{
    sides.n_sent = 49;
    g_assert_cmpfloat(r(), ==, 0);
    sides.n_sent = 50;
    g_assert_cmpfloat(r(), >, 0);
    stream.codec_changed = true;
    g_assert_cmpfloat(r(), ==, 0);
    stream.codec_changed = false;
    stream.codec = NULL;
    g_assert_cmpfloat(r(), ==, 0);
    stream.codec = (char *)"SIREN";
    g_assert_cmpfloat(r(), ==, 0);
}

/* 50 of 1000 in 25 runs: 2 a run where chance makes 1 / 0.95. BurstR 1.9:
 * 93.2 - 95 * 5 / (5 / 1.9 + 25.1). */
TEST(runs)
{
    stream.points.first.stats.seq = (struct rtp_seq){.started = true,
                                                     .epoch_expected = 1000,
                                                     .epoch_received = 950,
                                                     .n_gaps = 25};
    sides.n_before = 50;
    g_assert_cmpfloat(fabs(r() - 76.072), <, 0.0006);
    sides.n_before = 49;
    sides.n_behind = 1;
    g_assert_cmpfloat(fabs(r() - 77.419), <, 0.0006);
}
