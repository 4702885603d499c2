/* Tests of the times of the media timeout. KB 981218: either RTP or RTCP keeps
 * a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_limits.h"
#include "media_timeout.h"
#include "unit_test.h"

#define LIMIT (30 * S)
#define A     SIDE_A
#define B     SIDE_B
#define OF_A  (1u << SIDE_A)
#define OF_B  (1u << SIDE_B)

static struct media_timeout timeout;

/* A call that is up since 0 s; nothing excuses silence. */
static void begin(void)
{
    timeout = (struct media_timeout){0};
    media_timeout_expect(&timeout, A, true, 0);
    media_timeout_expect(&timeout, B, true, 0);
    media_timeout_on_up(&timeout, 0);
}

/* A packet of SIDE. Returns whether it ends a silence of more than LIMIT. */
static bool media(enum side side, int64_t time_ns)
{
    bool told = media_timeout_on_arrival(&timeout, side, time_ns, LIMIT);

    media_timeout_on_heard(&timeout, side, time_ns);
    return told;
}

/* Returns the sides that are silent if the call ends at TIME_NS. */
static unsigned silent_at(int64_t time_ns)
{
    unsigned silent = 0;

    for (int side = 0; side < N_SIDES; side++)
        if (media_timeout_is_over(&timeout, side, time_ns, LIMIT))
            silent |= 1u << side;
    return silent;
}

/* A sends every second after FROM until before TO. None of its packets ends a
 * silence, however long B has been silent. */
static void keep_sending(int64_t from, int64_t to)
{
    for (int64_t time = from + S; time < to; time += S)
        g_assert_false(media(A, time));
}

/* B falls silent at 10 s; A continues. */
static void begin_silence(void)
{
    begin();
    media(A, 10 * S);
    media(B, 10 * S);
    g_assert_false(media(A, 25 * S));
}

/* Not on A's packets meanwhile, but on the packet with which B returns. */
TEST(silence_limit)
{
    begin_silence();
    keep_sending(25 * S, 40 * S);
    g_assert_false(media(B, 40 * S));
    begin_silence();
    keep_sending(25 * S, 40 * S);
    g_assert_false(media(A, 40 * S + 1));
    g_assert_true(media(B, 40 * S + 1));
    g_assert_false(media(B, 50 * S));
}

/* The same if the call or the capture ends during the silence. */
TEST(silence_limit_at_end)
{
    begin_silence();
    keep_sending(25 * S, 40 * S);
    g_assert_cmpuint(silent_at(40 * S), ==, 0);
    g_assert_cmpuint(silent_at(40 * S + 1), ==, OF_B);
    g_assert_true(media(B, 40 * S + 1));
    g_assert_cmpuint(silent_at(40 * S + 1), ==, 0);
}

/* The clock missed 45 s between A's packet and B's: only B's came later than
 * its time says. */
TEST(silence_leap)
{
    begin_silence();
    media(B, 26 * S);
    media_timeout_on_leap(&timeout, 25 * S, 27 * S, 45 * S);
    g_assert_cmpint(timeout.parties[A].silent_since_ns, ==, 25 * S);
    g_assert_cmpint(timeout.parties[B].silent_since_ns, ==, 71 * S);
    g_assert_cmpint(timeout.up_since_ns, ==, 0);
    media_timeout_on_leap(&timeout, 0, 70 * S, 45 * S);
    g_assert_cmpint(timeout.parties[B].silent_since_ns, ==, 71 * S);
}

TEST(silence_second_episode)
{
    begin_silence();
    keep_sending(25 * S, 42 * S);
    g_assert_true(media(B, 42 * S));
    keep_sending(42 * S, 73 * S);
    g_assert_true(media(B, 73 * S));
}

/* The packet with which B returns proves its silence, although A sends
 * nothing. */
TEST(silence_own_return)
{
    begin_silence();
    g_assert_true(media(B, 41 * S));
}

/* Both fall silent: the end proves both. */
TEST(silence_both)
{
    begin_silence();
    g_assert_cmpuint(silent_at(56 * S), ==, OF_A | OF_B);
}

/* B was never heard: 30 s from A's first packet on. B's first packet ends the
 * silence. */
TEST(silence_never_heard)
{
    begin();
    g_assert_false(media(A, 1 * S));
    keep_sending(1 * S, 31 * S);
    g_assert_cmpuint(silent_at(31 * S), ==, 0);
    g_assert_cmpuint(silent_at(31 * S + 1), ==, OF_B);
    g_assert_true(media(B, 31 * S + 1));
}

/* A starts soon after the answer, so B, never heard, has been silent since the
 * answer. */
TEST(silence_never_heard_since_answer)
{
    begin();
    g_assert_false(media(A, S - 1));
    keep_sending(S - 1, 30 * S);
    g_assert_cmpuint(silent_at(30 * S), ==, 0);
    g_assert_cmpuint(silent_at(30 * S + 1), ==, OF_B);
}

/* B sent until 35 s, although the capture lacks it: the silence starts there.
 * An excuse before the last packet changes nothing. */
TEST(silence_excuse)
{
    begin_silence();
    media_timeout_excuse(&timeout, B, 5 * S);
    media_timeout_excuse(&timeout, B, 35 * S);
    media_timeout_excuse(&timeout, B, 20 * S);
    keep_sending(25 * S, 66 * S);
    g_assert_cmpuint(silent_at(65 * S), ==, 0);
    g_assert_cmpuint(silent_at(65 * S + 1), ==, OF_B);
}

/* B has been silent since 10 s, A since 25 s; not after the end of the call,
 * nor while B's SDP excuses it. */
TEST(silence_length)
{
    begin_silence();
    keep_sending(24 * S, 25 * S);
    g_assert_cmpint(media_timeout_silent_ns(&timeout, B, 39 * S), ==, 29 * S);
    g_assert_cmpint(media_timeout_silent_ns(&timeout, A, 39 * S), ==, 14 * S);
    media_timeout_expect(&timeout, B, false, 39 * S);
    g_assert_cmpint(media_timeout_silent_ns(&timeout, B, 40 * S), ==, 0);
    media_timeout_on_end(&timeout);
    g_assert_cmpint(media_timeout_silent_ns(&timeout, A, 40 * S), ==, 0);
}

/* Other limits: at most a tenth early and at most half late. */
TEST(bye_limits)
{
    static const struct {
        int64_t limit_ns, least_ns, most_ns;
    } rows[] = {
        {30 * S, 29 * S, 35 * S},
        {10 * S, 9 * S, 15 * S},
        {5 * S, 4500 * MS, 7500 * MS},
        {300 * S, 299 * S, 305 * S},
    };

    FOR_EACH_ROW(i, rows) {
        int64_t limit_ns = rows[i].limit_ns;

        g_assert_cmpint(media_limit_least_ns(limit_ns), ==, rows[i].least_ns);
        g_assert_cmpint(media_limit_most_ns(limit_ns), ==, rows[i].most_ns);
        g_assert_false(media_limit_explains(rows[i].least_ns - 1, limit_ns));
        g_assert_true(media_limit_explains(rows[i].least_ns, limit_ns));
        g_assert_true(media_limit_explains(rows[i].most_ns, limit_ns));
        g_assert_false(media_limit_explains(rows[i].most_ns + 1, limit_ns));
    }
    g_assert_false(media_limit_explains(86400 * S, media_limit_ns(0)));
    g_assert_cmpint(media_limit_most_ns(media_limit_ns(0)), ==, INT64_MAX);
}

/* A capture of SIP alone holds no media at all. */
TEST(silent_sip_only)
{
    begin();
    g_assert_cmpuint(silent_at(1000 * S), ==, 0);
    g_assert_cmpint(media_timeout_silent_ns(&timeout, B, 31 * S), ==, 0);
}

/* The first media in the capture comes 100 s after the answer. */
TEST(silent_late_media)
{
    begin();
    g_assert_false(media(A, 100 * S));
    g_assert_false(media(B, 100 * S));
    keep_sending(100 * S, 131 * S);
    g_assert_false(media(B, 130 * S));
}

TEST(silent_before_up)
{
    timeout = (struct media_timeout){0};
    media_timeout_expect(&timeout, A, true, 0);
    media_timeout_expect(&timeout, B, true, 0);
    media(A, 0);
    media(B, 0);
    g_assert_false(media(A, 60 * S));
    g_assert_cmpuint(silent_at(60 * S), ==, 0);
    media_timeout_on_up(&timeout, 60 * S);
    keep_sending(60 * S, 91 * S);
    media_timeout_on_up(&timeout, 90 * S); /* repeated 2xx */
    g_assert_cmpuint(silent_at(90 * S), ==, 0);
    g_assert_true(media(B, 90 * S + 1));
}

TEST(silent_after_end)
{
    begin_silence();
    media_timeout_on_end(&timeout);
    g_assert_false(media(B, 60 * S));
    media_timeout_on_up(&timeout, 61 * S);
    g_assert_cmpuint(silent_at(99 * S), ==, 0);
    g_assert_false(media(B, 99 * S));
}

/* Excused from 30 to 100 s: the silence starts at 100 s. */
TEST(silent_excused)
{
    begin_silence();
    media_timeout_expect(&timeout, B, false, 30 * S);
    keep_sending(25 * S, 100 * S);
    g_assert_cmpuint(silent_at(99 * S), ==, 0);
    media_timeout_expect(&timeout, B, true, 100 * S);
    keep_sending(99 * S, 131 * S);
    g_assert_cmpuint(silent_at(130 * S), ==, 0);
    g_assert_true(media(B, 130 * S + 1));
}

/* A session refresh repeats the SDP: the silence continues. */
TEST(silence_refresh)
{
    begin_silence();
    media_timeout_expect(&timeout, B, true, 30 * S);
    keep_sending(25 * S, 41 * S);
    g_assert_true(media(B, 41 * S));
}

TEST(silence_moved)
{
    begin_silence();
    media_timeout_on_moved(&timeout, B, 35 * S);
    keep_sending(25 * S, 66 * S);
    g_assert_false(timeout.parties[B].heard);
    g_assert_cmpuint(silent_at(65 * S), ==, 0);
    g_assert_cmpuint(silent_at(65 * S + 1), ==, OF_B);
    g_assert_true(media(B, 65 * S + 1));
}

/* The longest silence, above a limit or not. */
TEST(longest_any)
{
    begin_silence();
    g_assert_cmpint(media_timeout_longest_ns(&timeout, B, 22 * S), ==, 12 * S);
    media(B, 27 * S); /* 17 s */
    media(B, 35 * S); /* 8 s */
    g_assert_cmpint(media_timeout_longest_ns(&timeout, B, 40 * S), ==, 17 * S);
    g_assert_cmpint(media_timeout_longest_ns(&timeout, B, 60 * S), ==, 25 * S);
    g_assert_cmpint(timeout.parties[B].longest_ns, ==, 17 * S);
}

/* Up since 0 s, A first heard at 1 s, B expected but never heard. */
TEST(longest_never_heard)
{
    begin();
    g_assert_cmpint(media_timeout_longest_ns(&timeout, B, 9 * S), ==, 0);
    media(A, 1 * S);
    g_assert_cmpint(media_timeout_longest_ns(&timeout, B, 9 * S), ==, 8 * S);
}

/* A recorded silence survives an excuse and the end of the call. */
TEST(longest_noted)
{
    begin_silence();
    media_timeout_note(&timeout, 30 * S);
    media_timeout_expect(&timeout, B, false, 30 * S);
    media_timeout_note(&timeout, 90 * S); /* excused */
    media_timeout_expect(&timeout, B, true, 90 * S);
    g_assert_cmpint(media_timeout_longest_ns(&timeout, B, 95 * S), ==, 20 * S);
    media_timeout_note(&timeout, 111 * S);
    media_timeout_on_end(&timeout);
    g_assert_cmpint(media_timeout_longest_ns(&timeout, B, 200 * S), ==, 21 * S);
    g_assert_cmpint(timeout.up_since_ns, ==, 0);
}

TEST(longest_before_up)
{
    timeout = (struct media_timeout){0};
    media_timeout_expect(&timeout, A, true, 0);
    media(A, 1 * S);
    media(A, 20 * S);
    g_assert_cmpint(media_timeout_longest_ns(&timeout, A, 50 * S), ==, 0);
    media_timeout_on_up(&timeout, 60 * S);
    g_assert_cmpint(timeout.up_since_ns, ==, 60 * S);
    g_assert_cmpint(media_timeout_longest_ns(&timeout, A, 63 * S), ==, 3 * S);
}
