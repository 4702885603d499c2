/* Master keys of SRTP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_master.h"

#include <string.h>

#include <glib.h>

#include "srtp_aes.h"

#define BASE64_BYTES_MAX 64 /* 46 octets: 61.3 characters, and "=" */
#define LABEL_AT         7  /* of the salt: label and index end its 112 bits */

/* Decodes TEXT into OCTETS, which hold 48; returns how many there are. */
static size_t decode(struct text text, uint8_t octets[48])
{
    char padded[BASE64_BYTES_MAX];
    gint state = 0;
    guint save = 0;
    size_t n = 0;

    while (text.length > 0 && text.start[text.length - 1] == '=')
        text.length--;
    if (text.length > sizeof padded)
        return 0;
    memset(padded, '=', sizeof padded);
    memcpy(padded, text.start, text.length);
    n = g_base64_decode_step(padded, (text.length + 3) / 4 * 4, octets, &state,
                             &save);
    memset(padded, 0, sizeof padded);
    return n;
}

bool srtp_master_read(const struct sdp_crypto *crypto,
                      const struct sdp_crypto_key *key,
                      struct srtp_master *master)
{
    const struct srtp_suite *suite = srtp_suite_find(crypto->suite);
    uint8_t octets[48];

    *master = (struct srtp_master){.suite = suite};
    if (suite == NULL || crypto->has_unknown_param || crypto->rtp_unprovable ||
        decode(key->base64, octets) !=
            (size_t)suite->key_bytes + suite->salt_bytes)
        return false;
    memcpy(master->key, octets, suite->key_bytes);
    memcpy(master->salt, octets + suite->key_bytes, suite->salt_bytes);
    master->mki_bytes = (uint8_t)key->mki_bytes;
    master->rtp_encrypted = !crypto->rtp_unencrypted;
    master->rtcp_encrypted = !crypto->rtcp_unencrypted;
    return true;
}

bool srtp_master_equal(const struct srtp_master *a, const struct srtp_master *b)
{
    return a->suite == b->suite && a->mki_bytes == b->mki_bytes &&
           a->rtp_encrypted == b->rtp_encrypted &&
           a->rtcp_encrypted == b->rtcp_encrypted &&
           memcmp(a->key, b->key, sizeof a->key) == 0 &&
           memcmp(a->salt, b->salt, sizeof a->salt) == 0;
}

bool srtp_master_derive(const struct srtp_master *master, enum srtp_label label,
                        uint8_t *octets, size_t n)
{
    uint8_t counter[SRTP_AES_BLOCK_BYTES] = {0};
    gcry_cipher_hd_t aes;
    gcry_error_t error;

    /* A salt of 96 bits is followed by 16 zero bits, RFC 7714 11. */
    memcpy(counter, master->salt, sizeof master->salt);
    counter[LABEL_AT] ^= (uint8_t)label;
    memset(octets, 0, n);
    if (gcry_cipher_open(&aes, srtp_aes_of(master->suite->key_bytes),
                         GCRY_CIPHER_MODE_CTR, 0) != 0)
        return false;
    error = gcry_cipher_setkey(aes, master->key, master->suite->key_bytes);
    if (error == 0)
        error = gcry_cipher_setctr(aes, counter, sizeof counter);
    if (error == 0)
        error = gcry_cipher_encrypt(aes, octets, n, NULL, 0);
    gcry_cipher_close(aes);
    return error == 0;
}
