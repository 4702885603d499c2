/* Tests of SRTP packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_rtp.h"

#include "srtp_vectors.h"
#include "unit_test.h"

/* Opens PACKET with the first key of SUITE and checks the result; one octet
 * wrong, or another counter, and it does not fit. */
static void check(struct srtp_session *session, const char *packet,
                  uint32_t roc, const char *expected)
{
    uint8_t octets[256];
    uint8_t clear[256];
    size_t n = hex(packet, octets);

    g_assert_true(srtp_rtp_fits(session, octets, n, roc));
    g_assert_false(srtp_rtp_fits(session, octets, n, roc + 1));
    assert_octets(clear, srtp_rtp_open(session, octets, n, roc, clear),
                  expected);
    for (size_t i = 0; i < n - session->mki_bytes; i++) {
        octets[i] ^= 0x04;
        g_assert_false(srtp_rtp_fits(session, octets, n, roc));
        octets[i] ^= 0x04;
    }
}

static void check_master(const struct srtp_master *master, const char *packet,
                         const char *expected)
{
    struct srtp_session session;

    g_assert_true(srtp_session_init(&session, master, SRTP_RTP));
    check(&session, packet, 0, expected);
    srtp_session_clear(&session);
}

/* The packet of libsrtp's srtp_validate() and srtp_validate_aes_256(), with the
 * keys of RFC 3711 B.3 and RFC 6188 7.2. */
#define CLEAR "800f1234decafbadcafebabe abababababababababababababababab"

TEST(aes_cm)
{
    struct srtp_master master =
        master_of("AES_CM_128_HMAC_SHA1_80", KEY_3711, SALT_3711);

    check_master(&master,
                 "800f1234decafbadcafebabe 4e55dc4ce79978d88ca4d215949d2402"
                 "b78d6acc99ea179b8dbb",
                 CLEAR);
    master = master_of("AES_256_CM_HMAC_SHA1_80", KEY_256, SALT_256);
    check_master(&master,
                 "800f1234decafbadcafebabe f1d9de17ff251ff1aa007774b0b4b40d"
                 "a08d9d9a5b3a55d8873b",
                 CLEAR);
}

/* The same packet: a tag of 32 bits begins the one of 80. An MKI, which no tag
 * covers, stands before it. */
TEST(mki)
{
    struct srtp_master master =
        master_of("AES_CM_128_HMAC_SHA1_32", KEY_3711, SALT_3711);
    struct srtp_session session;

    check_master(&master,
                 "800f1234decafbadcafebabe 4e55dc4ce79978d88ca4d215949d2402"
                 "b78d6acc",
                 CLEAR);
    master.mki_bytes = 2;
    g_assert_true(srtp_session_init(&session, &master, SRTP_RTP));
    for (unsigned i = 0; i < 2; i++) {
        uint8_t octets[64];
        size_t n = hex("800f1234decafbadcafebabe 4e55dc4ce79978d88ca4d215949d"
                       "2402 0000 b78d6acc",
                       octets);

        octets[n - 5] = (uint8_t)i;
        g_assert_true(srtp_rtp_fits(&session, octets, n, 0));
        assert_octets(octets, srtp_rtp_open(&session, octets, n, 0, octets),
                      CLEAR);
    }
    srtp_session_clear(&session);
}

/* RFC 7714 16.1.2 and 16.2.2. */
TEST(gcm)
{
    static const char clear[] =
        "8040f17b8041f8d35501a0b2 47616c6c696120657374206f6d6e69732064697669"
        "736120696e207061727465732074726573";
    struct srtp_session session = gcm_session(
        SRTP_RTP, "AEAD_AES_128_GCM", "000102030405060708090a0b0c0d0e0f");

    check(&session,
          "8040f17b8041f8d35501a0b2 f24de3a3fb34de6cacba861c9d7e4bcabe633bd5"
          "0d294e6f42a5f47a51c7d19b36de3adf8833 899d7f27beb16a9152cf765ee439"
          "0cce",
          0, clear);
    srtp_session_clear(&session);
    session = gcm_session(SRTP_RTP, "AEAD_AES_256_GCM",
                          "000102030405060708090a0b0c0d0e0f"
                          "101112131415161718191a1b1c1d1e1f");
    check(&session,
          "8040f17b8041f8d35501a0b2 32b1de78a822fe12ef9f78fa332e33aab1801238"
          "9a58e2f3b50b2a0276ffae0f1ba63799b87b 7aa3db36dfffd6b0f9bb7878d7a7"
          "6c13",
          0, clear);
    /* The MKI stands behind the tag. */
    session.mki_bytes = 1;
    check(&session,
          "8040f17b8041f8d35501a0b2 32b1de78a822fe12ef9f78fa332e33aab1801238"
          "9a58e2f3b50b2a0276ffae0f1ba63799b87b 7aa3db36dfffd6b0f9bb7878d7a7"
          "6c13 01",
          0, clear);
    srtp_session_clear(&session);
}

/* UNENCRYPTED_SRTP: the payload stays as it is. */
TEST(unencrypted)
{
    struct srtp_master master =
        master_of("AES_CM_128_HMAC_SHA1_80", KEY_3711, SALT_3711);
    struct srtp_session session;
    uint8_t octets[64];
    size_t n = hex(CLEAR "00000000000000000000", octets);

    master.rtp_encrypted = false;
    g_assert_true(srtp_session_init(&session, &master, SRTP_RTP));
    assert_octets(octets, srtp_rtp_open(&session, octets, n, 0, octets), CLEAR);
    srtp_session_clear(&session);
}

/* CSRCs and extension belong to the header; what is too short is refused. */
TEST(header)
{
    struct srtp_master master =
        master_of("AES_CM_128_HMAC_SHA1_32", KEY_3711, SALT_3711);
    struct srtp_session session;
    uint8_t octets[64] = {0x91}; /* one CSRC, extension */

    g_assert_true(srtp_session_init(&session, &master, SRTP_RTP));
    octets[19] = 2; /* words of extension: 12 + 4 + 4 + 8 + 4 octets */
    g_assert_cmpuint(srtp_rtp_open(&session, octets, 31, 0, octets), ==, 0);
    g_assert_cmpuint(srtp_rtp_open(&session, octets, 32, 0, octets), ==, 28);
    g_assert_cmpuint(srtp_rtp_open(&session, octets, 19, 0, octets), ==, 0);
    octets[0] = 0x81; /* one CSRC alone */
    g_assert_cmpuint(srtp_rtp_open(&session, octets, 19, 0, octets), ==, 0);
    g_assert_cmpuint(srtp_rtp_open(&session, octets, 20, 0, octets), ==, 16);
    octets[0] = 0x80;
    g_assert_cmpuint(srtp_rtp_open(&session, octets, 15, 0, octets), ==, 0);
    g_assert_cmpuint(srtp_rtp_open(&session, octets, 16, 0, octets), ==, 12);
    g_assert_false(srtp_rtp_fits(&session, octets, 11, 0));
    octets[0] = 0x40;
    g_assert_cmpuint(srtp_rtp_open(&session, octets, 64, 0, octets), ==, 0);
    srtp_session_clear(&session);
}

/* RFC 3711 3.3.1. */
TEST(roc)
{
    static const struct {
        uint32_t roc;
        uint16_t highest, seq;
        uint32_t expected;
    } rows[] = {
        {7, 100, 101, 7},     {7, 101, 100, 7},     {7, 65535, 0, 8},
        {7, 0, 65535, 6},     {0, 0, 65535, 0},     {7, 32767, 65535, 7},
        {7, 32766, 65535, 6}, {7, 32768, 0, 7},     {7, 32769, 0, 8},
        {7, 65535, 32767, 7}, {7, 65535, 32766, 8},
    };

    FOR_EACH_ROW(i, rows)
        g_assert_cmpuint(
            srtp_rtp_roc(rows[i].roc, rows[i].highest, rows[i].seq), ==,
            rows[i].expected);
}
