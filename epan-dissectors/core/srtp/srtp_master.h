/* A master key of SRTP as SDP gives it, and what is derived from it.
 * RFC 3711 4.3, RFC 4568 6.1, RFC 6188 3, RFC 7714 11.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SRTP_MASTER_H
#define LYNC_CORE_SRTP_MASTER_H

#include <stddef.h>

#include "sdp_crypto.h"
#include "srtp_suite.h"

struct srtp_master {
    const struct srtp_suite *suite;
    uint8_t key[SRTP_KEY_BYTES_MAX]; /* suite->key_bytes of them, then 0 */
    uint8_t salt[SRTP_SALT_BYTES_MAX];
    uint8_t mki_bytes;
    bool rtp_encrypted;
    bool rtcp_encrypted;
};

/* Reads KEY of the line CRYPTO into MASTER, which is set whole. Returns false
 * when the suite or a parameter is not known, when packets would have no tag
 * to prove the key by, or when the key has not the suite's length. Missing "="
 * at its end are allowed. */
bool srtp_master_read(const struct sdp_crypto *crypto,
                      const struct sdp_crypto_key *key,
                      struct srtp_master *master);

/* Whether packets protected by A and by B are the same. */
bool srtp_master_equal(const struct srtp_master *a,
                       const struct srtp_master *b);

/* The labels of RFC 3711 4.3.1 and 4.3.2. */
enum srtp_label {
    SRTP_LABEL_RTP_KEY,
    SRTP_LABEL_RTP_AUTH,
    SRTP_LABEL_RTP_SALT,
    SRTP_LABEL_RTCP_KEY,
    SRTP_LABEL_RTCP_AUTH,
    SRTP_LABEL_RTCP_SALT,
};

/* Derives the first N octets of the session key of LABEL into OCTETS: AES in
 * counter mode with the master key, key derivation rate 0 (RFC 3711 4.3.3).
 * Returns false when libgcrypt refuses. */
bool srtp_master_derive(const struct srtp_master *master, enum srtp_label label,
                        uint8_t *octets, size_t n);

#endif
