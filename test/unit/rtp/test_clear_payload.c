/* Tests of telling clear payloads from encrypted ones.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "clear_payload.h"

#include <string.h>

#include "unit_test.h"

/* [MS-RTPRAD] 4: redundant block header F=1 PT 97, timestamp offset 320,
 * length 38; primary header F=0 PT 114; 38 + 38 octets.
 * 0xE1; 320 << 10 | 38 = 0x050026; 0x72. */
static void red_example(uint8_t payload[81])
{
    static const uint8_t headers[] = {0xE1, 0x05, 0x00, 0x26, 0x72};

    memset(payload, 0x55, 81);
    memcpy(payload, headers, sizeof headers);
}

TEST(red_example)
{
    uint8_t payload[81];

    red_example(payload);
    g_assert_true(clear_payload_is_red(payload, sizeof payload));
    g_assert_true(clear_payload_is_red(payload, 44)); /* 5 + 38 + 1 */
    g_assert_false(clear_payload_is_red(payload, 43));
    g_assert_false(clear_payload_is_red(payload, 4));
    g_assert_false(clear_payload_is_red(payload, 0));
}

TEST(red_blocks)
{
    uint8_t payload[81];
    struct clear_red red = {0};

    red_example(payload);
    g_assert_true(clear_payload_red(payload, sizeof payload, &red));
    g_assert_cmpuint(red.redundant, ==, 97);
    g_assert_cmpuint(red.primary, ==, 114);
    g_assert_cmpuint(payload[CLEAR_RED_PRIMARY_AT], ==, 114);
}

/* Each rule of the profile broken alone. */
TEST(red_rules)
{
    static const struct {
        size_t at;
        uint8_t octet;
    } broken[] = {
        {0, 0x61}, /* no further block */
        {0, 0xF3}, /* redundant PT 115 beside primary 114 */
        {4, 0xF2}, /* a third block */
        {4, 0x79}, /* primary PT 121 is video */
        {4, 0x61}, /* primary PT 97 */
        {1, 0x2D}, /* offset 2880 + : 0x2D0026 >> 10 = 2880, legal; next row */
        {1, 0x2E}, /* 0x2E0026 >> 10 = 2944 */
    };

    FOR_EACH_ROW(i, broken) {
        uint8_t payload[81];

        red_example(payload);
        payload[broken[i].at] = broken[i].octet;
        g_assert_true(clear_payload_is_red(payload, sizeof payload) ==
                      (broken[i].octet == 0x2D));
    }
}

/* Of random payloads far less than one in a hundred passes. Counted with a
 * fixed seed; each rule alone lets 1/2, 1/2, 18/128, 2/128 and 2880/16384
 * through, together below 1 in 10 000. */
TEST(red_random)
{
    GRand *random = g_rand_new_with_seed(2198);
    unsigned n_passed = 0;

    for (int i = 0; i < 100000; i++) {
        uint8_t payload[100];

        for (size_t j = 0; j < sizeof payload; j++)
            payload[j] = (uint8_t)g_rand_int_range(random, 0, 256);
        n_passed += clear_payload_is_red(payload, sizeof payload);
    }
    g_assert_cmpuint(n_passed, <=, 20);
    g_rand_free(random);
}

TEST(event)
{
    static const uint8_t digit[4] = {5, 0x0A, 0x00, 0xA0};
    static const uint8_t flash[4] = {16, 0x8A, 0x00, 0xA0};
    static const uint8_t above[4] = {17, 0x0A, 0x00, 0xA0};
    static const uint8_t reserved[4] = {5, 0x4A, 0x00, 0xA0};

    g_assert_true(clear_payload_is_event(digit, 4));
    g_assert_true(clear_payload_is_event(flash, 4));
    g_assert_false(clear_payload_is_event(above, 4));
    g_assert_false(clear_payload_is_event(reserved, 4));
    g_assert_false(clear_payload_is_event(digit, 3));
    g_assert_false(clear_payload_is_event(digit, 0));
}
