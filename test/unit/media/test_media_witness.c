/* Tests of what prevents a finding about silence or absence: what the returning
 * packet says of it, and a capture that may lack packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_scene.h"

/* B's packet that ends the silence says what that was. */
TEST(timeout_reading)
{
    static const struct {
        enum silence silence;
        unsigned n_told;
    } rows[] = {
        {SILENCE_UNKNOWN, 1},        {SILENCE_DESIGNED, 1},
        {SILENCE_CLOCK_STEPPED, 0},  {SILENCE_CAPTURE_STOPPED, 0},
        {SILENCE_LOST_OR_MISSED, 0},
    };

    FOR_EACH_ROW(i, rows) {
        struct media_packet rtp = {.time_ns = 50 * S,
                                   .ssrc = 0xa1,
                                   .silence = rows[i].silence,
                                   .silence_ns = 40 * S};

        begin_call(0);
        talk(BOTH, BOTH, 0, 10 * S);
        talk(ONLY_A, ONLY_A, 10 * S, 50 * S);
        media_session_on_rtp(&session, B, &sources[B], &rtp, findings);
        g_assert_cmpuint(n_told(FINDING_MEDIA_TIMEOUT), ==, rows[i].n_told);
    }
}

/* A witness that answers no until N_ENOUGH packets were due, with its latest
 * question. LESS_NS of the silence are uncertain, and it may have lasted
 * MORE_NS longer. */
struct scripted_witness {
    struct media_witness witness;
    uint64_t n_enough;
    int64_t less_ns;
    int64_t more_ns;
    unsigned n_asked;
    struct media_absence asked;
    uint64_t n_due; /* in that question */
};

static struct media_proof examine(void *context,
                                  const struct media_absence *absence)
{
    struct scripted_witness *script = context;
    int64_t length_ns = absence->until_ns - absence->since_ns;

    script->n_asked++;
    script->asked = *absence;
    script->n_due = (uint64_t)(length_ns / absence->gap_ns);
    return (struct media_proof){script->n_due >= script->n_enough,
                                length_ns - script->less_ns,
                                length_ns + script->more_ns};
}

static struct scripted_witness script;
static struct media_limits asking;

/* A call that is up since UP_NS, with a witness that answers yes from N_ENOUGH
 * due packets on. */
static void begin_asking_since(int64_t up_ns, uint64_t n_enough)
{
    begin_call(up_ns);
    script = (struct scripted_witness){.witness = {examine, &script},
                                       .n_enough = n_enough};
    asking = limits;
    asking.witness = &script.witness;
    session.limits = &asking;
    call.limits = &asking;
}

/* Up since 0 s; A sends at 25 s; B sends last at 0 s. */
static void begin_asking(uint64_t n_enough)
{
    begin_asking_since(0, n_enough);
    media_call_on_media(&call, B, true, 0, findings);
    media_call_on_media(&call, A, true, 25 * S, findings);
}

static void begin_lync_asking(uint64_t n_enough)
{
    begin_asking_since(-20 * MS, n_enough);
    call.generation = PRODUCT_GENERATION_LYNC;
}

/* RTP of A every second after FROM_S until TO_S. */
static void a_sends(int64_t from_s, int64_t to_s)
{
    for (int64_t i = from_s + 1; i <= to_s; i++)
        media_call_on_media(&call, A, true, i * S, findings);
}

/* RTP that flowed until 5 s before B's last packet would go on, at least 5
 * packets a second; after a longer time RTCP alone is due. */
TEST(timeout_gap)
{
    for (int64_t i = 0; i < 2; i++) {
        begin_asking_since(0, 1);
        media_call_on_media(&call, B, true, 10 * S, findings);
        media_call_on_media(&call, B, false, 15 * S + i, findings);
        media_call_on_media(&call, A, true, 40 * S, findings);
        a_sends(40, 46);
        media_call_on_media(&call, B, true, 46 * S + i, findings);
        g_assert_cmpuint(script.n_asked, ==, 1);
        g_assert_cmpint(script.asked.since_ns, ==, 15 * S + i);
        if (i == 0)
            g_assert_cmpint(script.asked.gap_ns, ==, S / 5);
        else
            g_assert_cmpint(script.asked.gap_ns, >=, 5 * S);
    }
}

/* 31 s of B's RTP, at least 5 packets a second. */
TEST(timeout_question)
{
    begin_asking(1);
    a_sends(25, 31);
    g_assert_cmpuint(script.n_asked, ==, 0);
    media_call_on_media(&call, B, true, 31 * S, findings);
    g_assert_cmpuint(script.n_asked, ==, 1);
    g_assert_true(endpoint_equal(&script.asked.from, &call.media[B]));
    g_assert_true(endpoint_equal(&script.asked.to, &call.media[A]));
    g_assert_cmpint(script.asked.since_ns, ==, 0);
    g_assert_cmpint(script.asked.until_ns, ==, 31 * S);
    g_assert_cmpuint(script.n_due, ==, 155);
    g_assert_cmpuint(findings->len, ==, 1);
}

/* B sent RTP until 0 s and RTCP until 20 s. In its silence since then only RTCP
 * is due, at least every 7.5 s (RFC 3550 6.3.1: 5 s, times 0.5 to 1.5), 5 times
 * in 31 s. */
TEST(timeout_rtcp_due)
{
    begin_asking(1);
    for (int64_t time = 5 * S; time <= 20 * S; time += 5 * S)
        media_call_on_media(&call, B, false, time, findings);
    media_call_on_media(&call, B, false, 51 * S, findings);
    g_assert_cmpuint(script.n_due, ==, 5);
    g_assert_cmpint(script.asked.since_ns, ==, 20 * S);
    g_assert_cmpuint(findings->len, ==, 1);
}

/* The silence is no longer than its certain part. */
TEST(timeout_doubt)
{
    begin_asking(1);
    script.less_ns = 2 * S;
    media_call_on_media(&call, B, true, 32 * S, findings);
    assert_nothing_told();
    media_call_on_media(&call, B, true, 64 * S + 1, findings);
    g_assert_cmpuint(findings->len, ==, 1);
}

/* The BYE comes 33 s after B's last packet: 29 to 35 s explain it, and all of
 * them are certain, or not. */
TEST(timeout_bye_doubt)
{
    static const struct {
        int64_t less_s, more_s;
        bool told, unproved;
    } rows[] = {
        {0, 0, true, false},   {4, 2, true, false},    {5, 0, false, true},
        {0, 3, false, true},   {33, 0, false, true},   {-3, 3, false, false},
        {-2, 90, false, true}, {-3, 90, false, false},
    };

    FOR_EACH_ROW(i, rows) {
        begin_asking(1);
        script.less_ns = rows[i].less_s * S;
        script.more_ns = rows[i].more_s * S;
        g_assert_cmpint(media_call_on_bye(&call, A, 33 * S, findings), ==,
                        rows[i].told);
        g_assert_cmpint(call.timeout_unproved, ==, rows[i].unproved);
    }
}

/* 77 s by the capture's clock, of which 45 certainly did not pass; or 27 s, and
 * 5 s more did. */
TEST(timeout_bye_corrected)
{
    static const struct {
        int64_t shown_s, more_s;
    } rows[] = {{77, -45}, {27, 5}};

    FOR_EACH_ROW(i, rows) {
        begin_asking(1);
        script.less_ns = -rows[i].more_s * S;
        script.more_ns = rows[i].more_s * S;
        g_assert_true(
            media_call_on_bye(&call, A, rows[i].shown_s * S, findings));
        assert_says(findings->len - 1, " 32.0 s after the last");
    }
}

/* The capture may lack what B sent: no silence, no cause of the BYE. */
TEST(timeout_denied)
{
    begin_asking(UINT64_MAX);
    media_call_on_media(&call, B, true, 31 * S, findings);
    g_assert_cmpuint(script.n_asked, ==, 1);
    assert_nothing_told();

    begin_asking(UINT64_MAX);
    media_call_at_end(&call, 31 * S, findings);
    g_assert_false(media_call_on_bye(&call, A, 31 * S, findings));
    g_assert_cmpuint(script.n_asked, >, 0);
    assert_nothing_told();
}

/* A says that no media came, which explains its BYE. The silence, which is not
 * proved, is still not reported. Beyond the limits the reason explains
 * nothing. */
TEST(timeout_named)
{
    begin_asking(UINT64_MAX);
    call.bye_names_media = true;
    g_assert_true(media_call_on_bye(&call, A, 31 * S, findings));
    g_assert_false(call.timeout_unproved);
    g_assert_cmpuint(findings->len, ==, 1);

    begin_asking(UINT64_MAX);
    call.bye_names_media = true;
    g_assert_false(media_call_on_bye(&call, A, 36 * S, findings));
    assert_nothing_told();
}

/* The next packet says that B sent nothing: the witness is not asked. */
TEST(timeout_designed)
{
    begin_asking(UINT64_MAX);
    media_call_on_silence(&call, B, SILENCE_DESIGNED, 31 * S, 31 * S);
    media_call_on_media(&call, B, true, 31 * S, findings);
    g_assert_cmpuint(script.n_asked, ==, 0);
    g_assert_cmpuint(findings->len, ==, 1);
}

/* What it says of its last 5 s does not hold for the 26 s before. */
TEST(timeout_designed_in_part)
{
    begin_asking(UINT64_MAX);
    media_call_on_silence(&call, B, SILENCE_DESIGNED, 5 * S, 31 * S);
    media_call_on_media(&call, B, true, 31 * S, findings);
    g_assert_cmpuint(script.n_asked, ==, 1);
    assert_nothing_told();
}

/* What B's RTP said was about an earlier silence. It does not hold for one that
 * ends with RTCP or with the call. */
TEST(timeout_designed_before)
{
    begin_asking(UINT64_MAX);
    media_call_on_silence(&call, B, SILENCE_DESIGNED, 31 * S, 31 * S);
    media_call_on_media(&call, B, true, 31 * S, findings);
    media_call_on_media(&call, B, false, 70 * S, findings);
    g_assert_cmpuint(findings->len, ==, 1);

    begin_asking(UINT64_MAX);
    media_call_on_silence(&call, B, SILENCE_DESIGNED, 20 * S, 20 * S);
    media_call_on_media(&call, B, true, 20 * S, findings);
    g_assert_false(media_call_on_bye(&call, A, 51 * S, findings));
    assert_nothing_told();
}

/* RTCP is due every 6.2 s after the first RTP at 0 s, for the eighth time at
 * 49.6 s. After a negative answer at 30.02 s (4 were due) the witness is asked
 * again when one more is due. */
TEST(rtcp_absent_due)
{
    begin_lync_asking(8);
    talk(ONLY_A, NOBODY, -20 * MS, 80 * S);
    assert_told(FINDING_RTCP_ABSENT);
    g_assert_cmpint(told_ns[0], ==, 49600 * MS);
    assert_says(0, "has sent RTP for 49.6 s");
    g_assert_cmpuint(script.n_asked, ==, 5);

    begin_lync_asking(4);
    talk(ONLY_A, NOBODY, -20 * MS, 80 * S);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told_ns[0], ==, 30020 * MS);
}

/* If the capture may lack the RTCP, its absence is not reported, neither then
 * nor at the end, and explains no BYE. */
TEST(rtcp_absent_unproved)
{
    begin_lync_asking(UINT64_MAX);
    talk(ONLY_A, NOBODY, -20 * MS, 31 * S);
    media_session_at_end(&session, 31 * S, findings);
    g_assert_false(media_session_on_bye(&session, B, 31 * S, findings));
    assert_nothing_told();
    script.n_enough = 5;
    media_session_at_end(&session, 31 * S, findings);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_true(media_session_on_bye(&session, B, 31 * S, findings));
    g_assert_cmpuint(findings->len, ==, 2);
}

/* RTCP comes after all: nothing was absent, nothing resumes. */
TEST(rtcp_absent_unproved_resumed)
{
    begin_lync_asking(UINT64_MAX);
    talk(ONLY_A, NOBODY, -20 * MS, 60 * S);
    rtcp(A, 60 * S);
    assert_nothing_told();
}
