/* Tests of the keys of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_keys.h"

#include "srtp_scene.h"
#include "unit_test.h"

#define SUITE "AES_CM_128_HMAC_SHA1_80"

static uint8_t fill_at(const GPtrArray *keys, guint place)
{
    const struct srtp_key *key = g_ptr_array_index(keys, place);

    return key->master.key[0];
}

/* The latest comes first, cryptoscale last; what a call has is not kept again,
 * but with another MKI or for another call it is. */
TEST(order)
{
    struct srtp_keys keys;
    const GPtrArray *of_call;
    char *scale = crypto_line("cryptoscale", SUITE, 9, "|2^31|1:1");

    srtp_keys_init(&keys);
    g_assert_null(srtp_keys_of_call(&keys, 0));
    add_key(&keys, 0, SUITE, 1, "");
    srtp_keys_add(&keys, 0, text_of(scale));
    add_key(&keys, 0, SUITE, 2, "");
    add_key(&keys, 0, SUITE, 1, "|2^20");
    add_key(&keys, 1, SUITE, 1, "");
    of_call = srtp_keys_of_call(&keys, 0);
    g_assert_cmpuint(of_call->len, ==, 3);
    g_assert_cmpuint(fill_at(of_call, 0), ==, 2);
    g_assert_cmpuint(fill_at(of_call, 1), ==, 1);
    g_assert_cmpuint(fill_at(of_call, 2), ==, 9);
    g_assert_cmpuint(srtp_keys_of_call(&keys, 1)->len, ==, 1);
    add_key(&keys, 0, SUITE, 1, "|2^20|1:1");
    g_assert_cmpuint(of_call->len, ==, 4);
    g_assert_cmpuint(keys.all->len, ==, 5);
    srtp_keys_clear(&keys);
    g_free(scale);
}

TEST(limit)
{
    struct srtp_keys keys;

    srtp_keys_init(&keys);
    for (unsigned i = 0; i < SRTP_KEYS_OF_CALL_MAX + 1; i++) {
        char *options = g_strdup_printf("|1:%u", i % 129);

        add_key(&keys, 7, SUITE, (uint8_t)(1 + i / 129), options);
        g_free(options);
    }
    g_assert_cmpuint(keys.all->len, ==, SRTP_KEYS_OF_CALL_MAX);
    srtp_keys_clear(&keys);
}

/* A session stays while its key has opened something; openings are made once
 * for each kind and counter. */
TEST(opening)
{
    struct srtp_keys keys;
    struct srtp_key *key;
    struct srtp_opening *opening;
    struct sealed sealed;
    uint8_t clear[64];

    srtp_keys_init(&keys);
    add_key(&keys, 0, SUITE, 1, "");
    key = g_ptr_array_index(keys.all, 0);
    g_assert_nonnull(srtp_key_session(key, SRTP_RTP));
    srtp_key_rest(key);
    g_assert_false(key->is_open[SRTP_RTP]);
    opening = srtp_key_opening(key, SRTP_RTP, 3);
    g_assert_true(opening == srtp_key_opening(key, SRTP_RTP, 3));
    g_assert_true(opening != srtp_key_opening(key, SRTP_RTP, 4));
    g_assert_true(opening != srtp_key_opening(key, SRTP_RTCP, 3));
    seal(&sealed, SUITE, 1, 3, 1000);
    g_assert_cmpuint(srtp_opening_apply(opening, sealed.packet.octets,
                                        sealed.packet.n, clear),
                     ==, 20);
    g_assert_cmpstr((const char *)clear + 12, ==, "payload");
    srtp_key_rest(key);
    g_assert_true(key->is_open[SRTP_RTP]);
    seal_rtcp(&sealed, SUITE, 1, 5, 10);
    opening = srtp_key_opening(key, SRTP_RTCP, 0);
    g_assert_cmpuint(srtp_opening_apply(opening, sealed.packet.octets,
                                        sealed.packet.n, clear),
                     ==, 8);
    srtp_keys_clear(&keys);
}
