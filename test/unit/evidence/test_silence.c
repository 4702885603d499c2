/* Tests of reading silences.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "silence.h"

#include "seconds.h"
#include "unit_test.h"

#define MS (NS_PER_S / 1000)

/* A voice stream with a packet every 20 ms that comes back after 40 s. */
static struct silence_facts voice(uint32_t seq_step, int64_t timestamp_ns)
{
    return (struct silence_facts){.d_ns = 40 * NS_PER_S,
                                  .timestamp_ns = timestamp_ns,
                                  .packet_time_ns = 20 * MS,
                                  .seq_step = seq_step,
                                  .same_ssrc = true};
}

static void assert_read(const struct silence_facts *facts,
                        enum silence expected)
{
    g_assert_cmpint(silence_read(facts), ==, expected);
}

/* Rule 3. 2 % of 40 s are 0.8 s: 39.2 to 40.8 s are about 40 s. */
TEST(designed)
{
    struct silence_facts facts = voice(1, 40 * NS_PER_S);

    assert_read(&facts, SILENCE_DESIGNED);
    facts.all_dark = true;
    assert_read(&facts, SILENCE_DESIGNED);
    facts.timestamp_ns = 39200 * MS;
    assert_read(&facts, SILENCE_DESIGNED);
    facts.timestamp_ns = 39200 * MS - 1;
    assert_read(&facts, SILENCE_UNKNOWN);
    facts.timestamp_ns = 40800 * MS;
    assert_read(&facts, SILENCE_DESIGNED);
    facts.timestamp_ns = 40800 * MS + 1;
    assert_read(&facts, SILENCE_UNKNOWN);
}

/* Rule 5. 40 s / 20 ms = 2000 packets; three quarters are 1500, four thirds
 * 2666.7. */
TEST(sent)
{
    struct silence_facts facts = voice(2000, 40 * NS_PER_S);

    assert_read(&facts, SILENCE_LOST_OR_MISSED);
    facts.seq_step = 1500;
    assert_read(&facts, SILENCE_LOST_OR_MISSED);
    facts.seq_step = 1499;
    assert_read(&facts, SILENCE_UNKNOWN);
    facts.seq_step = 2666;
    assert_read(&facts, SILENCE_LOST_OR_MISSED);
    facts.seq_step = 2667;
    assert_read(&facts, SILENCE_UNKNOWN);
}

/* The public capture of issue 17: 1713 packets and 274080 units of an 8 kHz
 * clock are missing over 34.26 s. 274080 / 8000 = 34.26 s; 1713 * 20 ms =
 * 34.26 s. */
TEST(public_capture)
{
    struct silence_facts facts = voice(1713, 34260 * MS);

    facts.d_ns = 34260 * MS;
    assert_read(&facts, SILENCE_LOST_OR_MISSED);
}

TEST(reports)
{
    struct silence_facts facts = voice(2000, 40 * NS_PER_S);

    facts.n_received = 1999; /* of no meaning without reports */
    assert_read(&facts, SILENCE_LOST_OR_MISSED);
    facts.reported = true;
    assert_read(&facts, SILENCE_NOT_CAPTURED);
    facts.n_received = 1001;
    facts.n_lost = 1000;
    assert_read(&facts, SILENCE_NOT_CAPTURED);
    facts.n_received = 1000;
    assert_read(&facts, SILENCE_LOST);
    facts.n_received = 0;
    assert_read(&facts, SILENCE_LOST);
    facts.n_lost = 0;
    assert_read(&facts, SILENCE_LOST_OR_MISSED);
}

/* Rule 4. */
TEST(capture_stopped)
{
    struct silence_facts facts = voice(2000, 40 * NS_PER_S);

    facts.all_dark = true;
    assert_read(&facts, SILENCE_CAPTURE_STOPPED);
    facts.seq_step = 1499;
    assert_read(&facts, SILENCE_UNKNOWN);
}

/* Rule 6. A quarter of 40 s is 10 s, or 500 packets. */
TEST(paused)
{
    struct silence_facts facts = voice(1, 20 * MS);

    assert_read(&facts, SILENCE_PAUSED);
    facts.all_dark = true;
    assert_read(&facts, SILENCE_PAUSED);
    facts.timestamp_ns = 0;
    assert_read(&facts, SILENCE_PAUSED);
    facts.timestamp_ns = -1;
    assert_read(&facts, SILENCE_UNKNOWN);
    facts.timestamp_ns = 10 * NS_PER_S;
    assert_read(&facts, SILENCE_PAUSED);
    facts.timestamp_ns = 10 * NS_PER_S + 1;
    assert_read(&facts, SILENCE_UNKNOWN);
    facts = voice(2, 40 * MS); /* a packet is missing at the edge */
    assert_read(&facts, SILENCE_UNKNOWN);
}

TEST(clock_stepped)
{
    struct silence_facts facts = voice(1, 20 * MS);

    facts.n_on = 1;
    assert_read(&facts, SILENCE_CLOCK_STEPPED);
    facts.n_not_on = 1;
    assert_read(&facts, SILENCE_PAUSED);
    facts = voice(500, 10 * NS_PER_S);
    facts.n_on = 1;
    assert_read(&facts, SILENCE_CLOCK_STEPPED);
    facts.seq_step = 501;
    assert_read(&facts, SILENCE_UNKNOWN);
    facts = voice(1, 20 * MS);
    facts.d_ns = -1;
    assert_read(&facts, SILENCE_CLOCK_STEPPED);
}

/* Rule 2. */
TEST(new_ssrc)
{
    struct silence_facts facts = voice(1, 40 * NS_PER_S);

    facts.same_ssrc = false;
    assert_read(&facts, SILENCE_UNKNOWN);
    facts.reported = true;
    facts.n_received = 1;
    assert_read(&facts, SILENCE_NOT_CAPTURED);
    facts.n_lost = 1;
    assert_read(&facts, SILENCE_LOST);
}

TEST(nothing_known)
{
    struct silence_facts facts = voice(2000, 40 * NS_PER_S);

    facts.packet_time_ns = 0;
    assert_read(&facts, SILENCE_UNKNOWN);
    facts = voice(0, 40 * NS_PER_S);
    assert_read(&facts, SILENCE_UNKNOWN);
    facts = voice(1, 0);
    facts.d_ns = 0;
    assert_read(&facts, SILENCE_UNKNOWN);
    facts = voice(UINT32_MAX, 40 * NS_PER_S);
    facts.packet_time_ns = INT64_MAX;
    assert_read(&facts, SILENCE_UNKNOWN);
}

/* Below 5 s, 2 % of which are 100 ms, 100 ms are the tolerance. */
TEST(short)
{
    g_assert_true(silence_clock_ran(NS_PER_S, 900 * MS));
    g_assert_false(silence_clock_ran(NS_PER_S, 900 * MS - 1));
    g_assert_true(silence_clock_ran(5 * NS_PER_S, 4900 * MS));
    g_assert_false(silence_clock_ran(5 * NS_PER_S, 4900 * MS - 1));
}
