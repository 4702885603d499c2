/* The crypto suites of SRTP, by the names that SDP gives them.
 * RFC 4568 6.2, RFC 6188 4, RFC 7714 14.2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SRTP_SUITE_H
#define LYNC_CORE_SRTP_SUITE_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

#define SRTP_KEY_BYTES_MAX  32 /* AES-256 */
#define SRTP_SALT_BYTES_MAX 14 /* AES-CM; GCM has 12 */

struct srtp_suite {
    const char *name;
    uint8_t
        key_bytes; /* of the master key and of the session key: 16, 24, 32 */
    uint8_t salt_bytes; /* of both salts */
    uint8_t rtp_tag_bytes;
    uint8_t rtcp_tag_bytes;
    bool is_aead; /* GCM; else AES-CM with HMAC-SHA1 */
};

/* The suite called NAME, in any case; NULL when it is not one of those that can
 * be opened. */
const struct srtp_suite *srtp_suite_find(struct text name);

#endif
