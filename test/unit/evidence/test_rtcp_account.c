/* Tests of comparing receiver reports with the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_account.h"

#include "unit_test.h"

#define REPORTER 0x1234

static struct rtp_track track;
static struct rtcp_account account;
static struct loss_count count; /* by the latest report */

BEFORE_EACH()
{
    track = (struct rtp_track){0};
    account = (struct rtcp_account){0};
}

/* The capture receives N packets from 65000 + FIRST on, without every DROPth
 * (0: all). */
static void arrive(unsigned first, unsigned n, unsigned drop)
{
    struct rtp_track_step step;

    for (unsigned i = first; i < first + n; i++)
        if (drop == 0 || i % drop != 0)
            rtp_track_update(&track, (uint16_t)(65000 + i), i * 160, 1, 0,
                             20000000, &step);
}

static bool report_of(uint32_t reporter, uint32_t highest)
{
    const struct rtcp_report report = {.highest_seq = highest};

    return rtcp_account_on_receiver(&account, &track, reporter, &report,
                                    &count);
}

static bool receiver(uint32_t highest)
{
    return report_of(REPORTER, highest);
}

/* Asserts that the report is counted, with these results. */
static void assert_account(uint32_t highest, uint64_t n_seen,
                           uint64_t n_lacking)
{
    g_assert_true(receiver(highest));
    g_assert_cmpuint(count.n_seen, ==, n_seen);
    g_assert_cmpuint(count.n_lacking, ==, n_lacking);
}

/* 1000 packets from 65000 on, every tenth missing from the capture. Between the
 * reports at the 100th (0 to 99) and the 1000th packet, 900 were sent and 90
 * are lacking. 65000 + 99 = 65099; 65000 + 999 = 65999, which is 0x101cf with
 * the wrap. */
TEST(receiver)
{
    arrive(0, 100, 10);
    g_assert_false(receiver(65099));
    arrive(100, 900, 10);
    assert_account(65999, 810, 90);
}

/* The report covers what came before the last 20 packets. */
TEST(late_report)
{
    arrive(0, 120, 0);
    g_assert_false(receiver(65099));
    arrive(120, 100, 0);
    assert_account(65199, 100, 0);
}

/* The capture lacks everything while the receiver gets 500 packets. */
TEST(media_flowed)
{
    arrive(0, 100, 0);
    g_assert_false(receiver(65099));
    assert_account(65599, 0, 500);
    /* The caller then says that 400 of the next 600 were missing in a hole. */
    track.n_in_holes = 400;
    arrive(1000, 200, 0);
    assert_account(66199, 200, 0);
}

/* The same report again, another reporter, a new count, and a number that goes
 * back: nothing is counted. */
TEST(no_account)
{
    arrive(0, 100, 0);
    g_assert_false(receiver(65099));
    g_assert_false(receiver(65099));
    arrive(100, 100, 0);
    assert_account(65199, 100, 0);
    g_assert_false(report_of(REPORTER + 1, 65199));
    g_assert_false(report_of(REPORTER + 1, 65198));
    g_assert_false(receiver(65000));
    g_assert_false(account.started);
}
