/* Tests of the clock that counts RTCP silence while RTP flows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_presence.h"

#include "unit_test.h"

#define LIMIT (30 * S)

static struct rtcp_presence presence;

BEFORE_EACH()
{
    presence = (struct rtcp_presence){0};
}

/* RTP every 20 ms from FROM to TO, both included; returns the changes told, and
 * in TOLD_NS, if not NULL, when the first was. */
static unsigned flow(int64_t from, int64_t to, int64_t *told_ns)
{
    unsigned n_told = 0;

    for (int64_t time = from; time <= to; time += 20 * MS) {
        if (rtcp_presence_on_rtp(&presence, time, LIMIT) !=
            RTCP_PRESENCE_SAME) {
            if (n_told++ == 0 && told_ns != NULL)
                *told_ns = time;
        }
    }
    return n_told;
}

static unsigned talk(int64_t from, int64_t to)
{
    return flow(from, to, NULL);
}

/* Packets at 0, 5, ..., 25 s keep RTP flowing; then one at LAST. */
static enum rtcp_presence_change sparse(int64_t last)
{
    presence = (struct rtcp_presence){0};
    for (int64_t time = 0; time <= 25 * S; time += 5 * S) {
        g_assert_cmpint(rtcp_presence_on_rtp(&presence, time, LIMIT), ==,
                        RTCP_PRESENCE_SAME);
    }
    rtcp_presence_on_rtp(&presence, 28 * S, LIMIT);
    return rtcp_presence_on_rtp(&presence, last, LIMIT);
}

TEST(absent_limit)
{
    g_assert_cmpint(sparse(30 * S - 1), ==, RTCP_PRESENCE_SAME);
    g_assert_cmpint(sparse(30 * S), ==, RTCP_PRESENCE_SAME);
    g_assert_cmpint(sparse(30 * S + 1), ==, RTCP_PRESENCE_NEVER);
}

/* sipp of the recorded call: RTP for 60 s, no RTCP: once, at the first packet
 * after 30 s, which is the one at 30.02 s. */
TEST(absent_once)
{
    int64_t told_ns = 0;

    g_assert_cmpuint(flow(0, 60 * S, &told_ns), ==, 1);
    g_assert_cmpint(told_ns, ==, 30 * S + 20 * MS);
    g_assert_true(presence.absent);
    g_assert_cmpint(presence.absent_since_ns, ==, 0);
}

/* RTCP at 12 s, then none: told at 42.02 s as stopped after 12 s. */
TEST(absent_stopped)
{
    talk(0, 12 * S);
    rtcp_presence_on_rtcp(&presence, 12 * S);
    g_assert_cmpuint(talk(12 * S, 42 * S), ==, 0);
    g_assert_cmpint(rtcp_presence_on_rtp(&presence, 42 * S + 1, LIMIT), ==,
                    RTCP_PRESENCE_STOPPED);
    g_assert_cmpint(rtcp_presence_stopped_after_ns(&presence), ==, 12 * S);
}

/* Back at 50 s: a gap of 50 - 12 = 38 s; the next RTCP says nothing. */
TEST(resumed_gap)
{
    talk(0, 12 * S);
    rtcp_presence_on_rtcp(&presence, 12 * S);
    talk(12 * S, 50 * S);
    g_assert_cmpint(rtcp_presence_on_rtcp(&presence, 50 * S), ==,
                    RTCP_PRESENCE_RESUMED);
    g_assert_cmpint(presence.last_gap_ns, ==, 38 * S);
    g_assert_cmpint(rtcp_presence_on_rtcp(&presence, 51 * S), ==,
                    RTCP_PRESENCE_SAME);
    g_assert_false(presence.absent);
}

/* A second silence is a second episode. */
TEST(absent_second_episode)
{
    g_assert_cmpuint(talk(0, 40 * S), ==, 1);
    rtcp_presence_on_rtcp(&presence, 40 * S);
    g_assert_cmpuint(talk(40 * S, 80 * S), ==, 1);
}

/* fax_t38_nse_sip_tgw: RTP and RTCP 29.4 to 43.5 s, T.38 on the same ports,
 * RTP again at 87.2 s: RTCP has been silent for 43.7 s, RTP too. */
TEST(silent_fax)
{
    g_assert_cmpuint(talk(29380 * MS, 43500 * MS), ==, 0);
    rtcp_presence_on_rtcp(&presence, 43550 * MS);
    g_assert_cmpuint(talk(43560 * MS, 45220 * MS), ==, 0);
    g_assert_cmpuint(talk(87200 * MS, 87240 * MS), ==, 0);
    g_assert_cmpint(rtcp_presence_silence_ns(&presence, 87240 * MS), ==,
                    40 * MS);
}

/* Pauses of more than 5 s: the clock begins anew with each talk of 29 s; of
 * exactly 5 s: it goes on. */
TEST(pause_restarts_clock)
{
    talk(0, 20 * S);
    g_assert_cmpint(rtcp_presence_on_rtp(&presence, 25 * S + 1, LIMIT), ==,
                    RTCP_PRESENCE_SAME);
    g_assert_cmpuint(talk(25 * S + 2, 55 * S), ==, 0);
    g_assert_cmpuint(talk(55 * S, 55 * S + 20 * MS), ==, 1);

    presence = (struct rtcp_presence){0};
    talk(0, 20 * S);
    rtcp_presence_on_rtp(&presence, 25 * S, LIMIT);
    g_assert_cmpuint(talk(25 * S, 30 * S), ==, 0);
    g_assert_cmpuint(talk(30 * S, 31 * S), ==, 1);
}

/* An endpoint without RTCP that is muted now and then: told once. */
TEST(pause_within_episode)
{
    g_assert_cmpuint(talk(0, 40 * S), ==, 1);
    g_assert_cmpuint(talk(60 * S, 120 * S), ==, 0);
}

/* RTP alone every 30 s never flows; RTCP before RTP does no harm. */
TEST(silent_idle)
{
    rtcp_presence_on_rtcp(&presence, 0);
    for (int64_t time = 40 * S; time < 400 * S; time += 30 * S) {
        g_assert_cmpint(rtcp_presence_on_rtp(&presence, time, LIMIT), ==,
                        RTCP_PRESENCE_SAME);
    }
}

/* RTCP every 6.16 s, the longest interval of RFC 3550 6.2 (5 s x 1.5 /
 * 1.21828), for 100 s. */
TEST(silent_regular)
{
    for (int64_t time = 0; time < 100 * S; time += 6160 * MS) {
        g_assert_cmpint(rtcp_presence_on_rtcp(&presence, time), ==,
                        RTCP_PRESENCE_SAME);
        g_assert_cmpuint(talk(time, time + 6140 * MS), ==, 0);
    }
}

/* Ringing for 40 s, then 30 s and 20 ms of talk. */
TEST(excused_early_media)
{
    for (int64_t time = 0; time <= 40 * S; time += 20 * MS)
        rtcp_presence_on_excused_rtp(&presence, time);
    g_assert_cmpuint(talk(40 * S, 70 * S), ==, 0);
    g_assert_cmpuint(talk(70 * S, 71 * S), ==, 1);
}

TEST(restart_moved)
{
    talk(0, 20 * S);
    rtcp_presence_restart(&presence, 20 * S);
    g_assert_cmpuint(talk(20 * S, 50 * S), ==, 0);
    g_assert_cmpuint(talk(50 * S, 51 * S), ==, 1);
    rtcp_presence_restart(&presence, 51 * S);
    g_assert_cmpuint(talk(51 * S, 99 * S), ==, 0);
}

TEST(silence_value)
{
    g_assert_cmpint(rtcp_presence_silence_ns(&presence, 50 * S), ==, 0);
    talk(0, 10 * S);
    g_assert_cmpint(rtcp_presence_silence_ns(&presence, 10 * S), ==, 10 * S);
    rtcp_presence_on_rtcp(&presence, 10 * S);
    g_assert_cmpint(rtcp_presence_silence_ns(&presence, 10 * S), ==, 0);
    g_assert_cmpint(rtcp_presence_silence_ns(&presence, 9 * S), ==, 0);
}

/* A merged file steps back by 2 s: no silence of its own. */
TEST(time_steps_back)
{
    talk(10 * S, 20 * S);
    rtcp_presence_on_rtcp(&presence, 20 * S);
    g_assert_cmpuint(talk(18 * S, 50 * S), ==, 0);
    g_assert_cmpint(presence.last_rtp_ns, ==, 50 * S);
}

/* A limit that is switched off is never exceeded. */
TEST(silent_off)
{
    unsigned n_told = 0;

    for (int64_t time = 0; time < 100 * S; time += S) {
        n_told += rtcp_presence_on_rtp(&presence, time, INT64_MAX) !=
                  RTCP_PRESENCE_SAME;
    }
    g_assert_cmpuint(n_told, ==, 0);
}
