/* Tests of keys in SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_crypto.h"

#include "sip_test.h"
#include "unit_test.h"

/* The three lines that Lync 2013 offers for each medium. */
TEST(lync)
{
    struct text sdp =
        text_of("v=0\r\nm=audio 50010 RTP/SAVP 0\r\n"
                "a=cryptoscale:1 client AES_CM_128_HMAC_SHA1_80 "
                "inline:aaaa|2^31|1:1\r\n"
                "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:bbbb|2^31|1:1\r\n"
                "a=sendrecv\r\n"
                "A=crypto:9 X inline:x\r\n"
                "a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:cccc|2^31\r\n");
    static const struct {
        const char *base64;
        unsigned mki_bytes;
        bool is_scale;
    } rows[] = {{"aaaa", 1, true}, {"bbbb", 1, false}, {"cccc", 0, false}};
    struct sdp_crypto crypto;
    struct sdp_crypto_key key;

    FOR_EACH_ROW(i, rows) {
        g_assert_true(sdp_crypto_next(&sdp, &crypto));
        assert_text(crypto.suite, "AES_CM_128_HMAC_SHA1_80");
        g_assert_cmpint(crypto.is_scale, ==, rows[i].is_scale);
        g_assert_false(crypto.has_unknown_param);
        g_assert_true(sdp_crypto_key_next(&crypto.keys, &key));
        assert_text(key.base64, rows[i].base64);
        g_assert_cmpuint(key.mki_bytes, ==, rows[i].mki_bytes);
        g_assert_false(sdp_crypto_key_next(&crypto.keys, &key));
    }
    g_assert_false(sdp_crypto_next(&sdp, &crypto));
}

/* RFC 4568 4 and 6.1: several keys, lifetime left out, other methods. */
TEST(keys)
{
    struct text sdp = text_of(
        "a=crypto:1 AES_CM_128_HMAC_SHA1_32 "
        "inline:k1|1066:4;uri:x;inline:;INLINE:k2|2^20|12345:128;inline:k3|1:"
        "129;inline:k4|1:x;inline:k5\n");
    struct sdp_crypto crypto;
    struct sdp_crypto_key key;

    g_assert_true(sdp_crypto_next(&sdp, &crypto));
    g_assert_true(sdp_crypto_key_next(&crypto.keys, &key));
    assert_text(key.base64, "k1");
    g_assert_cmpuint(key.mki_bytes, ==, 4);
    g_assert_true(sdp_crypto_key_next(&crypto.keys, &key));
    assert_text(key.base64, "k2");
    g_assert_cmpuint(key.mki_bytes, ==, 128);
    g_assert_true(sdp_crypto_key_next(&crypto.keys, &key));
    assert_text(key.base64, "k5");
    g_assert_cmpuint(key.mki_bytes, ==, 0);
    g_assert_false(sdp_crypto_key_next(&crypto.keys, &key));
}

/* RFC 4568 6.3. */
TEST(params)
{
    static const struct {
        const char *params;
        bool rtp, rtcp, unprovable, unknown;
    } rows[] = {
        {"", false, false, false, false},
        {" UNENCRYPTED_SRTP", true, false, false, false},
        {" UNENCRYPTED_SRTCP WSH=128", false, true, false, false},
        {" UNAUTHENTICATED_SRTP", false, false, true, false},
        {" KDR=0 FEC_ORDER=SRTP_FEC FEC_KEY=inline:x", false, false, false,
         false},
        {" KDR=1", false, false, false, true},
        {" KDR", false, false, false, true},
        {" -NEW=1", false, false, false, true},
    };

    FOR_EACH_ROW(i, rows) {
        char *line = g_strconcat("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:k",
                                 rows[i].params, NULL);
        struct text sdp = text_of(line);
        struct sdp_crypto crypto;

        g_assert_true(sdp_crypto_next(&sdp, &crypto));
        g_assert_cmpint(crypto.rtp_unencrypted, ==, rows[i].rtp);
        g_assert_cmpint(crypto.rtcp_unencrypted, ==, rows[i].rtcp);
        g_assert_cmpint(crypto.rtp_unprovable, ==, rows[i].unprovable);
        g_assert_cmpint(crypto.has_unknown_param, ==, rows[i].unknown);
        g_free(line);
    }
}

TEST(bad)
{
    struct text sdp = text_of("a=crypto:\na=crypto\na=crypto:1\n"
                              "a=crypto:1 AES_CM_128_HMAC_SHA1_80\n"
                              "a=crypto:x AES_CM_128_HMAC_SHA1_80 inline:k\n"
                              "b=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:k\n"
                              "a=\na\n\n"
                              "a=cryptoscale:1 AES_CM_128_HMAC_SHA1_80 inline");
    struct text none = {0};
    struct sdp_crypto crypto;

    g_assert_false(sdp_crypto_next(&none, &crypto));
    /* The last: no role, so that the suite is taken for it. */
    g_assert_false(sdp_crypto_next(&sdp, &crypto));
}
