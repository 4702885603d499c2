/* Tests of one direction of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_direction.h"

#include "unit_test.h"

static struct endpoint host(uint32_t number)
{
    const uint8_t address[4] = {(uint8_t)(number >> 24),
                                (uint8_t)(number >> 16), (uint8_t)(number >> 8),
                                (uint8_t)number};

    return endpoint_of(4, address, 5060);
}

/* Ports are ignored; the order of the hosts and the interface are not. */
TEST(set)
{
    struct capture_directions *set = capture_directions_new();
    struct endpoint a = host(1), b = host(2), a_other_port = host(1);
    struct capture_direction *ab;

    a_other_port.port = 4000;
    g_assert_null(capture_directions_find(set, 0, &a, &b));
    ab = capture_directions_get(set, 0, &a, &b);
    g_assert_true(capture_directions_get(set, 0, &a_other_port, &b) == ab);
    g_assert_true(capture_directions_find(set, 0, &a, &b) == ab);
    g_assert_null(capture_directions_find(set, 0, &b, &a));
    g_assert_null(capture_directions_find(set, 1, &a, &b));
    g_assert_cmpuint(ab->from.port, ==, 0);
    g_assert_cmpuint(capture_directions_get(set, 1, &a, &b)->sender, ==,
                     ab->sender);
    g_assert_cmpuint(capture_directions_get(set, 0, &b, &a)->sender, !=,
                     ab->sender);
    capture_directions_free(set);
}

/* Directions that share a place among the recent ones stay apart. */
TEST(recent)
{
    struct capture_directions *set = capture_directions_new();
    struct endpoint a = host(1), far = host(0x0A000001), b = host(2);
    struct capture_direction *near_b = capture_directions_get(set, 0, &a, &b);
    struct capture_direction *far_b = capture_directions_get(set, 0, &far, &b);
    struct capture_direction *other = capture_directions_get(set, 1, &a, &b);

    for (int i = 0; i < 2; i++) {
        g_assert_true(capture_directions_get(set, 0, &a, &b) == near_b);
        g_assert_true(capture_directions_get(set, 0, &far, &b) == far_b);
        g_assert_true(capture_directions_get(set, 1, &a, &b) == other);
    }
    g_assert_true(near_b != far_b && near_b != other && far_b != other);
    capture_directions_free(set);
}

/* By the addresses of an IPv4 packet: only what was asked for before. */
TEST(recent4)
{
    const uint8_t octets[2][4] = {{0, 0, 0, 1}, {0, 0, 0, 2}};
    const uint8_t long_address[16] = {0, 0, 0, 1, 0, 0, 0, 0,
                                      0, 0, 0, 0, 0, 0, 0, 1};
    struct capture_directions *set = capture_directions_new();
    struct endpoint a = host(1), b = host(2);
    struct endpoint ipv6 = endpoint_of(6, long_address, 0);
    struct capture_direction *ab;

    g_assert_null(capture_directions_recent4(set, 0, octets[0], octets[1]));
    ab = capture_directions_get(set, 0, &a, &b);
    g_assert_true(capture_directions_recent4(set, 0, octets[0], octets[1]) ==
                  ab);
    g_assert_null(capture_directions_recent4(set, 0, octets[1], octets[0]));
    g_assert_null(capture_directions_recent4(set, 1, octets[0], octets[1]));
    capture_directions_get(set, 0, &ipv6, &b);
    g_assert_true(capture_directions_get(set, 0, &a, &b) == ab);
    capture_directions_free(set);
}

/* Most hosts of one network have a place of their own, there and back. Of 500
 * that fall into 4096 places by chance, 31 meet another. */
TEST(recent_in_one_network)
{
    struct capture_directions *set = capture_directions_new();
    const struct endpoint server = host(0x0A020001);
    uint8_t octets[2][4] = {{10, 1, 0, 0}, {10, 2, 0, 1}};
    unsigned n_found = 0;

    for (uint32_t i = 0; i < 250; i++) {
        const struct endpoint client = host(0x0A010000 + i);

        capture_directions_get(set, 0, &client, &server);
        capture_directions_get(set, 0, &server, &client);
    }
    for (unsigned i = 0; i < 250; i++) {
        octets[0][3] = (uint8_t)i;
        n_found +=
            capture_directions_recent4(set, 0, octets[0], octets[1]) != NULL;
        n_found +=
            capture_directions_recent4(set, 0, octets[1], octets[0]) != NULL;
    }
    g_assert_cmpuint(n_found, >=, 500 - 2 * 31);
    capture_directions_free(set);
}

TEST(full)
{
    struct capture_directions *set = capture_directions_new();
    struct endpoint a, b = host(2);

    for (uint32_t i = 0; i < CAPTURE_DIRECTIONS_MAX; i++) {
        a = host(1000 + i);
        g_assert_nonnull(capture_directions_get(set, 0, &a, &b));
    }
    g_assert_null(capture_directions_get(set, 0, &b, &b));
    a = host(1000);
    g_assert_nonnull(capture_directions_get(set, 0, &a, &b));
    capture_directions_free(set);
}

/* A direction with a frame at 1 s and 1.02 s. */
static struct capture_direction running(void)
{
    struct capture_direction direction = {0};

    capture_direction_on_frame(&direction, S);
    capture_direction_on_frame(&direction, 1020 * MS);
    return direction;
}

/* 8 packets over 0.5 s are a hole; fewer packets or a shorter time are not. */
TEST(hole)
{
    struct capture_direction direction = running();

    g_assert_false(
        capture_direction_on_missing(&direction, 1020 * MS, 2000 * MS, 7));
    g_assert_false(
        capture_direction_on_missing(&direction, 1020 * MS, 1520 * MS - 1, 8));
    g_assert_true(
        capture_direction_on_missing(&direction, 1020 * MS, 1520 * MS, 8));
    g_assert_cmpint(time_spans_cover_ns(&direction.holes, 0, 9 * S), ==,
                    500 * MS);
    time_spans_clear(&direction.holes);
}

/* Another frame of the direction was the first after the hole, at 11.02 s. */
TEST(another_first)
{
    struct capture_direction direction = running();

    capture_direction_on_frame(&direction, 11020 * MS);
    g_assert_true(
        capture_direction_on_missing(&direction, 1000 * MS, 11030 * MS, 500));
    g_assert_cmpint(time_spans_cover_ns(&direction.holes, 0, 99 * S), ==,
                    10 * S);
    time_spans_clear(&direction.holes);
}

/* Another frame came in the middle, so only the one stream lacks packets. With
 * a frame after a quarter of the time, three quarters are dark. */
TEST(not_dark)
{
    struct capture_direction direction = running();

    capture_direction_on_frame(&direction, 6 * S);
    g_assert_false(capture_direction_on_missing(&direction, S, 11 * S, 500));
    direction = running();
    capture_direction_on_frame(&direction, 4 * S);
    g_assert_true(
        capture_direction_on_missing(&direction, 1020 * MS, 13 * S, 9));
    time_spans_clear(&direction.holes);
}
