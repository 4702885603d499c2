/* The crypto suites of SRTP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_suite.h"

#include <stddef.h>

const struct srtp_suite *srtp_suite_find(struct text name)
{
    static const struct srtp_suite suites[] = {
        {"AES_CM_128_HMAC_SHA1_80", 16, 14, 10, 10, false}, /* RFC 4568 6.2.1 */
        {"AES_CM_128_HMAC_SHA1_32", 16, 14, 4, 10, false},  /* 6.2.2 */
        {"AES_192_CM_HMAC_SHA1_80", 24, 14, 10, 10, false}, /* RFC 6188 4 */
        {"AES_192_CM_HMAC_SHA1_32", 24, 14, 4, 10, false},
        {"AES_256_CM_HMAC_SHA1_80", 32, 14, 10, 10, false},
        {"AES_256_CM_HMAC_SHA1_32", 32, 14, 4, 10, false},
        {"AEAD_AES_128_GCM", 16, 12, 16, 16, true}, /* RFC 7714 14.2 */
        {"AEAD_AES_256_GCM", 32, 12, 16, 16, true},
    };

    for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++)
        if (text_is(name, suites[i].name))
            return &suites[i];
    return NULL;
}
