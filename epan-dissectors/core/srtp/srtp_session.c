/* Session keys of SRTP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_session.h"

#include <string.h>

#include "srtp_aes.h"

#define AUTH_KEY_BYTES 20  /* HMAC-SHA1, RFC 3711 5.2 */
#define GCM_IV_BYTES   12  /* RFC 7714 8.1 */
#define CHUNK_BYTES    512 /* whole blocks */

/* Where the SSRC and the 48-bit index lie in the 14 octets of the salt of
 * AES-CM: the index ends them. With GCM all lies two octets further left,
 * for the salt has 12. */
#define SSRC_AT  4
#define INDEX_AT 8

static bool open_cipher(struct srtp_session *session,
                        const struct srtp_master *master, enum srtp_kind kind)
{
    const struct srtp_suite *suite = master->suite;
    uint8_t key[SRTP_KEY_BYTES_MAX];
    enum srtp_label label =
        kind == SRTP_RTP ? SRTP_LABEL_RTP_KEY : SRTP_LABEL_RTCP_KEY;
    bool done;

    if (gcry_cipher_open(&session->cipher, srtp_aes_of(suite->key_bytes),
                         suite->is_aead ? GCRY_CIPHER_MODE_GCM
                                        : GCRY_CIPHER_MODE_CTR,
                         0) != 0)
        return false;
    done = srtp_master_derive(master, label, key, suite->key_bytes) &&
           gcry_cipher_setkey(session->cipher, key, suite->key_bytes) == 0;
    memset(key, 0, sizeof key);
    return done;
}

static bool open_mac(struct srtp_session *session,
                     const struct srtp_master *master, enum srtp_kind kind)
{
    uint8_t key[AUTH_KEY_BYTES];
    enum srtp_label label =
        kind == SRTP_RTP ? SRTP_LABEL_RTP_AUTH : SRTP_LABEL_RTCP_AUTH;
    bool done;

    if (session->is_aead)
        return true;
    if (gcry_md_open(&session->mac, GCRY_MD_SHA1, GCRY_MD_FLAG_HMAC) != 0)
        return false;
    done = srtp_master_derive(master, label, key, sizeof key) &&
           gcry_md_setkey(session->mac, key, sizeof key) == 0;
    memset(key, 0, sizeof key);
    return done;
}

bool srtp_session_init(struct srtp_session *session,
                       const struct srtp_master *master, enum srtp_kind kind)
{
    const struct srtp_suite *suite = master->suite;

    *session = (struct srtp_session){
        .tag_bytes =
            kind == SRTP_RTP ? suite->rtp_tag_bytes : suite->rtcp_tag_bytes,
        .mki_bytes = master->mki_bytes,
        .is_aead = suite->is_aead,
        .is_encrypted = master->rtp_encrypted,
    };
    if (open_cipher(session, master, kind) && open_mac(session, master, kind) &&
        srtp_master_derive(master,
                           kind == SRTP_RTP ? SRTP_LABEL_RTP_SALT
                                            : SRTP_LABEL_RTCP_SALT,
                           session->salt, suite->salt_bytes))
        return true;
    srtp_session_clear(session);
    return false;
}

void srtp_session_clear(struct srtp_session *session)
{
    gcry_cipher_close(session->cipher);
    gcry_md_close(session->mac);
    *session = (struct srtp_session){0};
}

struct srtp_iv srtp_session_iv(const struct srtp_session *session,
                               uint32_t ssrc, uint64_t index)
{
    size_t left = session->is_aead ? 2 : 0;
    struct srtp_iv iv = {{0}};

    memcpy(iv.octets, session->salt, sizeof session->salt);
    for (unsigned i = 0; i < 4; i++)
        iv.octets[SSRC_AT - left + i] ^= (uint8_t)(ssrc >> (24 - 8 * i));
    for (unsigned i = 0; i < 6; i++)
        iv.octets[INDEX_AT - left + i] ^= (uint8_t)(index >> (40 - 8 * i));
    return iv;
}

static bool mac_fits(struct srtp_session *session,
                     const struct srtp_covered *covered, const uint8_t *tag)
{
    const uint8_t *digest;

    gcry_md_reset(session->mac);
    gcry_md_write(session->mac, covered->octets, covered->n);
    if (covered->has_word)
        gcry_md_write(session->mac, covered->word, sizeof covered->word);
    digest = gcry_md_read(session->mac, GCRY_MD_SHA1);
    return digest != NULL && memcmp(digest, tag, session->tag_bytes) == 0;
}

/* GCM has to decrypt in order to check. */
static bool aead_fits(struct srtp_session *session,
                      const struct srtp_covered *covered,
                      const struct srtp_iv *iv, const uint8_t *cipher, size_t n,
                      const uint8_t *tag)
{
    uint8_t scrap[CHUNK_BYTES];
    gcry_cipher_hd_t aes = session->cipher;

    if (gcry_cipher_reset(aes) != 0 ||
        gcry_cipher_setiv(aes, iv->octets, GCM_IV_BYTES) != 0 ||
        gcry_cipher_authenticate(aes, covered->octets, covered->n) != 0 ||
        (covered->has_word &&
         gcry_cipher_authenticate(aes, covered->word, sizeof covered->word) !=
             0))
        return false;
    do {
        size_t part = n < sizeof scrap ? n : sizeof scrap;

        if (n == part)
            gcry_cipher_final(aes);
        if (gcry_cipher_decrypt(aes, scrap, part, cipher, part) != 0)
            return false;
        cipher += part;
        n -= part;
    } while (n > 0);
    return gcry_cipher_checktag(aes, tag, session->tag_bytes) == 0;
}

bool srtp_session_fits(struct srtp_session *session,
                       const struct srtp_covered *covered,
                       const struct srtp_iv *iv, const uint8_t *cipher,
                       size_t n, const uint8_t *tag)
{
    return session->is_aead ? aead_fits(session, covered, iv, cipher, n, tag)
                            : mac_fits(session, covered, tag);
}

bool srtp_session_decrypt(struct srtp_session *session,
                          const struct srtp_iv *iv, uint8_t *text, size_t n)
{
    gcry_error_t error;

    if (session->is_aead) {
        error = gcry_cipher_reset(session->cipher);
        if (error == 0)
            error =
                gcry_cipher_setiv(session->cipher, iv->octets, GCM_IV_BYTES);
        gcry_cipher_final(session->cipher);
    } else {
        error =
            gcry_cipher_setctr(session->cipher, iv->octets, sizeof iv->octets);
    }
    if (error == 0 && n > 0)
        error = gcry_cipher_decrypt(session->cipher, text, n, NULL, 0);
    return error == 0;
}
