/* Tests of RTP after RTCP BYE.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_bye.h"

#include "unit_test.h"

static struct rtcp_bye bye;

BEFORE_EACH()
{
    bye = (struct rtcp_bye){0};
}

TEST(continued_after_1_s)
{
    rtcp_bye_on_bye(&bye, 10 * S);
    g_assert_false(rtcp_bye_on_rtp(&bye, 10 * S + 20 * MS, 10 * S));
    g_assert_false(rtcp_bye_on_rtp(&bye, 11 * S, 11 * S - 20 * MS));
    g_assert_true(rtcp_bye_on_rtp(&bye, 11 * S + 1, 11 * S));
    g_assert_false(rtcp_bye_on_rtp(&bye, 12 * S, 11 * S + 1));
}

/* It is not told again when the BYE is sent again 2 s later. */
TEST(continued_once)
{
    rtcp_bye_on_bye(&bye, 10 * S);
    g_assert_true(rtcp_bye_on_rtp(&bye, 12 * S, 11 * S));
    rtcp_bye_on_bye(&bye, 12 * S);
    g_assert_false(rtcp_bye_on_rtp(&bye, 14 * S, 13 * S));
}

/* RTP that is on its way when the BYE overtakes it. */
TEST(silent_tail)
{
    rtcp_bye_on_bye(&bye, 10 * S);
    for (int64_t time = 10 * S; time <= 11 * S; time += 100 * MS)
        g_assert_false(rtcp_bye_on_rtp(&bye, time, time - 100 * MS));
}

/* BYE when held, RTP again 60 s later with the same SSRC: a new talk. */
TEST(silent_hold)
{
    rtcp_bye_on_bye(&bye, 10 * S);
    g_assert_false(rtcp_bye_on_rtp(&bye, 70 * S, 10 * S));
    g_assert_false(rtcp_bye_on_rtp(&bye, 72 * S, 71 * S));
}

/* 5 s without RTP is the same talk still, any longer a new one. */
TEST(silent_pause_limit)
{
    rtcp_bye_on_bye(&bye, 10 * S);
    g_assert_true(rtcp_bye_on_rtp(&bye, 15 * S, 10 * S));
    bye = (struct rtcp_bye){0};
    rtcp_bye_on_bye(&bye, 10 * S);
    g_assert_false(rtcp_bye_on_rtp(&bye, 15 * S + 1, 10 * S));
}

TEST(silent_without_bye)
{
    g_assert_false(rtcp_bye_on_rtp(&bye, 10 * S, 9 * S));
}
