/* Tests of what is said about a call's media timeout.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_call.h"

#include <string.h>

#include "finding.h"
#include "product.h"
#include "unit_test.h"

#define S INT64_C(1000000000)
#define A SIDE_A
#define B SIDE_B

static const struct media_limits limits = {
    .rtcp_absence_ns = 30 * S,
    .media_timeout_ns = 30 * S,
};

static struct media_call call;
static GPtrArray *findings;

/* Up since 0 s; A sends from 0 s to 25 s; B sent at 0 s for the last time. */
static void begin(enum product_generation generation)
{
    findings = finding_list_new();
    media_call_init(&call, &limits);
    call.generation = generation;
    call.media[A] = (struct endpoint){4, {10, 0, 0, 1}, 5000};
    call.media[B] = (struct endpoint){4, {10, 0, 0, 2}, 6000};
    media_call_expect(&call, A, 1, 0);
    media_call_expect(&call, B, 1, 0);
    media_call_on_up(&call, 0);
    media_call_on_media(&call, B, true, 0, findings);
    media_call_on_media(&call, A, true, 25 * S, findings);
    g_assert_cmpuint(findings->len, ==, 0);
}

/* A sends each second after FROM until TO: that tells nothing of B. */
static void keep_sending(int64_t from, int64_t to)
{
    unsigned n_before = findings->len;

    for (int64_t time = from + S; time <= to; time += S)
        media_call_on_media(&call, A, true, time, findings);
    g_assert_cmpuint(findings->len, ==, n_before);
}

static void end(void)
{
    g_ptr_array_unref(findings);
}

static const struct finding *told(unsigned i)
{
    g_assert_cmpuint(i, <, findings->len);
    return g_ptr_array_index(findings, i);
}

static bool says(unsigned i, const char *word)
{
    return strstr(told(i)->text, word) != NULL;
}

/* B is back at 31 s, and goes on. */
TEST(timeout_text)
{
    begin(PRODUCT_GENERATION_LYNC);
    keep_sending(25 * S, 31 * S);
    media_call_on_media(&call, B, true, 31 * S, findings);
    media_call_on_media(&call, B, true, 32 * S, findings);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->id, ==, FINDING_MEDIA_TIMEOUT);
    g_assert_cmpint(told(0)->severity, ==, FINDING_WARN);
    g_assert_true(says(0, "10.0.0.2:6000"));
    g_assert_true(says(0, "for 31.0 s"));
    g_assert_true(says(0, "RTCPActiveCalls"));
    end();
}

/* Until B is back, or the call or the capture ends, nobody knows: neither A's
 * packets nor SIP messages tell its silence. RTCP ends it as RTP does. */
TEST(timeout_return)
{
    begin(PRODUCT_GENERATION_LYNC);
    keep_sending(25 * S, 60 * S);
    media_call_on_message(&call, 60 * S);
    keep_sending(60 * S, 90 * S);
    media_call_on_media(&call, B, false, 90 * S, findings);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->id, ==, FINDING_MEDIA_TIMEOUT);
    g_assert_true(says(0, "for 90.0 s"));
    g_assert_false(media_call_on_bye(&call, A, 91 * S, findings));
    media_call_at_end(&call, 92 * S, findings);
    g_assert_cmpuint(findings->len, ==, 1);
    end();
}

/* What B's returning packet says of the 31 s, told if it was a silence. */
static const struct {
    enum silence silence;
    bool is_told;
} readings[] = {
    {SILENCE_UNKNOWN, true},        {SILENCE_DESIGNED, true},
    {SILENCE_PAUSED, true},         {SILENCE_LOST, false},
    {SILENCE_NOT_CAPTURED, false},  {SILENCE_LOST_OR_MISSED, false},
    {SILENCE_CLOCK_STEPPED, false}, {SILENCE_CAPTURE_STOPPED, false},
};

TEST(timeout_reading)
{
    for (size_t i = 0; i < G_N_ELEMENTS(readings); i++) {
        begin(PRODUCT_GENERATION_LYNC);
        keep_sending(25 * S, 31 * S);
        media_call_on_silence(&call, B, readings[i].silence, 31 * S);
        media_call_on_media(&call, B, true, 31 * S, findings);
        g_assert_cmpuint(findings->len, ==, readings[i].is_told);
        /* Nor is it told later. */
        media_call_at_end(&call, 40 * S, findings);
        g_assert_cmpuint(findings->len, ==, readings[i].is_told);
        end();
    }
}

/* RTCP alone keeps the call (KB 981218). */
TEST(silent_rtcp_alive)
{
    begin(PRODUCT_GENERATION_LYNC);
    for (int64_t time = 5 * S; time <= 120 * S; time += 5 * S) {
        media_call_on_media(&call, B, false, time, findings);
        media_call_on_media(&call, A, true, time, findings);
    }
    g_assert_false(media_call_on_bye(&call, A, 121 * S, findings));
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* What B sent last is told; and nobody hangs up on whom a conference has
 * muted. */
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

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        begin(rows[i].generation);
        call.n_noise[B] = rows[i].n_noise;
        media_call_on_media(&call, B, true, 31 * S, findings);
        g_assert_cmpuint(findings->len, ==, 1);
        g_assert_cmpint(told(0)->severity, ==, rows[i].severity);
        g_assert_true(says(0, rows[i].words));
        end();
    }
    begin(PRODUCT_GENERATION_LYNC);
    call.n_noise[B] = 1;
    media_call_on_bye(&call, A, 31 * S, findings);
    g_assert_true(says(1, "RTCP of 10.0.0.2:6000, comfort noise (a mute):"));
    end();
}

TEST(bye_text)
{
    begin(PRODUCT_GENERATION_LYNC);
    call.media_bypass = true;
    keep_sending(25 * S, 31 * S);
    g_assert_true(media_call_on_bye(&call, A, 32 * S, findings));
    g_assert_cmpuint(findings->len, ==, 2);
    g_assert_cmpint(told(1)->id, ==, FINDING_MEDIA_TIMEOUT_BYE);
    g_assert_cmpint(told(1)->severity, ==, FINDING_ERROR);
    g_assert_true(says(1, "side of 10.0.0.1:5000 hung up 32.0 s"));
    g_assert_true(says(1, "RTCP of 10.0.0.2:6000"));
    g_assert_true(says(1, "RTCPActiveCalls"));
    g_assert_true(says(1, "EnableSessionTimer"));
    g_assert_true(says(1, "MediaBypass"));
    end();
}

/* The BYE proves the silence: both are told. */
TEST(bye_proves)
{
    begin(PRODUCT_GENERATION_OCS_2007_R2);
    g_assert_true(media_call_on_bye(&call, A, 30 * S + 1, findings));
    g_assert_cmpuint(findings->len, ==, 2);
    g_assert_cmpint(told(0)->id, ==, FINDING_MEDIA_TIMEOUT);
    g_assert_cmpint(told(1)->id, ==, FINDING_MEDIA_TIMEOUT_BYE);
    g_assert_true(says(1, "GatewayIgnoreMediaTimeout"));
    g_assert_true(says(1, "GatewaySessionTimer"));
    g_assert_false(says(1, "MediaBypass"));
    end();
}

/* A server's timer of 30 s fires after 29.0 s: too early for the Warn, which
 * needs more than the limit, and the cause all the same. */
TEST(bye_early)
{
    begin(PRODUCT_GENERATION_LYNC);
    g_assert_true(media_call_on_bye(&call, A, 29 * S, findings));
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->id, ==, FINDING_MEDIA_TIMEOUT_BYE);
    end();
}

/* A second BYE (sent again) and what follows it say nothing. */
TEST(bye_once)
{
    begin(PRODUCT_GENERATION_LYNC);
    media_call_on_bye(&call, A, 31 * S, findings);
    g_assert_false(media_call_on_bye(&call, A, 31 * S + 1, findings));
    media_call_on_media(&call, A, true, 70 * S, findings);
    g_assert_cmpuint(findings->len, ==, 2);
    end();
}

/* More than 1 s before the limit of 30 s. */
TEST(silent_bye_at_limit)
{
    begin(PRODUCT_GENERATION_LYNC);
    g_assert_false(media_call_on_bye(&call, A, 29 * S - 1, findings));
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* A user hangs up on a long silence: the timeout was told, not the cause. */
TEST(bye_late)
{
    begin(PRODUCT_GENERATION_LYNC);
    g_assert_false(media_call_on_bye(&call, A, 35 * S + 1, findings));
    g_assert_cmpuint(findings->len, ==, 1);
    end();
}

/* On hold: RTCPCallsOnHold, unless music plays: A's last RTP at 26 s is 5 s
 * before the BYE at 31 s. */
TEST(bye_hold)
{
    begin(PRODUCT_GENERATION_LYNC);
    call.n_held = 1;
    media_call_on_bye(&call, A, 31 * S, findings);
    g_assert_true(says(0, "on hold"));
    g_assert_true(says(1, "RTCPCallsOnHold"));
    end();

    begin(PRODUCT_GENERATION_LYNC);
    call.n_held = 1;
    keep_sending(25 * S, 26 * S);
    media_call_on_bye(&call, A, 31 * S, findings);
    g_assert_true(says(1, "RTCPActiveCalls"));
    g_assert_false(says(1, "RTCPCallsOnHold"));
    end();
}

/* Nothing of B is in the capture: a note, which names the doubt. */
TEST(timeout_never_heard)
{
    begin(PRODUCT_GENERATION_UNKNOWN);
    call.timeout.parties[B].heard = false;
    keep_sending(25 * S, 31 * S);
    media_call_at_end(&call, 31 * S, findings);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->severity, ==, FINDING_NOTE);
    g_assert_true(says(0, "one direction only"));
    g_assert_true(says(0, "RTCPActiveCalls"));
    g_assert_true(says(0, "GatewayIgnoreMediaTimeout"));
    end();
}

/* B is silent when the capture ends; asking changes nothing, and a message
 * meanwhile neither. */
TEST(timeout_at_end)
{
    begin(PRODUCT_GENERATION_LYNC);
    media_call_at_end(&call, 30 * S, findings);
    g_assert_cmpuint(findings->len, ==, 0);
    media_call_at_end(&call, 31 * S, findings);
    media_call_at_end(&call, 31 * S, findings);
    g_assert_cmpuint(findings->len, ==, 2);
    media_call_on_message(&call, 32 * S);
    media_call_at_end(&call, 40 * S, findings);
    g_assert_cmpuint(findings->len, ==, 3);
    end();
}

/* Two streams: B is excused only when both excuse it. */
TEST(silent_streams)
{
    begin(PRODUCT_GENERATION_LYNC);
    media_call_expect(&call, B, 1, 0);
    media_call_expect(&call, B, -1, 1 * S);
    g_assert_true(call.timeout.parties[B].expected);
    media_call_expect(&call, B, -1, 2 * S);
    g_assert_false(call.timeout.parties[B].expected);
    keep_sending(25 * S, 40 * S);
    media_call_at_end(&call, 40 * S, findings);
    media_call_on_media(&call, B, true, 40 * S, findings);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

TEST(timeout_off)
{
    g_assert_cmpint(media_limit_ns(0), ==, INT64_MAX);
    g_assert_cmpint(media_limit_ns(30), ==, 30 * S);
    g_assert_cmpint(media_limit_ns(UINT32_MAX), ==, 4294967295 * S);
}
