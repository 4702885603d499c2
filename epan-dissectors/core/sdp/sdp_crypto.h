/* The keys of SRTP that SDP carries. RFC 4568 (a=crypto), RFC 6188 and RFC 7714
 * (more suites), [MS-SSRTP] (a=cryptoscale).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SDP_CRYPTO_H
#define LYNC_CORE_SDP_CRYPTO_H

#include <stdbool.h>

#include "text.h"

#define SDP_CRYPTO_MKI_BYTES_MAX 128 /* RFC 4568 6.1 */

/* One a=crypto or a=cryptoscale line. Texts point into the text that was
 * read. */
struct sdp_crypto {
    struct text suite;      /* "AES_CM_128_HMAC_SHA1_80" */
    struct text keys;       /* for sdp_crypto_key_next() */
    bool is_scale;          /* Microsoft's cryptoscale */
    bool rtp_unencrypted;   /* UNENCRYPTED_SRTP: a tag only, RFC 4568 6.3.2 */
    bool rtcp_unencrypted;  /* UNENCRYPTED_SRTCP */
    bool rtp_unprovable;    /* UNAUTHENTICATED_SRTP: no tag, 6.3.3 */
    bool has_unknown_param; /* one that changes the keys: KDR above 0 (6.3.1),
                               or one that is not known */
};

/* One key of such a line. */
struct sdp_crypto_key {
    struct text base64; /* master key and salt, RFC 4568 6.1 */
    unsigned mki_bytes; /* length of the MKI in packets; 0: none */
};

/* Takes the text up to the next line with keys off the front of *SDP, a session
 * description, and reads that line into CRYPTO. Lines without tag, suite or
 * keys are passed over. Returns false at the end. */
bool sdp_crypto_next(struct text *sdp, struct sdp_crypto *crypto);

/* Takes the next key off the front of *KEYS, the member of struct sdp_crypto;
 * methods other than inline, and an MKI length above
 * SDP_CRYPTO_MKI_BYTES_MAX, are passed over. Returns false at the end. */
bool sdp_crypto_key_next(struct text *keys, struct sdp_crypto_key *key);

#endif
