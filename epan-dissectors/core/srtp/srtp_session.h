/* The session keys that one master key gives RTP, or RTCP, ready for use with
 * libgcrypt. RFC 3711 4.1, 4.2, RFC 7714 8, 9.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SRTP_SESSION_H
#define LYNC_CORE_SRTP_SESSION_H

#include <gcrypt.h>

#include "srtp_master.h"

enum srtp_kind { SRTP_RTP, SRTP_RTCP };

struct srtp_session {
    gcry_cipher_hd_t cipher;
    gcry_md_hd_t mac; /* HMAC-SHA1; NULL with GCM */
    uint8_t salt[SRTP_SALT_BYTES_MAX];
    uint8_t tag_bytes;
    uint8_t mki_bytes;
    bool is_aead;
    bool is_encrypted; /* packets of RTP; of RTCP each one says so itself */
};

/* Octets that are covered by a tag, in this order. */
struct srtp_covered {
    const uint8_t *octets;
    size_t n;
    uint8_t word[4]; /* behind them: rollover counter or SRTCP index */
    bool has_word;
};

/* Makes SESSION the one of MASTER for KIND. Returns false, and leaves nothing
 * to free, when libgcrypt refuses. */
bool srtp_session_init(struct srtp_session *session,
                       const struct srtp_master *master, enum srtp_kind kind);

/* Frees what SESSION holds. */
void srtp_session_clear(struct srtp_session *session);

/* What a packet's encryption starts from. */
struct srtp_iv {
    uint8_t octets[16]; /* counter; with GCM the first 12: nonce */
};

/* That of the packet of SSRC with a 48-bit INDEX: rollover counter and sequence
 * number of RTP, or the index of SRTCP. Both modes XOR the same numbers into
 * the salt, RFC 3711 4.1.1 and RFC 7714 8.1, 9.1. */
struct srtp_iv srtp_session_iv(const struct srtp_session *session,
                               uint32_t ssrc, uint64_t index);

/* Whether TAG, session->tag_bytes long, is that of COVERED and, with GCM, of
 * the N octets of CIPHER under IV. */
bool srtp_session_fits(struct srtp_session *session,
                       const struct srtp_covered *covered,
                       const struct srtp_iv *iv, const uint8_t *cipher,
                       size_t n, const uint8_t *tag);

/* Decrypts the N octets of TEXT in place; no tag is checked. Returns false
 * when libgcrypt refuses. */
bool srtp_session_decrypt(struct srtp_session *session,
                          const struct srtp_iv *iv, uint8_t *text, size_t n);

#endif
