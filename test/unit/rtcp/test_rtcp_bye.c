/* Tests of RTP after RTCP BYE.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_bye.h"

#include "unit_test.h"

#define MS INT64_C(1000000)
#define S  INT64_C(1000000000)

static void test_continued(void)
{
    struct rtcp_bye bye = {0};

    rtcp_bye_on_bye(&bye, 10 * S);
    g_assert_false(rtcp_bye_on_rtp(&bye, 10 * S + 20 * MS, 10 * S));
    g_assert_false(rtcp_bye_on_rtp(&bye, 11 * S, 11 * S - 20 * MS));
    g_assert_true(rtcp_bye_on_rtp(&bye, 11 * S + 1, 11 * S));
    g_assert_false(rtcp_bye_on_rtp(&bye, 12 * S, 11 * S + 1));
}

/* The BYE sent again 2 s later does not tell it again. */
static void test_once(void)
{
    struct rtcp_bye bye = {0};

    rtcp_bye_on_bye(&bye, 10 * S);
    g_assert_true(rtcp_bye_on_rtp(&bye, 12 * S, 11 * S));
    rtcp_bye_on_bye(&bye, 12 * S);
    g_assert_false(rtcp_bye_on_rtp(&bye, 14 * S, 13 * S));
}

/* RTP that is on its way when the BYE overtakes it. */
static void test_silent_tail(void)
{
    struct rtcp_bye bye = {0};

    rtcp_bye_on_bye(&bye, 10 * S);
    for (int64_t time = 10 * S; time <= 11 * S; time += 100 * MS)
        g_assert_false(rtcp_bye_on_rtp(&bye, time, time - 100 * MS));
}

/* BYE when held, RTP again 60 s later with the same SSRC: a new talk. */
static void test_silent_hold(void)
{
    struct rtcp_bye bye = {0};

    rtcp_bye_on_bye(&bye, 10 * S);
    g_assert_false(rtcp_bye_on_rtp(&bye, 70 * S, 10 * S));
    g_assert_false(rtcp_bye_on_rtp(&bye, 72 * S, 71 * S));
}

static void test_silent_without_bye(void)
{
    struct rtcp_bye bye = {0};

    g_assert_false(rtcp_bye_on_rtp(&bye, 10 * S, 9 * S));
}

static const struct unit_test tests[] = {
    {"/rtcp_bye/continued/after-1-s", test_continued},
    {"/rtcp_bye/continued/once", test_once},
    {"/rtcp_bye/silent/tail", test_silent_tail},
    {"/rtcp_bye/silent/hold", test_silent_hold},
    {"/rtcp_bye/silent/without-bye", test_silent_without_bye},
};

UNIT_TESTS_MAIN(tests)
