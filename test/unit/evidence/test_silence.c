/* Tests of classifying silences.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "silence.h"

#include "unit_test.h"

/* Asserts that a silence of 40 s in a stream with a packet time of 20 ms is
 * EXPECTED. The sequence number advances by SEQ, the timestamp by the next
 * argument; more facts may follow. */
#define ASSERT_READ(expected, seq, ...)                                        \
    ASSERT_FACTS(expected, .d_ns = 40 * S, .packet_time_ns = 20 * MS,          \
                 .seq_step = seq, .timestamp_ns = __VA_ARGS__)

#define ASSERT_FACTS(expected, ...)                                            \
    g_assert_cmpint(silence_read(&(struct silence_facts){__VA_ARGS__}), ==,    \
                    SILENCE_##expected)

/* Rule 3. 2 % of 40 s are 0.8 s: 39.2 to 40.8 s are about 40 s. */
TEST(designed)
{
    ASSERT_READ(DESIGNED, 1, 40 * S);
    ASSERT_READ(DESIGNED, 1, 40 * S, .all_dark = true);
    ASSERT_READ(DESIGNED, 1, 39200 * MS, .all_dark = true);
    ASSERT_READ(UNKNOWN, 1, 39200 * MS - 1, .all_dark = true);
    ASSERT_READ(DESIGNED, 1, 40800 * MS, .all_dark = true);
    ASSERT_READ(UNKNOWN, 1, 40800 * MS + 1, .all_dark = true);
}

/* Rule 4. 40 s / 20 ms = 2000 packets; three quarters are 1500, four thirds
 * 2666.7. */
TEST(sent)
{
    ASSERT_READ(LOST_OR_MISSED, 2000, 40 * S);
    ASSERT_READ(LOST_OR_MISSED, 1500, 40 * S);
    ASSERT_READ(UNKNOWN, 1499, 40 * S);
    ASSERT_READ(LOST_OR_MISSED, 2666, 40 * S);
    ASSERT_READ(UNKNOWN, 2667, 40 * S);
}

/* A public capture: 1713 packets and 274080 units of an 8 kHz clock are missing
 * over 34.26 s. 274080 / 8000 = 34.26 s; 1713 * 20 ms = 34.26 s. */
TEST(public_capture)
{
    ASSERT_FACTS(LOST_OR_MISSED, .d_ns = 34260 * MS, .packet_time_ns = 20 * MS,
                 .seq_step = 1713, .timestamp_ns = 34260 * MS);
}

/* Rule 4. */
TEST(capture_stopped)
{
    ASSERT_READ(CAPTURE_STOPPED, 2000, 40 * S, .all_dark = true);
    ASSERT_READ(UNKNOWN, 1499, 40 * S, .all_dark = true);
}

/* Rule 5. A quarter of 40 s is 10 s, or 500 packets. */
TEST(paused)
{
    ASSERT_READ(PAUSED, 1, 20 * MS);
    ASSERT_READ(PAUSED, 1, 20 * MS, .all_dark = true);
    ASSERT_READ(PAUSED, 1, 0, .all_dark = true);
    ASSERT_READ(UNKNOWN, 1, -1, .all_dark = true);
    ASSERT_READ(PAUSED, 1, 10 * S, .all_dark = true);
    ASSERT_READ(UNKNOWN, 1, 10 * S + 1, .all_dark = true);
    ASSERT_READ(UNKNOWN, 2,
                40 * MS); /* a packet next to the silence is missing */
}

/* Other streams of the interface continued, or did not. */
TEST(clock_stepped)
{
    ASSERT_READ(CLOCK_STEPPED, 1, 20 * MS, .others_on = true);
    ASSERT_READ(PAUSED, 1, 20 * MS, .others_on = false);
    ASSERT_READ(CLOCK_STEPPED, 500, 10 * S, .others_on = true);
    ASSERT_READ(UNKNOWN, 501, 10 * S, .others_on = true);
    ASSERT_FACTS(CLOCK_STEPPED, .d_ns = -1, .packet_time_ns = 20 * MS,
                 .seq_step = 1, .timestamp_ns = 20 * MS);
}

TEST(nothing_known)
{
    ASSERT_FACTS(UNKNOWN, .d_ns = 40 * S, .seq_step = 2000,
                 .timestamp_ns = 40 * S);
    ASSERT_READ(UNKNOWN, 0, 40 * S);
    ASSERT_FACTS(UNKNOWN, .packet_time_ns = 20 * MS, .seq_step = 1);
    ASSERT_FACTS(UNKNOWN, .d_ns = 40 * S, .packet_time_ns = INT64_MAX,
                 .seq_step = UINT32_MAX, .timestamp_ns = 40 * S);
}

/* Below 5 s, of which 2 % are 100 ms, the tolerance is 100 ms. */
TEST(short)
{
    g_assert_true(silence_clock_ran(S, 900 * MS));
    g_assert_false(silence_clock_ran(S, 900 * MS - 1));
    g_assert_true(silence_clock_ran(5 * S, 4900 * MS));
    g_assert_false(silence_clock_ran(5 * S, 4900 * MS - 1));
}
