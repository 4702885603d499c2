/* Tests of what proves that a TCP connection carries TURN.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_stream.h"

#include <string.h>

#include "unit_test.h"

static uint8_t octets[128];

BEFORE_EACH()
{
    memset(octets, 0x55, sizeof octets);
}

static void put(size_t at, const void *what, size_t length_bytes)
{
    memcpy(octets + at, what, length_bytes);
}

#define PUT(at, ...)                                                           \
    do {                                                                       \
        static const uint8_t what[] = {__VA_ARGS__};                           \
        put(at, what, sizeof what);                                            \
    } while (0)

/* [MS-TURN] 2.1.1.2: 83 octets. */
static void put_hello(void)
{
    PUT(0, 0x16, 3, 1, 0, 0x4E, 2, 0, 0, 0x46, 3, 1);
    PUT(43, 32);
    PUT(76, 0, 0x18, 0, 0x0E, 0, 0, 0);
}

/* An Allocate request of 8 octets of attributes in a frame. */
static void put_frame(void)
{
    PUT(0, 2, 0, 0, 28, 0, 3, 0, 8);
    PUT(24, 0, 0x0F, 0, 4, 0x72, 0xC6, 0x4B, 0xC6);
}

/* A Binding request with SOFTWARE "abcde" and padding: 12 octets. */
static void put_message(void)
{
    PUT(0, 0, 1, 0, 12, 0x21, 0x12, 0xA4, 0x42);
    PUT(20, 0x80, 0x22, 0, 5);
}

TEST(server_hello)
{
    put_hello();
    g_assert_cmpint(turn_stream_carrier(octets, 83), ==, TURN_CARRIER_FRAMES);
    g_assert_cmpint(turn_stream_carrier(octets, 82), ==, TURN_CARRIER_NONE);
    octets[77] = 0x2F; /* another suite: a real hello */
    g_assert_cmpint(turn_stream_carrier(octets, 83), ==, TURN_CARRIER_NONE);
    put_hello();
    octets[79] = 0x0B; /* a certificate follows */
    g_assert_cmpint(turn_stream_carrier(octets, 83), ==, TURN_CARRIER_NONE);
}

TEST(control_frame)
{
    put_frame();
    g_assert_cmpint(turn_stream_carrier(octets, 32), ==, TURN_CARRIER_FRAMES);
    g_assert_cmpint(turn_stream_carrier(octets, 31), ==, TURN_CARRIER_NONE);
    octets[3] = 29; /* not the length of the message */
    g_assert_cmpint(turn_stream_carrier(octets, 32), ==, TURN_CARRIER_NONE);
    put_frame();
    octets[0] = 3;
    g_assert_cmpint(turn_stream_carrier(octets, 32), ==, TURN_CARRIER_NONE);
}

TEST(message)
{
    put_message();
    g_assert_cmpint(turn_stream_carrier(octets, 32), ==, TURN_CARRIER_MESSAGES);
    g_assert_cmpint(turn_stream_carrier(octets, 31), ==, TURN_CARRIER_NONE);
    octets[0] = 1; /* a response */
    g_assert_cmpint(turn_stream_carrier(octets, 32), ==, TURN_CARRIER_MESSAGES);
    octets[23] = 9; /* beyond the end */
    g_assert_cmpint(turn_stream_carrier(octets, 32), ==, TURN_CARRIER_NONE);
    put_message();
    octets[7] = 0x43;
    g_assert_cmpint(turn_stream_carrier(octets, 32), ==, TURN_CARRIER_NONE);
}

TEST(beginning_of_a_message)
{
    put_message();
    g_assert_true(turn_stream_is_message(octets, 20));
    g_assert_true(turn_stream_is_message(octets, 4)); /* cut */
    octets[4] = 0;
    g_assert_false(turn_stream_is_message(octets, 20));
    PUT(0, 0x4F, 0xFF, 0, 4);
    g_assert_true(turn_stream_is_message(octets, 20));
    PUT(0, 0x50);
    g_assert_false(turn_stream_is_message(octets, 20));
    PUT(0, 0x17, 3, 3, 0, 20);
    g_assert_false(turn_stream_is_message(octets, 25));
    PUT(0, 0x80);
    g_assert_false(turn_stream_is_message(octets, 4));
    g_assert_false(turn_stream_is_message(octets, 0));
}

TEST(unit_lengths)
{
    PUT(0, 0x16, 3, 1, 0, 0x4E);
    g_assert_cmpuint(turn_stream_unit_bytes(octets), ==, 83);
    PUT(0, 3, 0, 1, 0, 0x80);
    g_assert_cmpuint(turn_stream_unit_bytes(octets), ==, 260);
    PUT(0, 3, 1);
    g_assert_cmpuint(turn_stream_unit_bytes(octets), ==, 0);
    PUT(0, 0x80, 0);
    g_assert_cmpuint(turn_stream_unit_bytes(octets), ==, 0);
}

TEST(length_of_rfc_4571)
{
    PUT(0, 0, 12, 0x80);
    g_assert_true(turn_stream_has_length(octets, 14));
    g_assert_false(turn_stream_has_length(octets, 15));
    g_assert_false(turn_stream_has_length(octets, 2));
    PUT(0, 0, 12, 0x40);
    g_assert_false(turn_stream_has_length(octets, 14));
}

/* A packet of 9 octets behind its length in frames of 5, 4 and 2. */
TEST(packet_in_several_frames)
{
    uint8_t packet[27];

    PUT(0, 3, 0, 0, 5, 0, 9, 0x80, 1, 2, 3, 0, 0, 4, 3, 4, 5, 6, 3, 0, 0, 2, 7,
        8, 3, 0, 0, 1);
    g_assert_cmpuint(turn_stream_packet_bytes(octets, 27), ==, 23);
    g_assert_cmpuint(turn_stream_packet_bytes(octets, 22), ==, 23);
    for (size_t n_bytes = 5; n_bytes < 22; n_bytes++)
        g_assert_cmpuint(turn_stream_packet_bytes(octets, n_bytes), ==, 0);
    g_assert_cmpuint(turn_stream_join(octets, 23, packet), ==, 11);
    for (uint8_t i = 1; i < 9; i++)
        g_assert_cmpuint(packet[2 + i], ==, i);
    g_assert_cmpuint(turn_stream_join(octets, 12, packet), ==, 5); /* cut */
}

/* It ends within a frame, or something else comes in between. */
TEST(no_packet_in_several_frames)
{
    PUT(0, 3, 0, 0, 5, 0, 9, 0x80, 1, 2, 3, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0);
    g_assert_cmpuint(turn_stream_packet_bytes(octets, 20), ==, 9);
    PUT(9, 3, 0, 0, 6);
    g_assert_cmpuint(turn_stream_packet_bytes(octets, 20), ==, 19);
    PUT(9, 2, 0, 0, 6);
    g_assert_cmpuint(turn_stream_packet_bytes(octets, 20), ==, 9);
    PUT(4, 0, 9, 0x40); /* not RTP */
    g_assert_cmpuint(turn_stream_packet_bytes(octets, 20), ==, 9);
    PUT(4, 0x80, 0x72, 0x80); /* RTP without a length, not 32 882 octets */
    g_assert_cmpuint(turn_stream_packet_bytes(octets, 20), ==, 9);
    PUT(4, 0, 3, 0x80); /* it fits */
    g_assert_cmpuint(turn_stream_packet_bytes(octets, 20), ==, 9);
}

/* That without each of the octets AT, BYTES octets are no CARRIER any more. */
static void assert_each_counts(void (*put_all)(void), size_t length_bytes,
                               enum turn_carrier carrier, const uint8_t *at,
                               size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_test_message("octet %u", at[i]);
        put_all();
        g_assert_cmpint(turn_stream_carrier(octets, length_bytes), ==, carrier);
        octets[at[i]] ^= 0x40;
        g_assert_cmpint(turn_stream_carrier(octets, length_bytes), ==,
                        TURN_CARRIER_NONE);
        octets[at[i]] ^= 0x40;
    }
}

TEST(each_octet_counts)
{
    static const uint8_t hello[] = {0,  1,  2,  3,  4,  5,  6,  7,  8, 9,
                                    10, 43, 76, 77, 78, 79, 80, 81, 82};
    static const uint8_t frame[] = {0, 1, 2, 3, 6, 7, 24, 25, 26, 27, 28, 31};
    static const uint8_t message[] = {0, 2, 3, 4, 5, 6, 7, 22, 23};

    assert_each_counts(put_hello, 83, TURN_CARRIER_FRAMES, hello, sizeof hello);
    assert_each_counts(put_frame, 32, TURN_CARRIER_FRAMES, frame, sizeof frame);
    assert_each_counts(put_message, 32, TURN_CARRIER_MESSAGES, message,
                       sizeof message);
}

/* RFC 8446 5.1: records have the types 20 to 23. RFC 8656 12: channels begin
 * with 0x40 to 0x4F. */
TEST(first_octets)
{
    PUT(0, 20, 3, 3, 0, 9);
    g_assert_cmpuint(turn_stream_unit_bytes(octets), ==, 14);
    PUT(0, 23, 3, 3, 1, 0);
    g_assert_cmpuint(turn_stream_unit_bytes(octets), ==, 261);
    PUT(0, 19);
    g_assert_cmpuint(turn_stream_unit_bytes(octets), ==, 0);
    PUT(0, 24);
    g_assert_cmpuint(turn_stream_unit_bytes(octets), ==, 0);
    PUT(0, 2, 0, 0, 7);
    g_assert_cmpuint(turn_stream_unit_bytes(octets), ==, 11);
    PUT(0, 0x40);
    g_assert_true(turn_stream_is_message(octets, 20));
    PUT(0, 0x3F);
    g_assert_false(turn_stream_is_message(octets, 20));
}

/* What follows is no frame, or holds nothing or too much: the first frame is
 * taken alone. */
TEST(packet_not_continued)
{
    static const uint8_t wrong[][4] = {
        {2, 0, 0, 6}, {3, 1, 0, 6}, {3, 0, 0, 0}, {3, 0, 0, 7}};

    PUT(0, 3, 0, 0, 5, 0, 9, 0x80, 1, 2, 3, 0, 0, 6, 3, 4, 5, 6, 7, 8);
    g_assert_cmpuint(turn_stream_packet_bytes(octets, 19), ==, 19);
    FOR_EACH_ROW(i, wrong) {
        put(9, wrong[i], sizeof wrong[i]);
        g_assert_cmpuint(turn_stream_packet_bytes(octets, 19), ==, 9);
    }
}
