/* Octets written as hexadecimal digits, and keys of the standards' examples.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_SRTP_VECTORS_H
#define LYNC_TEST_SRTP_VECTORS_H

#include <string.h>

#include <gcrypt.h>
#include <glib.h>

#include "srtp_session.h"
#include "unit_test.h"

/* Reads HEX, where blanks count for nothing, into OCTETS, which have room;
 * returns how many there are. */
static inline size_t hex(const char *digits, uint8_t *octets)
{
    size_t n = 0;

    for (; *digits != '\0'; digits++) {
        if (*digits == ' ')
            continue;
        if (n % 2 == 0)
            octets[n / 2] = 0;
        octets[n / 2] =
            (uint8_t)(octets[n / 2] << 4 | g_ascii_xdigit_value(*digits));
        n++;
    }
    return n / 2;
}

static inline void assert_octets(const uint8_t *octets, size_t n,
                                 const char *expected)
{
    uint8_t wanted[256];
    size_t n_wanted = hex(expected, wanted);

    g_assert_cmpmem(octets, n, wanted, n_wanted);
}

/* The master key of SUITE with KEY and SALT in hexadecimal, without MKI. */
static inline struct srtp_master master_of(const char *suite, const char *key,
                                           const char *salt)
{
    struct srtp_master master = {
        .suite = srtp_suite_find(text_of(suite)),
        .rtp_encrypted = true,
        .rtcp_encrypted = true,
    };

    g_assert_nonnull(master.suite);
    g_assert_cmpuint(hex(key, master.key), ==, master.suite->key_bytes);
    g_assert_cmpuint(hex(salt, master.salt), ==, master.suite->salt_bytes);
    return master;
}

/* A session of SUITE with the session KEY of RFC 7714 16 or 17, and with the
 * salt of both. */
static inline struct srtp_session
gcm_session(enum srtp_kind kind, const char *suite, const char *key)
{
    struct srtp_master master =
        master_of(suite, key, "517569642070726f2071756f");
    struct srtp_session session;

    g_assert_true(srtp_session_init(&session, &master, kind));
    g_assert_cmpint(
        gcry_cipher_setkey(session.cipher, master.key, master.suite->key_bytes),
        ==, 0);
    memcpy(session.salt, master.salt, sizeof session.salt);
    return session;
}

/* RFC 3711 B.3. */
#define KEY_3711  "E1F97A0D3E018BE0D64FA32C06DE4139"
#define SALT_3711 "0EC675AD498AFEEBB6960B3AABE6"

/* RFC 6188 7.2 and 7.4. */
#define KEY_256                                                                \
    "f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6"
#define SALT_256 "3b04803de51ee7c96423ab5b78d2"
#define KEY_192  "73edc66c4fa15776fb57f9505c17136550ffda71f3e8e5f1"
#define SALT_192 "c8522f3acd4ce86d5add78edbb11"

/* libgcrypt as Wireshark has it ready before a plugin runs. */
__attribute__((constructor)) static void gcrypt_start(void)
{
    g_assert_nonnull(gcry_check_version(NULL));
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
}

#endif
