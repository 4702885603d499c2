/* Tests of whether missing RTCP was really not sent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_absence.h"

#include "media_scene.h"

/* The witness's answer, how often it was asked, and its latest question. */
static bool proved;
static int64_t doubt_ns; /* how much of the silence is uncertain */
static unsigned n_asked;
static struct media_absence asked;

static struct media_proof examine(void *context,
                                  const struct media_absence *absence)
{
    int64_t length_ns = absence->until_ns - absence->since_ns;

    (void)context;
    n_asked++;
    asked = *absence;
    return (struct media_proof){proved, length_ns - doubt_ns, length_ns};
}

static const struct media_witness witness = {examine, NULL};
static struct media_limits asking;

/* RTP of A flows without RTCP since 0 s; the limit is 30 s. ANSWER_IS is the
 * witness's answer. */
static void begin_asking(bool answer_is)
{
    begin();
    asking = limits;
    asking.witness = &witness;
    session.limits = &asking;
    proved = answer_is;
    doubt_ns = 0;
    n_asked = 0;
}

static int64_t proved_ns(enum side side, int64_t silence_ns, int64_t time_ns)
{
    return media_absence_proved_ns(session.limits, session.sides, side,
                                   silence_ns, time_ns);
}

static int64_t limit_ns(enum side side, int64_t time_ns)
{
    return media_absence_limit_ns(session.limits, session.sides, side, time_ns);
}

/* RTCP is due at least every 6.2 s. */
TEST(question)
{
    begin_asking(true);
    g_assert_cmpint(proved_ns(A, 31 * S - 1, 40 * S), ==, 31 * S - 1);
    g_assert_true(endpoint_equal(&asked.from, &endpoint_a));
    g_assert_true(endpoint_equal(&asked.to, &endpoint_b));
    g_assert_cmpint(asked.since_ns, ==, 9 * S + 1);
    g_assert_cmpint(asked.until_ns, ==, 40 * S);
    g_assert_cmpint(asked.gap_ns, ==, 6200 * MS);
    doubt_ns = 2 * S;
    g_assert_cmpint(proved_ns(A, 31 * S, 40 * S), ==, 29 * S);
    proved = false;
    g_assert_cmpint(proved_ns(B, 31 * S, 40 * S), ==, 0);
    g_assert_true(endpoint_equal(&asked.from, &endpoint_b));
    g_assert_true(endpoint_equal(&asked.to, &endpoint_a));
}

TEST(no_witness)
{
    g_assert_cmpint(proved_ns(A, 31 * S, 31 * S), ==, 31 * S);
    g_assert_cmpint(limit_ns(A, 31 * S), ==, 30 * S);
}

/* Silence of 30 s is not above the limit. */
TEST(limit_asks_above)
{
    begin_asking(true);
    g_assert_cmpint(limit_ns(A, 30 * S), ==, 30 * S);
    g_assert_cmpuint(n_asked, ==, 0);
    g_assert_cmpint(limit_ns(A, 30 * S + 1), ==, 30 * S);
    g_assert_cmpuint(n_asked, ==, 1);
}

/* After a negative answer at 31 s the next packet is due at 37.2 s. */
TEST(limit_asks_anew)
{
    begin_asking(false);
    g_assert_cmpint(limit_ns(A, 31 * S), ==, INT64_MAX);
    g_assert_cmpuint(n_asked, ==, 1);
    proved = true;
    g_assert_cmpint(limit_ns(A, 37200 * MS - 1), ==, INT64_MAX);
    g_assert_cmpuint(n_asked, ==, 1);
    g_assert_cmpint(limit_ns(B, 31 * S), ==, 30 * S);
    g_assert_cmpuint(n_asked, ==, 2); /* each side separately */
    g_assert_cmpint(limit_ns(A, 37200 * MS), ==, 30 * S);
    g_assert_cmpuint(n_asked, ==, 3);
}

/* The certain part must exceed the limit. */
TEST(limit_doubt)
{
    begin_asking(true);
    doubt_ns = S;
    g_assert_cmpint(limit_ns(A, 31 * S), ==, INT64_MAX);
    g_assert_cmpint(limit_ns(A, 37200 * MS), ==, 30 * S);
}

/* During an episode the witness is not asked again. */
TEST(limit_in_episode)
{
    begin_asking(false);
    session.sides[A].presence.absent = true;
    g_assert_cmpint(limit_ns(A, 90 * S), ==, 30 * S);
    g_assert_cmpuint(n_asked, ==, 0);
}
