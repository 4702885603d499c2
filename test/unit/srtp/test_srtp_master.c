/* Tests of master keys.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_master.h"

#include "srtp_vectors.h"
#include "unit_test.h"

/* The first key that SDP gives. */
static bool read_first(const char *sdp, struct srtp_master *master)
{
    struct text text = text_of(sdp);
    struct sdp_crypto crypto;
    struct sdp_crypto_key key;

    g_assert_true(sdp_crypto_next(&text, &crypto));
    g_assert_true(sdp_crypto_key_next(&crypto.keys, &key));
    return srtp_master_read(&crypto, &key, master);
}

/* Base64 by hand (coreutils' base64): 16 octets 00..0f, 14 octets 10..1d. */
TEST(read)
{
    struct srtp_master master;

    g_assert_true(read_first("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:"
                             "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd"
                             "|2^31|1:4",
                             &master));
    assert_octets(master.key, 16, "000102030405060708090a0b0c0d0e0f");
    assert_octets(master.salt, 14, "101112131415161718191a1b1c1d");
    g_assert_cmpuint(master.mki_bytes, ==, 4);
    g_assert_true(master.rtp_encrypted);
    g_assert_true(master.rtcp_encrypted);
}

/* 28 octets end with "==": it may be missing. */
TEST(read_padding)
{
    struct srtp_master master;
    struct srtp_master other;

    g_assert_true(read_first("a=crypto:1 AEAD_AES_128_GCM inline:"
                             "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGw==",
                             &master));
    assert_octets(master.salt, 12, "101112131415161718191a1b");
    g_assert_true(read_first("a=crypto:1 AEAD_AES_128_GCM inline:"
                             "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGw",
                             &other));
    g_assert_true(srtp_master_equal(&master, &other));
    other.mki_bytes = 1;
    g_assert_false(srtp_master_equal(&master, &other));
    other.mki_bytes = 0;
    other.key[15] ^= 1;
    g_assert_false(srtp_master_equal(&master, &other));
}

TEST(read_bad)
{
    static const char *const bad[] = {
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODw==",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:"
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:"
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g"
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g",
        "a=crypto:1 F8_128_HMAC_SHA1_80 inline:"
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:"
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd KDR=1",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:"
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd UNAUTHENTICATED_SRTP",
    };
    struct srtp_master master;

    FOR_EACH_ROW(i, bad)
        g_assert_false(read_first(bad[i], &master));
}

static void check_derived(const struct srtp_master *master, const char *key,
                          const char *auth, const char *salt)
{
    uint8_t octets[94];

    g_assert_true(srtp_master_derive(master, SRTP_LABEL_RTP_KEY, octets,
                                     master->suite->key_bytes));
    assert_octets(octets, master->suite->key_bytes, key);
    g_assert_true(srtp_master_derive(master, SRTP_LABEL_RTP_AUTH, octets, 94));
    assert_octets(octets, strlen(auth) / 2, auth);
    g_assert_true(srtp_master_derive(master, SRTP_LABEL_RTP_SALT, octets, 14));
    assert_octets(octets, 14, salt);
}

/* RFC 3711 B.3: all 94 octets of the authentication key. */
TEST(derive_3711)
{
    struct srtp_master master =
        master_of("AES_CM_128_HMAC_SHA1_80", KEY_3711, SALT_3711);

    check_derived(
        &master, "C61E7A93744F39EE10734AFE3FF7A087",
        "CEBE321F6FF7716B6FD4AB49AF256A156D38BAA48F0A0ACF3C34E2359E6CDBCE"
        "E049646C43D9327AD175578EF72270986371C10C9A369AC2F94A8C5FBCDDDC25"
        "6D6E919A48B610EF17C2041E474035766B68642C59BBFC2F34DB60DBDFB2",
        "30CBBC08863D8C85D49DB34A9AE1");
}

/* RFC 6188 7.2 and 7.4. */
TEST(derive_6188)
{
    struct srtp_master aes_256 =
        master_of("AES_256_CM_HMAC_SHA1_80", KEY_256, SALT_256);
    struct srtp_master aes_192 =
        master_of("AES_192_CM_HMAC_SHA1_80", KEY_192, SALT_192);

    check_derived(
        &aes_256,
        "5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4",
        "fd9c32d39ed5fbb5a9dc96b30818454d1313dc05",
        "fa31791685ca444a9e07c6c64e93");
    check_derived(&aes_192, "31874736a8f1143870c26e4857d8a5b2c4a354407faadabb",
                  "355b10973cd95b9eacf4061c7e1a7151e7cfbfcb",
                  "2372b82d639b6d8503a47adc0a6c");
}

/* The parts of RTCP have labels of their own, RFC 3711 4.3.2: the keys differ
 * from those of RTP. */
TEST(derive_rtcp)
{
    struct srtp_master master =
        master_of("AES_CM_128_HMAC_SHA1_80", KEY_3711, SALT_3711);
    uint8_t rtp[16];
    uint8_t rtcp[16];

    g_assert_true(srtp_master_derive(&master, SRTP_LABEL_RTP_KEY, rtp, 16));
    g_assert_true(srtp_master_derive(&master, SRTP_LABEL_RTCP_KEY, rtcp, 16));
    g_assert_cmpint(memcmp(rtp, rtcp, 16), !=, 0);
}

/* Each part of it decides how packets look. */
TEST(equal)
{
    static const struct srtp_suite suites[2];
    const struct srtp_master master = {.suite = &suites[0], .mki_bytes = 1};
    struct srtp_master other = master;

    g_assert_true(srtp_master_equal(&master, &other));
    other.suite = &suites[1];
    g_assert_false(srtp_master_equal(&master, &other));
    other = master;
    other.mki_bytes = 2;
    g_assert_false(srtp_master_equal(&master, &other));
    other = master;
    other.rtp_encrypted = true;
    g_assert_false(srtp_master_equal(&master, &other));
    other = master;
    other.rtcp_encrypted = true;
    g_assert_false(srtp_master_equal(&master, &other));
    other = master;
    other.key[sizeof other.key - 1] = 1;
    g_assert_false(srtp_master_equal(&master, &other));
    other = master;
    other.salt[sizeof other.salt - 1] = 1;
    g_assert_false(srtp_master_equal(&master, &other));
}
