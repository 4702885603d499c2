/* Tests of session keys.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_session.h"

#include "srtp_vectors.h"
#include "unit_test.h"

/* RFC 3711 B.2: the keystream of a key and a salt at SSRC 0 and index 0, first
 * three blocks. */
TEST(keystream)
{
    struct srtp_master master =
        master_of("AES_CM_128_HMAC_SHA1_80", KEY_3711, SALT_3711);
    struct srtp_session session;
    uint8_t key[16];
    uint8_t zeros[48] = {0};
    struct srtp_iv iv;

    g_assert_true(srtp_session_init(&session, &master, SRTP_RTP));
    hex("2B7E151628AED2A6ABF7158809CF4F3C", key);
    g_assert_cmpint(gcry_cipher_setkey(session.cipher, key, sizeof key), ==, 0);
    hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD", session.salt);
    iv = srtp_session_iv(&session, 0, 0);
    assert_octets(iv.octets, 16, "F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000");
    g_assert_true(srtp_session_decrypt(&session, &iv, zeros, sizeof zeros));
    assert_octets(zeros, sizeof zeros,
                  "E03EAD0935C95E80E166B16DD92B4EB4"
                  "D23513162B02D0F72A43A2FE4A5F97AB"
                  "41E95B3BB0A2E8DD477901E4FCA894C0");
    srtp_session_clear(&session);
}

/* RFC 3711 4.1.1: SSRC from octet 4 on, index (48 bits) from octet 8 on. RFC
 * 7714 16: the salt is "Quid pro quo", SSRC 0x5501a0b2, packet 0xf17b. */
TEST(iv)
{
    struct srtp_session cm = {.salt = {0}};
    struct srtp_session gcm = {.is_aead = true};

    assert_octets(srtp_session_iv(&cm, 0x01020304, 0xA1A2A3A4A5A6).octets, 16,
                  "00000000 01020304 A1A2A3A4A5A6 0000");
    hex("517569642070726f2071756f", gcm.salt);
    assert_octets(srtp_session_iv(&gcm, 0x5501a0b2, 0xf17b).octets, 12,
                  "51753c6580c2726f20718414");
    /* RFC 7714 17: SSRC "Mars", index 0x5d4. */
    assert_octets(srtp_session_iv(&gcm, 0x4d617273, 0x5d4).octets, 12,
                  "517524055203726f207170bb");
}

/* The session of RFC 3711 B.3, and what a tag of RTP and of RTCP has. */
TEST(init)
{
    struct srtp_master master =
        master_of("AES_CM_128_HMAC_SHA1_32", KEY_3711, SALT_3711);
    struct srtp_session session;

    master.mki_bytes = 3;
    g_assert_true(srtp_session_init(&session, &master, SRTP_RTP));
    assert_octets(session.salt, 14, "30CBBC08863D8C85D49DB34A9AE1");
    g_assert_cmpuint(session.tag_bytes, ==, 4);
    g_assert_cmpuint(session.mki_bytes, ==, 3);
    g_assert_nonnull(session.mac);
    srtp_session_clear(&session);
    g_assert_null(session.cipher);
    g_assert_true(srtp_session_init(&session, &master, SRTP_RTCP));
    g_assert_cmpuint(session.tag_bytes, ==, 10);
    srtp_session_clear(&session);
}

/* RFC 7714: what libgcrypt encrypted at once fits, and with one bit wrong at
 * either end it does not; 1001 octets are more than are checked at a time. */
TEST(tag_of_long)
{
    struct srtp_session session = gcm_session(
        SRTP_RTP, "AEAD_AES_128_GCM", "000102030405060708090a0b0c0d0e0f");
    const struct srtp_covered covered = {.octets = (const uint8_t *)"Hi There",
                                         .n = 8};
    const struct srtp_iv iv = srtp_session_iv(&session, 0x4d617273, 0x5d4);
    gcry_cipher_hd_t aes = session.cipher;
    uint8_t octets[1001];
    uint8_t tag[16];

    for (size_t i = 0; i < sizeof octets; i++)
        octets[i] = (uint8_t)i;
    g_assert_cmpint(gcry_cipher_reset(aes), ==, 0);
    g_assert_cmpint(gcry_cipher_setiv(aes, iv.octets, 12), ==, 0);
    g_assert_cmpint(gcry_cipher_authenticate(aes, covered.octets, covered.n),
                    ==, 0);
    gcry_cipher_final(aes);
    g_assert_cmpint(gcry_cipher_encrypt(aes, octets, sizeof octets, NULL, 0),
                    ==, 0);
    g_assert_cmpint(gcry_cipher_gettag(aes, tag, sizeof tag), ==, 0);
    for (size_t i = 0; i < sizeof octets; i += 1000) {
        g_assert_true(srtp_session_fits(&session, &covered, &iv, octets,
                                        sizeof octets, tag));
        octets[i] ^= 1;
        g_assert_false(srtp_session_fits(&session, &covered, &iv, octets,
                                         sizeof octets, tag));
        octets[i] ^= 1;
    }
    srtp_session_clear(&session);
}

/* RFC 2202 3, case 1 of HMAC-SHA1, with a key set by hand. */
TEST(tag)
{
    struct srtp_master master =
        master_of("AES_CM_128_HMAC_SHA1_80", KEY_3711, SALT_3711);
    struct srtp_session session;
    struct srtp_covered covered = {.octets = (const uint8_t *)"Hi There",
                                   .n = 8};
    struct srtp_iv iv = {{0}};
    uint8_t key[20];
    uint8_t tag[20];

    g_assert_true(srtp_session_init(&session, &master, SRTP_RTP));
    memset(key, 0x0b, sizeof key);
    g_assert_cmpint(gcry_md_setkey(session.mac, key, sizeof key), ==, 0);
    hex("b617318655057264e28bc0b6fb378c8ef146be00", tag);
    g_assert_true(srtp_session_fits(&session, &covered, &iv, NULL, 0, tag));
    tag[9] ^= 1;
    g_assert_false(srtp_session_fits(&session, &covered, &iv, NULL, 0, tag));
    tag[9] ^= 1;
    tag[10] ^= 1; /* beyond 80 bits */
    g_assert_true(srtp_session_fits(&session, &covered, &iv, NULL, 0, tag));
    /* "Here" as the word behind "Hi T". */
    covered = (struct srtp_covered){
        (const uint8_t *)"Hi T", 4, {'h', 'e', 'r', 'e'}, true};
    g_assert_true(srtp_session_fits(&session, &covered, &iv, NULL, 0, tag));
    srtp_session_clear(&session);
}
