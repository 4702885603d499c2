/* Tests of the findings about a call's media timeout.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_call.h"

#include "media_scene.h"
#include "product.h"

/* Up since 0 s; A sends from 0 s to 25 s; B sends last at 0 s. */
static void begin_silence(enum product_generation generation)
{
    begin();
    media_call_init(&call, &limits);
    call.generation = generation;
    call.media[A] = endpoint_a;
    call.media[B] = endpoint_b;
    media_call_expect(&call, A, 1, 0);
    media_call_expect(&call, B, 1, 0);
    media_call_on_up(&call, 0);
    media_call_on_media(&call, B, true, 0, findings);
    media_call_on_media(&call, A, true, 25 * S, findings);
    assert_nothing_told();
}

/* A sends every second after FROM until TO, which proves nothing about B. */
static void keep_sending(int64_t from, int64_t to)
{
    unsigned n_before = findings->len;

    for (int64_t time = from + S; time <= to; time += S)
        media_call_on_media(&call, A, true, time, findings);
    g_assert_cmpuint(findings->len, ==, n_before);
}

/* B returns at 31 s and continues. */
TEST(timeout_text)
{
    begin_silence(PRODUCT_GENERATION_LYNC);
    keep_sending(25 * S, 31 * S);
    media_call_on_media(&call, B, true, 31 * S, findings);
    media_call_on_media(&call, B, true, 32 * S, findings);
    assert_told(FINDING_MEDIA_TIMEOUT);
    g_assert_cmpint(told(0)->severity, ==, FINDING_WARN);
    assert_says(0, "10.0.0.2:6000", "for 31.0 s", "RTCPActiveCalls");
}

/* B's silence is not reported on A's packets or on SIP messages, but when B
 * returns or the call or capture ends. RTCP ends it as RTP does. */
TEST(timeout_return)
{
    begin_silence(PRODUCT_GENERATION_LYNC);
    keep_sending(25 * S, 60 * S);
    media_call_on_message(&call, 60 * S);
    keep_sending(60 * S, 90 * S);
    media_call_on_media(&call, B, false, 90 * S, findings);
    assert_told(FINDING_MEDIA_TIMEOUT);
    assert_says(0, "for 90.0 s");
    g_assert_false(media_call_on_bye(&call, A, 91 * S, findings));
    media_call_at_end(&call, 92 * S, findings);
    g_assert_cmpuint(findings->len, ==, 1);
}

/* What B's returning packet says of the 31 s; reported if it was a silence. */
TEST(timeout_reading)
{
    static const struct {
        enum silence silence;
        bool is_told;
    } rows[] = {
        {SILENCE_UNKNOWN, true},        {SILENCE_DESIGNED, true},
        {SILENCE_PAUSED, true},         {SILENCE_LOST_OR_MISSED, false},
        {SILENCE_CLOCK_STEPPED, false}, {SILENCE_CAPTURE_STOPPED, false},
    };

    FOR_EACH_ROW(i, rows) {
        begin_silence(PRODUCT_GENERATION_LYNC);
        keep_sending(25 * S, 31 * S);
        media_call_on_silence(&call, B, rows[i].silence, 31 * S, 31 * S);
        media_call_on_media(&call, B, true, 31 * S, findings);
        g_assert_cmpuint(findings->len, ==, rows[i].is_told);
        /* nor is it reported later */
        media_call_at_end(&call, 40 * S, findings);
        g_assert_cmpuint(findings->len, ==, rows[i].is_told);
    }
}

/* RTCP alone keeps the call (KB 981218). */
TEST(silent_rtcp_alive)
{
    begin_silence(PRODUCT_GENERATION_LYNC);
    for (int64_t time = 5 * S; time <= 120 * S; time += 5 * S) {
        media_call_on_media(&call, B, false, time, findings);
        media_call_on_media(&call, A, true, time, findings);
    }
    g_assert_false(media_call_on_bye(&call, A, 121 * S, findings));
    assert_nothing_told();
}

/* The text names what B sent last. A conference server does not hang up on a
 * party that it has muted. */
TEST(timeout_noise)
{
    static const struct {
        enum product_generation generation;
        unsigned n_noise;
        enum finding_severity severity;
        const char *words;
    } rows[] = {
        {PRODUCT_GENERATION_LYNC, 0, FINDING_WARN, "for 31.0 s while"},
        {PRODUCT_GENERATION_LYNC, 1, FINDING_WARN,
         "for 31.0 s since one comfort noise packet (a mute) while"},
        {PRODUCT_GENERATION_LYNC, 2, FINDING_WARN,
         "for 31.0 s since comfort noise (a mute) while"},
        {PRODUCT_GENERATION_CONFERENCE, 0, FINDING_WARN, "for 31.0 s while"},
        {PRODUCT_GENERATION_CONFERENCE, 1, FINDING_NOTE, "(a mute) while"}};

    FOR_EACH_ROW(i, rows) {
        begin_silence(rows[i].generation);
        call.n_noise[B] = rows[i].n_noise;
        media_call_on_media(&call, B, true, 31 * S, findings);
        g_assert_cmpuint(findings->len, ==, 1);
        g_assert_cmpint(told(0)->severity, ==, rows[i].severity);
        assert_says(0, rows[i].words);
    }
    begin_silence(PRODUCT_GENERATION_LYNC);
    call.n_noise[B] = 1;
    media_call_on_bye(&call, A, 31 * S, findings);
    assert_says(1, "RTCP of 10.0.0.2:6000, comfort noise (a mute):");
}

TEST(bye_text)
{
    begin_silence(PRODUCT_GENERATION_LYNC);
    keep_sending(25 * S, 31 * S);
    g_assert_true(media_call_on_bye(&call, A, 32 * S, findings));
    g_assert_cmpuint(findings->len, ==, 2);
    g_assert_cmpint(told(1)->id, ==, FINDING_MEDIA_TIMEOUT_BYE);
    g_assert_cmpint(told(1)->severity, ==, FINDING_ERROR);
    assert_says(1, "side of 10.0.0.1:5000 hung up 32.0 s",
                "RTCP of 10.0.0.2:6000", "RTCPActiveCalls",
                "EnableSessionTimer");
}

/* The BYE proves the silence: both findings are added. */
TEST(bye_proves)
{
    begin_silence(PRODUCT_GENERATION_OCS_2007_R2);
    g_assert_true(media_call_on_bye(&call, A, 30 * S + 1, findings));
    assert_told(FINDING_MEDIA_TIMEOUT, FINDING_MEDIA_TIMEOUT_BYE);
    assert_says(1, "GatewayIgnoreMediaTimeout", "GatewaySessionTimer");
}

/* A second BYE (repeated) and what follows it add nothing. */
TEST(bye_once)
{
    begin_silence(PRODUCT_GENERATION_LYNC);
    media_call_on_bye(&call, A, 31 * S, findings);
    g_assert_false(media_call_on_bye(&call, A, 31 * S + 1, findings));
    media_call_on_media(&call, A, true, 70 * S, findings);
    g_assert_cmpuint(findings->len, ==, 2);
}

/* A BYE of A during B's silence, around the limit of 30 s. */
TEST(bye_limits)
{
    static const struct {
        int64_t bye_ns;
        bool is_cause;
        unsigned n_told;
        enum finding_id told;
    } rows[] = {
        /* More than 1 s early. */
        {29 * S - 1, false, 0, N_FINDINGS},
        /* A server's timer fires after 29 s, too early for the Warn. */
        {29 * S, true, 1, FINDING_MEDIA_TIMEOUT_BYE},
        /* A user hangs up after a long silence. */
        {35 * S + 1, false, 1, FINDING_MEDIA_TIMEOUT},
    };

    FOR_EACH_ROW(i, rows) {
        begin_silence(PRODUCT_GENERATION_LYNC);
        g_assert_cmpint(media_call_on_bye(&call, A, rows[i].bye_ns, findings),
                        ==, rows[i].is_cause);
        g_assert_cmpuint(findings->len, ==, rows[i].n_told);
        if (rows[i].n_told > 0)
            g_assert_cmpint(told(0)->id, ==, rows[i].told);
    }
}

/* On hold: RTCPCallsOnHold, unless music plays. A's last RTP at 26 s is 5 s
 * before the BYE at 31 s. */
TEST(bye_hold)
{
    begin_silence(PRODUCT_GENERATION_LYNC);
    call.n_held = 1;
    media_call_on_bye(&call, A, 31 * S, findings);
    assert_says(0, "on hold");
    assert_says(1, "RTCPCallsOnHold");

    begin_silence(PRODUCT_GENERATION_LYNC);
    call.n_held = 1;
    keep_sending(25 * S, 26 * S);
    media_call_on_bye(&call, A, 31 * S, findings);
    assert_says(1, "RTCPActiveCalls");
    g_assert_false(says(1, "RTCPCallsOnHold"));
}

/* The capture holds nothing of B: a Note that says so. */
TEST(timeout_never_heard)
{
    begin_silence(PRODUCT_GENERATION_UNKNOWN);
    call.timeout.parties[B].heard = false;
    keep_sending(25 * S, 31 * S);
    media_call_at_end(&call, 31 * S, findings);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->severity, ==, FINDING_NOTE);
    assert_says(0, "one direction only", "RTCPActiveCalls",
                "GatewayIgnoreMediaTimeout");
}

/* B is silent when the capture ends. Neither the query nor a message before it
 * changes anything. */
TEST(timeout_at_end)
{
    begin_silence(PRODUCT_GENERATION_LYNC);
    media_call_at_end(&call, 30 * S, findings);
    assert_nothing_told();
    media_call_at_end(&call, 31 * S, findings);
    media_call_at_end(&call, 31 * S, findings);
    g_assert_cmpuint(findings->len, ==, 2);
    media_call_on_message(&call, 32 * S);
    media_call_at_end(&call, 40 * S, findings);
    g_assert_cmpuint(findings->len, ==, 3);
}

/* Two streams: B is excused only if both excuse it. */
TEST(silent_streams)
{
    begin_silence(PRODUCT_GENERATION_LYNC);
    media_call_expect(&call, B, 1, 0);
    media_call_expect(&call, B, -1, 1 * S);
    g_assert_true(call.timeout.parties[B].expected);
    media_call_expect(&call, B, -1, 2 * S);
    g_assert_false(call.timeout.parties[B].expected);
    keep_sending(25 * S, 40 * S);
    media_call_at_end(&call, 40 * S, findings);
    media_call_on_media(&call, B, true, 40 * S, findings);
    assert_nothing_told();
}

TEST(timeout_off)
{
    g_assert_cmpint(media_limit_ns(0), ==, INT64_MAX);
    g_assert_cmpint(media_limit_ns(30), ==, 30 * S);
    g_assert_cmpint(media_limit_ns(UINT32_MAX), ==, 4294967295 * S);
}

/* The side that had FROM has TO; one that had another address keeps it. Both
 * are to be heard anew. */
TEST(moved)
{
    const struct endpoint elsewhere = {.family = 4, .port = 9};

    begin_silence(PRODUCT_GENERATION_LYNC);
    media_call_on_moved(&call, A, &endpoint_b, &elsewhere, 26 * S);
    g_assert_true(endpoint_equal(&call.media[A], &endpoint_a));
    g_assert_cmpint(call.timeout.parties[A].silent_since_ns, ==, 26 * S);
    g_assert_false(call.timeout.parties[A].heard);
    media_call_on_moved(&call, A, &endpoint_a, &elsewhere, 27 * S);
    g_assert_true(endpoint_equal(&call.media[A], &elsewhere));
    g_assert_true(endpoint_equal(&call.media[B], &endpoint_b));
    g_assert_cmpint(call.timeout.parties[A].silent_since_ns, ==, 27 * S);
}

/* While changes are noted, each that concerns a time is. */
TEST(changes_noted)
{
    struct rtcp_presence presence = {.rtp_seen = true};
    struct media_limits noting = limits;

    begin_silence(PRODUCT_GENERATION_LYNC);
    noting.changed = g_hash_table_new(NULL, NULL);
    call.limits = &noting;
    for (unsigned i = 0; i < 6; i++) {
        g_hash_table_remove_all(noting.changed);
        switch (i) {
        case 0:
            media_call_on_up(&call, S);
            break;
        case 1:
            media_call_on_silence(&call, B, SILENCE_LOST_OR_MISSED, S, S);
            break;
        case 2:
            media_call_on_media(&call, B, true, S, findings);
            break;
        case 3:
            media_call_on_history(&call, B, &presence);
            break;
        case 4:
            media_call_expect(&call, B, 1, S);
            break;
        default:
            media_call_on_moved(&call, B, &endpoint_a, &endpoint_b, S);
            break;
        }
        g_assert_true(g_hash_table_contains(noting.changed, &call));
    }
    g_hash_table_destroy(noting.changed);
}
