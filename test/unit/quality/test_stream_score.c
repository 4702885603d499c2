/* Tests of a stream's score. Expected values from G.107 and G.113.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stream_score.h"

#include <math.h>

#include "unit_test.h"

static struct stream_score score_of(const char *codec, double loss_percent)
{
    return stream_score(codec_impairment_find(codec, 33),
                        &(struct e_model_input){.loss_percent = loss_percent});
}

TEST(of_a_codec)
{
    struct stream_score score = score_of("PCMA", 1);
    struct stream_score wideband = score_of("AMR-WB", 0);

    g_assert_cmpfloat(fabs(score.r - 89.560), <, 0.0006);
    g_assert_cmpfloat(fabs(stream_score_mos(&score) - 4.328), <, 0.0006);
    g_assert_cmpstr(score.codec->name, ==, "PCMA");
    g_assert_cmpfloat(fabs(stream_score_mos(&wideband) - 4.337), <, 0.0006);
}

/* 93.2 - 20 without loss; with it, and of RTAudio, nothing is published. */
TEST(not_published)
{
    struct stream_score score;

    g_assert_cmpfloat(fabs(score_of("GSM", 0).r - 73.2), <, 0.0006);
    g_assert_null(score_of("GSM", 0.1).codec);
    score = score_of("x-msrta", 0);
    g_assert_null(score.codec);
    g_assert_cmpfloat(stream_score_mos(&score), ==, 0);
}

/* G.107 with 300 ms: Idd is 14.761. It does not count wideband. */
TEST(delay)
{
    const struct e_model_input input = {.delay_ms = 300};
    struct stream_score score =
        stream_score(codec_impairment_find("PCMU", 160), &input);

    g_assert_cmpfloat(fabs(score.r - 78.439), <, 0.0006);
    g_assert_cmpfloat(score.delay_ms, ==, 300);
    score = stream_score(codec_impairment_find("AMR-WB", 33), &input);
    g_assert_cmpfloat(fabs(score.r - 116), <, 0.0006);
    g_assert_cmpfloat(score.delay_ms, ==, 0);
}
