/* Tests of what RTCP says was sent, against the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_account.h"

#include "unit_test.h"

#define REPORTER 0x1234

/* Packets 65000 and on arrive, but every DROPth (0: none is missing). */
static void arrive(struct rtp_track *track, unsigned first, unsigned n,
                   unsigned drop)
{
    struct rtp_track_step step;

    for (unsigned i = first; i < first + n; i++)
        if (drop == 0 || i % drop != 0)
            rtp_track_update(track, (uint16_t)(65000 + i), i * 160, 1, 0,
                             20000000, &step);
}

static bool receiver(struct rtcp_account *account,
                     const struct rtp_track *track, uint32_t highest,
                     int32_t lost, struct rtcp_account_change *change)
{
    const struct rtcp_report report = {.highest_seq = highest,
                                       .cumulative_lost = lost};

    return rtcp_account_on_receiver(account, track, REPORTER, &report, change);
}

static void assert_change(const struct rtcp_account_change *change,
                          uint64_t n_seen, uint64_t n_lacking,
                          uint64_t n_received, uint64_t n_lost)
{
    g_assert_cmpuint(change->count.n_seen, ==, n_seen);
    g_assert_cmpuint(change->count.n_lacking, ==, n_lacking);
    g_assert_cmpuint(change->n_received, ==, n_received);
    g_assert_cmpuint(change->n_lost, ==, n_lost);
}

/* 1000 packets from 65000 on, every tenth is missing from the capture: between
 * the reports at the 100th (0 to 99) and the 1000th, 900 were sent and 90 lack.
 * The receiver missed 30 of them. 65000 + 99 = 65099; + 999 = 65999, which is
 * 0x101cf with the wrap. */
TEST(receiver)
{
    struct rtp_track track = {0};
    struct rtcp_account account = {0};
    struct rtcp_account_change change;

    arrive(&track, 0, 100, 10);
    g_assert_false(receiver(&account, &track, 65099, 5, &change));
    arrive(&track, 100, 900, 10);
    g_assert_true(receiver(&account, &track, 65999, 35, &change));
    assert_change(&change, 810, 90, 870, 30);
}

/* The report is about what came before the last 20 packets. */
TEST(late_report)
{
    struct rtp_track track = {0};
    struct rtcp_account account = {0};
    struct rtcp_account_change change;

    arrive(&track, 0, 120, 0);
    g_assert_false(receiver(&account, &track, 65099, 0, &change));
    arrive(&track, 120, 100, 0);
    g_assert_true(receiver(&account, &track, 65199, 0, &change));
    assert_change(&change, 100, 0, 100, 0);
}

/* Nothing is captured while the receiver gets 500 packets. */
TEST(media_flowed)
{
    struct rtp_track track = {0};
    struct rtcp_account account = {0};
    struct rtcp_account_change change;

    arrive(&track, 0, 100, 0);
    g_assert_false(receiver(&account, &track, 65099, 0, &change));
    g_assert_true(receiver(&account, &track, 65599, 0, &change));
    assert_change(&change, 0, 500, 500, 0);
    /* Then the caller knows that 400 of 600 more were missing in a hole. */
    track.n_in_holes = 400;
    arrive(&track, 1000, 200, 0);
    g_assert_true(receiver(&account, &track, 66199, 0, &change));
    assert_change(&change, 200, 0, 600, 0);
}

/* The same report again, another reporter, a count that starts anew, one that
 * goes back: no account. Copies make the loss shrink (RFC 3550 6.4.1). */
TEST(no_account)
{
    struct rtp_track track = {0};
    struct rtcp_account account = {0};
    struct rtcp_account_change change;
    const struct rtcp_report other = {.highest_seq = 65199};

    arrive(&track, 0, 100, 0);
    g_assert_false(receiver(&account, &track, 65099, 9, &change));
    g_assert_false(receiver(&account, &track, 65099, 9, &change));
    arrive(&track, 100, 100, 0);
    g_assert_true(receiver(&account, &track, 65199, 4, &change));
    assert_change(&change, 100, 0, 100, 0);
    g_assert_false(rtcp_account_on_receiver(&account, &track, REPORTER + 1,
                                            &other, &change));
    g_assert_false(rtcp_account_on_receiver(
        &account, &track, REPORTER + 1,
        &(struct rtcp_report){.highest_seq = 65198}, &change));
    g_assert_false(receiver(&account, &track, 65000, 0, &change));
    g_assert_false(account.started);
}
