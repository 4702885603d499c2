/* Tests of endpoints that SDP declared.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_ends.h"

#include "scene_host.h"
#include "sdp_parse.h"
#include "unit_test.h"

#define SDP_HEAD "v=0\r\no=- 0 0 IN IP4 10.0.0.1\r\ns=-\r\nt=0 0\r\n"

static struct sdp sdp; /* too large for the stack */
static struct media_ends ends;

BEFORE_EACH()
{
    media_ends_init(&ends);
}

AFTER_EACH()
{
    media_ends_clear(&ends);
}

static void offer(uint32_t call, const char *text)
{
    struct text whole = {text, strlen(text)};

    g_assert_cmpint(sdp_parse(whole, &sdp), ==, SDP_PARSE_OK);
    media_ends_offer(&ends, call, SIDE_A, &sdp);
}

static uint32_t call_at(uint8_t host, uint16_t port)
{
    struct endpoint end = at(host, port);

    return media_ends_call(&ends, &end);
}

/* RTP, and RTCP at the port above it (RFC 3550 11). */
TEST(offer_rtp_and_rtcp)
{
    offer(7, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n");
    g_assert_cmpuint(call_at(1, 5000), ==, 7);
    g_assert_cmpuint(call_at(1, 5001), ==, 7);
    g_assert_cmpuint(call_at(1, 5002), ==, NO_INDEX);
    g_assert_cmpuint(call_at(2, 5000), ==, NO_INDEX);
    g_assert_cmpuint(ends.n_bindings, ==, 0);
}

/* a=rtcp (RFC 3605) in place of the port above. */
TEST(offer_declared_rtcp)
{
    offer(0, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n"
                      "a=rtcp:5011\r\n");
    g_assert_cmpuint(call_at(1, 5011), ==, 0);
    g_assert_cmpuint(call_at(1, 5001), ==, NO_INDEX);
}

/* Candidates of UDP only (RFC 8839 5.1). */
TEST(offer_candidates)
{
    offer(3, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n"
                      "a=candidate:1 1 UDP 1 10.0.0.8 7000 typ host\r\n"
                      "a=candidate:2 1 TCP-PASS 1 10.0.0.9 7100 typ host\r\n");
    g_assert_cmpuint(call_at(8, 7000), ==, 3);
    g_assert_cmpuint(call_at(9, 7100), ==, NO_INDEX);
}

/* Port 0: the m-line is refused (RFC 3264 6). */
TEST(offer_refused)
{
    offer(3, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 0 RTP/AVP 0\r\n");
    g_assert_cmpuint(call_at(1, 0), ==, NO_INDEX);
    g_assert_cmpuint(call_at(1, 1), ==, NO_INDEX);
}

/* The latest call that names an endpoint has it. */
TEST(offer_again)
{
    const char *text =
        SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n";

    offer(1, text);
    offer(2, text);
    g_assert_cmpuint(call_at(1, 5000), ==, 2);
}

/* Only a change counts as a binding. */
TEST(bind)
{
    struct endpoint end = at(1, 5000);
    struct media_session_entry *one = (void *)&ends; /* never looked into */
    struct media_session_entry *other = (void *)&sdp;

    g_assert_null(media_ends_find(&ends, &end));
    media_ends_bind(&ends, &end, one, SIDE_A);
    media_ends_bind(&ends, &end, one, SIDE_A);
    g_assert_cmpuint(ends.n_bindings, ==, 1);
    media_ends_bind(&ends, &end, one, SIDE_B);
    media_ends_bind(&ends, &end, other, SIDE_B);
    g_assert_cmpuint(ends.n_bindings, ==, 3);
    g_assert_true(media_ends_find(&ends, &end)->entry == other);
    g_assert_cmpint(media_ends_find(&ends, &end)->side, ==, SIDE_B);
    g_assert_cmpuint(media_ends_call(&ends, &end), ==, NO_INDEX);
}

static bool has_keys_at(uint8_t host, uint16_t port)
{
    struct endpoint end = at(host, port);

    return media_ends_find(&ends, &end)->has_keys;
}

/* Keys belong to an m-line; the latest SDP counts; where DTLS is offered too,
 * it may be what gives the keys. */
TEST(offer_keys)
{
#define CRYPTO "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\n"
    offer(3, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/SAVP 0\r\n" CRYPTO
                      "m=video 5010 RTP/AVP 31\r\n"
                      "m=audio 5020 RTP/SAVP 0\r\n" CRYPTO
                      "a=fingerprint:SHA-1 00\r\n");
    g_assert_true(has_keys_at(1, 5000));
    g_assert_true(has_keys_at(1, 5001));
    g_assert_false(has_keys_at(1, 5010));
    g_assert_false(has_keys_at(1, 5020));
    offer(3, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n");
    g_assert_false(has_keys_at(1, 5000));
}
