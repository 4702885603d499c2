/* Tests of the SRTP of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp.h"

#include "index.h"
#include "srtp_scene.h"
#include "unit_test.h"

#define S80 "AES_CM_128_HMAC_SHA1_80"

/* Streams are told apart by ends, SSRC and kind; each has its own state. */
TEST(streams)
{
    static const uint8_t host[] = {192, 0, 2, 1};
    struct srtp *srtp = srtp_new();
    struct srtp_stream_id id = {
        .ends = {endpoint_of(4, host, 5000), endpoint_of(4, host, 6000)},
        .ssrc = SCENE_SSRC};
    struct srtp_stream_id other = id;
    uint32_t calls[2] = {NO_INDEX, 4};
    struct sealed sealed;

    seal(&sealed, S80, 1, 3, 100);
    g_assert_null(srtp_open(srtp, &id, calls, &sealed.packet));
    g_assert_null(srtp_stream_find(srtp, &id)); /* no keys, no streams */
    add_key(&srtp->keys, 4, S80, 1, "");
    g_assert_nonnull(srtp_open(srtp, &id, calls, &sealed.packet));
    g_assert_cmpuint(srtp_stream_find(srtp, &id)->n_tracks, ==, 1);
    other.ssrc++;
    g_assert_null(srtp_stream_find(srtp, &other));
    other = id;
    other.kind = SRTP_RTCP;
    g_assert_null(srtp_stream_find(srtp, &other));
    other = id;
    other.ends[0].port++;
    g_assert_null(srtp_stream_find(srtp, &other));
    srtp_free(srtp);
}

/* A call that both ends belong to counts once. */
TEST(calls)
{
    struct srtp *srtp = srtp_new();
    struct srtp_stream_id id = {.ssrc = 1};
    uint32_t calls[2] = {4, 4};
    struct sealed sealed;

    add_key(&srtp->keys, 4, S80, 1, "");
    seal(&sealed, S80, 2, 0, 100);
    g_assert_null(srtp_open(srtp, &id, calls, &sealed.packet));
    g_assert_cmpuint(srtp_stream_find(srtp, &id)->n_keys, ==, 1);
    id.ssrc = 2;
    calls[0] = NO_INDEX; /* only the second end's call is known */
    g_assert_null(srtp_open(srtp, &id, calls, &sealed.packet));
    g_assert_cmpuint(srtp_stream_find(srtp, &id)->n_keys, ==, 1);
    srtp_free(srtp);
}

TEST(free)
{
    srtp_free(NULL);
}
