/* Tests of one side of a media session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_session_side.h"

#include "unit_test.h"

TEST(move_known_or_not)
{
    const struct endpoint here = {4, {10, 0, 0, 1}, 5000};
    const struct endpoint there = {4, {10, 0, 0, 1}, 5002};
    struct media_session_side side = {.endpoint = here};
    struct media_description none = {.direction = MEDIA_SENDRECV};
    struct media_description before = {.direction = MEDIA_SENDRECV};
    struct media_description description = {.rtp = there};

    g_assert_false(media_session_side_is_move(&side, &before, &none));
    g_assert_true(media_session_side_is_move(&side, &before, &description));
    side.presence.rtp_seen = true; /* its source may be behind a NAT */
    g_assert_false(media_session_side_is_move(&side, &before, &description));
    before.rtp = here;
    g_assert_true(media_session_side_is_move(&side, &before, &description));
    before.rtp = there; /* a session refresh */
    g_assert_false(media_session_side_is_move(&side, &before, &description));
}

/* Sources are found by SSRC up to the limit, the newest first. */
TEST(sources_bound)
{
    enum { N = MEDIA_SESSION_SIDE_SOURCES_MAX };
    static struct media_source sources[N + 1];
    struct media_session_side side = {.n_sources = 0};

    g_assert_null(media_session_side_find(&side, 0));
    for (uint32_t i = 0; i < N + 1; i++)
        media_session_side_add(&side, &sources[i], i, (int64_t)i * S);
    g_assert_cmpuint(side.n_sources, ==, N);
    g_assert_true(media_session_side_find(&side, 0) == &sources[0]);
    g_assert_true(side.sources == &sources[N - 1]);
    g_assert_null(media_session_side_find(&side, N));
    g_assert_cmpuint(sources[N].ssrc, ==, N);
    g_assert_cmpint(sources[3].first_rtp_ns, ==, 3 * S);
    g_assert_cmpint(sources[3].last_rtp_ns, ==, 3 * S);
}

/* A BYE may name several sources, known or not (RFC 3550 6.6). */
TEST(byes_several)
{
    static struct media_source sources[3];
    struct media_session_side side = {.n_sources = 0};
    struct rtcp_header header = {
        .packet_type = RTCP_PT_BYE, .n_byes = 3, .byes = {7, 99, 9}};

    for (uint32_t i = 0; i < 3; i++)
        media_session_side_add(&side, &sources[i], 7 + i, S);
    media_session_side_on_byes(&side, &header, 2 * S);
    g_assert_true(sources[0].bye.waiting);
    g_assert_false(sources[1].bye.waiting);
    g_assert_true(sources[2].bye.waiting);
    g_assert_cmpint(sources[2].bye.bye_ns, ==, 2 * S);
}
