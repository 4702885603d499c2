/* Tests of bursts, gaps and runs of lost packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_bursts.h"

#include "rtp_seq.h"
#include "unit_test.h"

/* The lost packets of TEXT, a character each: 'x' is lost. */
static struct rtp_bursts bursts_of(const char *text)
{
    struct rtp_bursts bursts = {0};

    for (uint32_t i = 0; text[i] != '\0'; i++)
        if (text[i] == 'x')
            rtp_bursts_on_lost(&bursts, i);
    rtp_bursts_end(&bursts);
    return bursts;
}

/* Lost alone, with 16 received on both sides: a gap. 15 between: a burst. */
TEST(gmin)
{
    struct rtp_bursts apart = bursts_of(".x................x.");
    struct rtp_bursts near = bursts_of(".x...............x.");

    g_assert_cmpuint(apart.n_bursts, ==, 0);
    g_assert_cmpuint(apart.n_lost, ==, 2);
    g_assert_cmpuint(apart.n_runs, ==, 2);
    g_assert_cmpuint(near.n_bursts, ==, 1);
    g_assert_cmpuint(near.burst_sent, ==, 17);
    g_assert_cmpuint(near.burst_lost, ==, 2);
}

TEST(several)
{
    struct rtp_bursts none = bursts_of("....");
    struct rtp_bursts bursts =
        bursts_of("xx.x....................x....................xxx");

    g_assert_cmpuint(none.n_lost + none.n_runs + none.n_bursts, ==, 0);
    g_assert_cmpuint(bursts.n_lost, ==, 7);
    g_assert_cmpuint(bursts.n_runs, ==, 4);
    g_assert_cmpuint(bursts.n_bursts, ==, 2);
    g_assert_cmpuint(bursts.burst_sent, ==, 4 + 3);
    g_assert_cmpuint(bursts.burst_lost, ==, 3 + 3);
}

static void send(struct rtp_seq *seq, uint32_t number)
{
    rtp_seq_update(seq, (uint16_t)(65000 + number), number * 160,
                   RTP_CONTENT_UNKNOWN);
}

/* Across the wrap of the number, near and far behind the highest: all of 2000
 * but 100, 101, 110, 300, 900 to 1499, and 1990. What comes late is not lost;
 * from there on it is no burst either. */
TEST(of_a_stream)
{
    struct rtp_seq seq = {0};
    struct rtp_bursts bursts;

    for (uint32_t i = 0; i < 2000; i++) {
        if (i != 100 && i != 101 && i != 110 && i != 300 && i != 305 &&
            (i < 900 || i >= 1500) && i != 1990)
            send(&seq, i);
        if (i == 700)
            send(&seq, 305);
    }
    bursts = rtp_seq_bursts(&seq);
    g_assert_cmpuint(bursts.n_lost, ==, rtp_seq_lost(&seq));
    g_assert_cmpuint(bursts.n_lost, ==, 3 + 1 + 600 + 1);
    g_assert_cmpuint(bursts.n_runs, ==, 2 + 1 + 1 + 1);
    g_assert_cmpuint(bursts.n_bursts, ==, 2);
    g_assert_cmpuint(bursts.burst_sent, ==, 11 + 600);
    g_assert_cmpuint(bursts.burst_lost, ==, 3 + 600);
}

/* What the sender's numbering was before a restart stays known. */
TEST(of_a_restart)
{
    struct rtp_seq seq = {0};

    for (uint32_t i = 0; i < 50; i++)
        if (i != 20 && i != 22)
            send(&seq, i);
    for (uint32_t i = 0; i < 50; i++)
        if (i != 30)
            rtp_seq_update(&seq, (uint16_t)(20000 + i), i * 160,
                           RTP_CONTENT_UNKNOWN);
    g_assert_cmpuint(seq.n_restarts, ==, 1);
    g_assert_cmpuint(rtp_seq_bursts(&seq).n_lost, ==, 3);
    g_assert_cmpuint(rtp_seq_bursts(&seq).n_bursts, ==, 1);
}
