/* Tests of what a party says of the end of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_reason.h"
#include "sip_parse.h"
#include "unit_test.h"

#include <string.h>

static struct call_reason reason;

AFTER_EACH()
{
    call_reason_clear(&reason);
}

/* The reason of a BYE with HEADERS; valid until the next one. */
static const struct call_reason *reason_of(const char *headers)
{
    g_autofree char *text =
        g_strconcat("BYE sip:a@b SIP/2.0\r\n", headers, "\r\n", NULL);
    struct sip_message message;

    g_assert_cmpint(sip_parse(text, strlen(text), &message), ==, SIP_PARSE_OK);
    call_reason_clear(&reason);
    reason = call_reason_read(&message);
    return &reason;
}

TEST(kind_rows)
{
    static const struct {
        const char *headers;
        enum call_reason_kind kind;
    } rows[] = {
        {"", CALL_REASON_NONE},
        {"Reason: Q.850;cause=16;text=\"Normal call clearing\"\r\n",
         CALL_REASON_NORMAL},
        {"Reason: q.850;cause=15\r\n", CALL_REASON_NONE},
        {"Reason: q.850;cause=19\r\n", CALL_REASON_NORMAL},
        {"Reason: q.850;cause=20\r\n", CALL_REASON_NONE},
        {"Reason: Q.850;cause=31\r\n", CALL_REASON_NORMAL},
        {"Reason: Q.850;cause=33\r\n", CALL_REASON_NONE},
        {"Reason: Q.850;cause=34\r\n", CALL_REASON_FAILURE},
        {"Reason: Q.850;cause=47\r\n", CALL_REASON_FAILURE},
        {"Reason: Q.850;cause=48\r\n", CALL_REASON_NONE},
        {"Reason: Q.850;cause=102\r\n", CALL_REASON_FAILURE},
        {"Reason: Q.850;cause=127\r\n", CALL_REASON_NONE}, /* says nothing */
        {"Reason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n",
         CALL_REASON_NORMAL},
        {"Reason: SIP;cause=486\r\n", CALL_REASON_NORMAL},
        {"Reason: SIP;cause=503\r\n", CALL_REASON_FAILURE},
        {"Reason: SIP;cause=408;text=\"Request Timeout\"\r\n",
         CALL_REASON_FAILURE},
        {"Reason: FOO;cause=503\r\n", CALL_REASON_NONE},
        /* Asterisk's words */
        {"Reason: SIP;cause=408;text=\"No session refresh received\"\r\n",
         CALL_REASON_TIMER},
        {"Reason: Q.850;cause=102;text=\"Session-Expires timer\"\r\n",
         CALL_REASON_TIMER},
        {"Reason: SIP;cause=200;text=\"session ended\"\r\n",
         CALL_REASON_NORMAL},
        {"Reason: SIP;cause=200;text=\"session timer\"\r\n", CALL_REASON_TIMER},
        {"Reason: SIP;cause=200;text=\"media time-out\"\r\n",
         CALL_REASON_MEDIA},
        {"Reason: SIP;cause=200;text=\"RTP timed out\"\r\n", CALL_REASON_MEDIA},
        {"Reason: SIP;cause=500;text=\"RTP timeout\"\r\n", CALL_REASON_MEDIA},
        {"Reason: SIP;cause=200;text=\"media released\"\r\n",
         CALL_REASON_NORMAL},
        {"ms-client-diagnostics: 32;reason=\"Call terminated on mid-call "
         "media failure where both endpoints are internal\"\r\n",
         CALL_REASON_MEDIA},
        {"ms-client-diagnostics: 21;reason=\"Call failed to establish due to "
         "a media connectivity failure\"\r\n",
         CALL_REASON_FAILURE},
        {"Reason: SIP;cause=488;text=\"Media negotiation failure\"\r\n",
         CALL_REASON_FAILURE},
        {"ms-diagnostics: 51004;reason=\"Action initiated by user\"\r\n",
         CALL_REASON_NORMAL},
        {"ms-client-diagnostics: 51004\r\n", CALL_REASON_NORMAL},
        /* Asterisk's own words for its rtp_timeout; FreePBX is Asterisk. */
        {"User-Agent: Asterisk PBX 22.10\r\nReason: Q.850;cause=44\r\n",
         CALL_REASON_ASTERISK_MEDIA},
        {"User-Agent: FPBX-16.0.40(18.13.0)\r\nReason: Q.850;cause=44\r\n",
         CALL_REASON_ASTERISK_MEDIA},
        {"User-Agent: Asterisk PBX 22.10\r\nReason: Q.850;cause=34\r\n",
         CALL_REASON_FAILURE},
        {"User-Agent: Gateway\r\nReason: Q.850;cause=44\r\n",
         CALL_REASON_FAILURE},
        {"Reason: Q.850;cause=44\r\n", CALL_REASON_FAILURE},
        /* The text says more than the cause. */
        {"Reason: Q.850;cause=16\r\nms-diagnostics: 10027;reason=\"RTCP "
         "timeout\"\r\n",
         CALL_REASON_MEDIA},
    };

    FOR_EACH_ROW(i, rows) {
        g_test_message("%s", rows[i].headers);
        g_assert_cmpint(reason_of(rows[i].headers)->kind, ==, rows[i].kind);
    }
}

/* Asterisk's 44 in a refusal is about channels. */
TEST(asterisk_refusal)
{
    static const char text[] = "SIP/2.0 503 Service Unavailable\r\n"
                               "CSeq: 1 INVITE\r\n"
                               "Server: Asterisk PBX 22\r\n"
                               "User-Agent: Asterisk PBX 22\r\n"
                               "Reason: Q.850;cause=44\r\n\r\n";
    struct sip_message message;

    g_assert_cmpint(sip_parse(text, strlen(text), &message), ==, SIP_PARSE_OK);
    reason = call_reason_read(&message);
    g_assert_cmpint(reason.kind, ==, CALL_REASON_FAILURE);
    g_assert_false(call_reason_is_media(reason.kind));
}

TEST(text_numbers)
{
    reason_of("Reason: Q.850;cause=16\r\nms-diagnostics: "
              "10027;reason=\"x\"\r\nms-client-diagnostics: 32\r\n");
    g_assert_cmpuint(reason.q850_cause, ==, 16);
    g_assert_cmpuint(reason.sip_cause, ==, 0);
    g_assert_true(reason.diagnostics_present);
    g_assert_cmpstr(reason.text, ==,
                    "Reason: Q.850;cause=16, normal clearing; ms-diagnostics: "
                    "10027;reason=\"x\"");
}

/* 140 octets with the zero: "Reason: " is 8, "SIP;text=" 9, 122 are left. What
 * does not print becomes "?". */
TEST(text_bounds)
{
    g_autofree char *longest = g_strnfill(122, 'x');
    g_autofree char *fits = g_strdup_printf("Reason: SIP;text=%s", longest);
    g_autofree char *header = g_strdup_printf("%s\r\n", fits);
    g_autofree char *longer =
        g_strdup_printf("%sy\r\nms-diagnostics: 1\r\n", fits);

    g_assert_cmpstr(reason_of(header)->text, ==, fits);
    g_assert_cmpstr(reason_of(longer)->text, ==, fits);
    g_assert_true(reason_of(longer)->diagnostics_present);
    g_assert_cmpstr(reason_of("Reason: SIP;text=\"\xc3\xa4\"\r\n")->text, ==,
                    "Reason: SIP;text=\"??\"");
}

/* RFC 3261 20.33 and 20.43; the first Warning counts. A cause without a text is
 * put into words. */
TEST(more_headers)
{
    reason_of("Reason: Q.850;cause=34\r\n");
    call_reason_add_headers(
        text_of("SIP/2.0 503 x\r\nretry-after: 60 (full)\r\nTo: x\r\n"
                "Warning: 399 h \"no line\"\r\nWarning: 399 h \"b\"\r\n\r\n"),
        &reason);
    g_assert_cmpuint(reason.retry_after_s, ==, 60);
    g_assert_cmpstr(reason.text, ==,
                    "Reason: Q.850;cause=34, no channel available; "
                    "Retry-After: 60 (full); Warning: 399 h \"no line\"");
}
