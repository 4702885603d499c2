/* Tests of the crypto suites.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_suite.h"

#include "unit_test.h"

/* RFC 4568 6.2, RFC 6188 4, RFC 7714 14.2: lengths in octets. */
TEST(known)
{
    static const struct {
        const char *name;
        unsigned key, salt, rtp_tag, rtcp_tag;
    } rows[] = {
        {"AES_CM_128_HMAC_SHA1_80", 16, 14, 10, 10},
        {"aes_cm_128_hmac_sha1_32", 16, 14, 4, 10},
        {"AES_192_CM_HMAC_SHA1_80", 24, 14, 10, 10},
        {"AES_192_CM_HMAC_SHA1_32", 24, 14, 4, 10},
        {"AES_256_CM_HMAC_SHA1_80", 32, 14, 10, 10},
        {"AES_256_CM_HMAC_SHA1_32", 32, 14, 4, 10},
        {"AEAD_AES_128_GCM", 16, 12, 16, 16},
        {"AEAD_AES_256_GCM", 32, 12, 16, 16},
    };

    FOR_EACH_ROW(i, rows) {
        const struct srtp_suite *suite = srtp_suite_find(text_of(rows[i].name));

        g_assert_nonnull(suite);
        g_assert_cmpuint(suite->key_bytes, ==, rows[i].key);
        g_assert_cmpuint(suite->salt_bytes, ==, rows[i].salt);
        g_assert_cmpuint(suite->rtp_tag_bytes, ==, rows[i].rtp_tag);
        g_assert_cmpuint(suite->rtcp_tag_bytes, ==, rows[i].rtcp_tag);
        g_assert_cmpint(suite->is_aead, ==, rows[i].salt == 12);
    }
}

TEST(unknown)
{
    g_assert_null(srtp_suite_find(text_of("F8_128_HMAC_SHA1_80")));
    g_assert_null(srtp_suite_find(text_of("")));
    g_assert_null(srtp_suite_find((struct text){0}));
}
