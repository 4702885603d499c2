/* Tests of what retransmissions of SIP prove.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_repeat.h"

#include "unit_test.h"

/* First copy at 100 s, the last captured LAST later. The capture ran for SEEN
 * after the first and lacks 1 %. */
static struct sip_repeats sent(enum sip_waiting waiting, int64_t last_ns,
                               int64_t seen_ns)
{
    return (struct sip_repeats){.waiting = waiting,
                                .first_ns = 100 * S,
                                .last_ns = 100 * S + last_ns,
                                .seen_until_ns = 100 * S + seen_ns,
                                .p = 0.01};
}

static void assert_read(struct sip_repeats repeats, enum sip_answered expected)
{
    g_assert_cmpint(sip_repeat_read(&repeats), ==, expected);
}

/* RFC 3261 17.1.1.2: copies after 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s; each is
 * missed 0.25 s later. 0.01^1 is not below 0.001, 0.01^2 is. */
TEST(sent_once)
{
    assert_read(sent(SIP_WAITING_INVITE, 0, 0), SIP_ANSWER_UNKNOWN);
    assert_read(sent(SIP_WAITING_INVITE, 0, 750 * MS), SIP_ANSWER_UNKNOWN);
    assert_read(sent(SIP_WAITING_INVITE, 0, 1750 * MS - 1), SIP_ANSWER_UNKNOWN);
    assert_read(sent(SIP_WAITING_INVITE, 0, 1750 * MS), SIP_ANSWERED);
    assert_read(sent(SIP_WAITING_INVITE, 0, 60 * S), SIP_ANSWERED);
    assert_read(sent(SIP_WAITING_REQUEST, 0, 60 * S), SIP_ANSWERED);
}

/* If 0.05 % are lacking, one missing copy is proof. */
TEST(one_due)
{
    struct sip_repeats repeats = sent(SIP_WAITING_INVITE, 0, 750 * MS - 1);

    repeats.p = 0.0005;
    assert_read(repeats, SIP_ANSWER_UNKNOWN);
    repeats.seen_until_ns++;
    assert_read(repeats, SIP_ANSWERED);
}

/* RFC 3261 13.3.1.4: the 2xx is repeated until the ACK arrives. Copies at 0.5
 * and 1.5 s and none later: those at 3.5 and 7.5 s are missing. */
TEST(stopped)
{
    assert_read(sent(SIP_WAITING_ACK, 1500 * MS, 3750 * MS),
                SIP_ANSWER_UNKNOWN);
    assert_read(sent(SIP_WAITING_ACK, 1500 * MS, 7750 * MS), SIP_ANSWERED);
}

/* To the end: copies of the INVITE at 15.5 and 31.5 s, of the others at 27.5
 * and 31.5 s; and the capture ran for 32 s. */
TEST(unanswered)
{
    assert_read(sent(SIP_WAITING_INVITE, 31500 * MS, 32 * S), SIP_UNANSWERED);
    assert_read(sent(SIP_WAITING_INVITE, 31500 * MS, 32 * S - 1),
                SIP_ANSWER_UNKNOWN);
    assert_read(sent(SIP_WAITING_INVITE, 15250 * MS, 40 * S), SIP_UNANSWERED);
    assert_read(sent(SIP_WAITING_INVITE, 15250 * MS - 1, 40 * S), SIP_ANSWERED);
    assert_read(sent(SIP_WAITING_ACK, 27500 * MS, 40 * S), SIP_UNANSWERED);
    assert_read(sent(SIP_WAITING_ACK, 23500 * MS, 40 * S), SIP_ANSWERED);
}

/* 0.25^4 = 0.0039, 0.25^5 = 0.00098; 0.5^6 = 0.0156, 0.5^10 = 0.00098. */
TEST(loss)
{
    struct sip_repeats repeats = sent(SIP_WAITING_INVITE, 500 * MS, 60 * S);

    repeats.p = 0.25;
    assert_read(repeats, SIP_ANSWERED);
    repeats.last_ns += S;
    assert_read(repeats, SIP_ANSWER_UNKNOWN);
    repeats = sent(SIP_WAITING_INVITE, 0, 60 * S);
    repeats.p = 0.5;
    assert_read(repeats, SIP_ANSWER_UNKNOWN);
    repeats.waiting = SIP_WAITING_REQUEST;
    assert_read(repeats, SIP_ANSWERED);
    repeats.p = -1.0;
    assert_read(repeats, SIP_ANSWER_UNKNOWN);
}

TEST(reliable)
{
    struct sip_repeats repeats = sent(SIP_WAITING_INVITE, 0, 60 * S);

    repeats.reliable = true;
    assert_read(repeats, SIP_ANSWER_UNKNOWN);
}

/* The capture is dark from before the first copy on. */
TEST(not_seen)
{
    assert_read(sent(SIP_WAITING_INVITE, 0, -S), SIP_ANSWER_UNKNOWN);
    assert_read(sent(SIP_WAITING_ACK, 7500 * MS, 2 * S), SIP_ANSWER_UNKNOWN);
}
