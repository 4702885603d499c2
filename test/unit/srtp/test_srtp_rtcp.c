/* Tests of SRTCP packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_rtcp.h"

#include "srtp_vectors.h"
#include "unit_test.h"

static void check(struct srtp_session *session, const char *packet,
                  const char *expected)
{
    uint8_t octets[256];
    uint8_t clear[256];
    size_t n = hex(packet, octets);

    g_assert_true(srtp_rtcp_fits(session, octets, n));
    assert_octets(clear, srtp_rtcp_open(session, octets, n, clear), expected);
    for (size_t i = 0; i < n; i++) {
        octets[i] ^= 0x80;
        g_assert_false(srtp_rtcp_fits(session, octets, n));
        octets[i] ^= 0x80;
    }
}

/* The packet of libsrtp's srtp_validate(), with the key of RFC 3711 B.3. */
TEST(aes_cm)
{
    struct srtp_master master =
        master_of("AES_CM_128_HMAC_SHA1_32", KEY_3711, SALT_3711);
    struct srtp_session session;

    g_assert_true(srtp_session_init(&session, &master, SRTP_RTCP));
    check(&session,
          "81c8000bcafebabe 7128035be487b9bdbef89041f977a5a8"
          "80000001 993e08cd54d6c1230798",
          "81c8000bcafebabe abababababababababababababababab");
    srtp_session_clear(&session);
}

/* RFC 7714 17.1, 17.2; 17.3: E is 0, the contents are in clear. */
TEST(gcm)
{
    static const char clear[] =
        "81c8000d4d617273 4e5450314e545032525450200000042a0000e9304c756e61"
        "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
    struct srtp_session session = gcm_session(
        SRTP_RTCP, "AEAD_AES_128_GCM", "000102030405060708090a0b0c0d0e0f");

    check(&session,
          "81c8000d4d617273 63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32d"
          "c676a5f1730d6fda4ce09b4686303ded0bb9275b"
          "c84aa45896cf4d2fc5abf87245d9eade 800005d4",
          clear);
    check(&session,
          "81c8000d4d617273 4e5450314e545032525450200000042a0000e9304c756e61"
          "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef"
          "841dd9683dd78ec92ae58790125f62b3 000005d4",
          clear);
    srtp_session_clear(&session);
    session = gcm_session(SRTP_RTCP, "AEAD_AES_256_GCM",
                          "000102030405060708090a0b0c0d0e0f"
                          "101112131415161718191a1b1c1d1e1f");
    check(&session,
          "81c8000d4d617273 d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50"
          "a2eaa5c1110555be8415f658c61de0476f1b6fad"
          "1d1eb30c4446839f57ff6f6cb26ac3be 800005d4",
          clear);
    srtp_session_clear(&session);
}

TEST(short)
{
    struct srtp_master master =
        master_of("AES_CM_128_HMAC_SHA1_80", KEY_3711, SALT_3711);
    struct srtp_session session;
    uint8_t octets[64] = {0x80, 201};

    master.mki_bytes = 1;
    g_assert_true(srtp_session_init(&session, &master, SRTP_RTCP));
    g_assert_false(srtp_rtcp_fits(&session, octets, 22));
    g_assert_cmpuint(srtp_rtcp_open(&session, octets, 22, octets), ==, 0);
    /* 8 octets, index, MKI, tag */
    g_assert_cmpuint(srtp_rtcp_open(&session, octets, 23, octets), ==, 8);
    srtp_session_clear(&session);
}
