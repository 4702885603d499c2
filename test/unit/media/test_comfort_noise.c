/* Tests of the mute with one comfort noise packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "comfort_noise.h"
#include "unit_test.h"

#define LIMIT (30 * S)

static struct comfort_noise state;

BEFORE_EACH()
{
    state = (struct comfort_noise){0};
}

static bool rtp(bool is_noise, int64_t time_ns)
{
    int64_t silence_ns;

    return comfort_noise_on_rtp(&state, is_noise, time_ns, LIMIT, &silence_ns);
}

/* RTCP every 5 s after FROM until UNTIL. */
static void rtcp(int64_t from, int64_t until)
{
    for (int64_t time = from + 5 * S; time <= until; time += 5 * S)
        comfort_noise_on_rtcp(&state, time, LIMIT);
}

static bool mute_of(int64_t silence_ns)
{
    state = (struct comfort_noise){0};
    rtp(false, 9 * S);
    g_assert_false(rtp(true, 10 * S));
    rtcp(10 * S, 35 * S);
    return rtp(false, 10 * S + silence_ns);
}

TEST(mute_limit)
{
    g_assert_false(mute_of(30 * S));
    g_assert_true(mute_of(30 * S + 1));
}

TEST(mute_length)
{
    int64_t silence_ns = 0;

    rtp(true, 10 * S);
    rtcp(10 * S, 70 * S);
    g_assert_cmpint(comfort_noise_mute_ns(&state, 71 * S, LIMIT), ==, 61 * S);
    g_assert_true(
        comfort_noise_on_rtp(&state, false, 72 * S, LIMIT, &silence_ns));
    g_assert_cmpint(silence_ns, ==, 62 * S);
    g_assert_cmpint(comfort_noise_mute_ns(&state, 200 * S, LIMIT), ==, 0);
}

/* A sender with voice activity detection: comfort noise repeatedly. */
TEST(silent_two_packets)
{
    rtp(true, 10 * S);
    rtp(true, 11 * S);
    rtcp(11 * S, 50 * S);
    g_assert_false(rtp(false, 51 * S));
}

/* Without RTCP the endpoint has gone and is not muted. */
TEST(silent_without_rtcp)
{
    rtp(true, 10 * S);
    g_assert_false(rtp(false, 50 * S));
}

/* RTCP pauses for 31 s, at the end or in the middle. */
TEST(silent_rtcp_lost)
{
    rtp(true, 10 * S);
    rtcp(10 * S, 20 * S);
    g_assert_false(rtp(false, 51 * S));

    state = (struct comfort_noise){0};
    rtp(true, 10 * S);
    rtcp(10 * S, 15 * S);
    rtcp(41 * S, 60 * S);
    g_assert_false(rtp(false, 61 * S));
}

/* A silence that does not start with comfort noise. */
TEST(silent_without_noise)
{
    rtp(false, 10 * S);
    rtcp(10 * S, 50 * S);
    g_assert_false(rtp(false, 51 * S));
}

/* 13 and 118 are comfort noise without SDP. 118 is not if SDP names it opus; 19
 * and 120 are if SDP names them CN. */
TEST(payload_types_sdp)
{
    struct payload_type_set none = {{0}};
    struct payload_type_set named = {{0}};
    struct payload_type_set noise = {{0}};
    struct payload_type_set set = comfort_noise_payload_types(&none, &none);

    g_assert_true(payload_type_set_has(&set, 13));
    g_assert_true(payload_type_set_has(&set, 118));
    g_assert_false(payload_type_set_has(&set, 19));
    g_assert_false(payload_type_set_has(&set, 0));
    g_assert_false(payload_type_set_has(&set, 128 + 13));

    payload_type_set_add(&named, 118);
    payload_type_set_add(&named, 120);
    payload_type_set_add(&noise, 120);
    payload_type_set_add(&noise, 19);
    payload_type_set_add(&noise, 200);
    set = comfort_noise_payload_types(&named, &noise);
    g_assert_false(payload_type_set_has(&set, 118));
    g_assert_true(payload_type_set_has(&set, 120));
    g_assert_true(payload_type_set_has(&set, 19));
    g_assert_true(payload_type_set_has(&set, 13));
    g_assert_false(payload_type_set_has(&set, 72)); /* 200 - 128 */
}
