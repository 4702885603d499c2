/* Tests of addresses in STUN attributes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stun_address.h"

#include "unit_test.h"

/* The cookie and the transaction id of RFC 5769 2. */
static const uint8_t mask[] = {0x21, 0x12, 0xA4, 0x42, 0xB7, 0xE7, 0xA7, 0x01,
                               0xBC, 0x34, 0xD6, 0x86, 0xFA, 0x87, 0xDF, 0xAE};

static void assert_address(const uint8_t *value, size_t length_bytes,
                           const uint8_t *masked, const char *expected)
{
    struct endpoint end;
    char text[ENDPOINT_TEXT_BYTES];

    g_assert_true(stun_address_read(value, length_bytes, masked, &end));
    g_assert_cmpstr(endpoint_text(&end, text), ==, expected);
}

/* RFC 5769 2.2 and 2.3. */
TEST(xored)
{
    const uint8_t ipv4[] = {0, 1, 0xA1, 0x47, 0xE1, 0x12, 0xA6, 0x43};
    const uint8_t ipv6[] = {0,    2,    0xA1, 0x47, 0x01, 0x13, 0xA9,
                            0xFA, 0xA5, 0xD3, 0xF1, 0x79, 0xBC, 0x25,
                            0xF4, 0xB5, 0xBE, 0xD2, 0xB9, 0xD9};

    assert_address(ipv4, sizeof ipv4, mask, "192.0.2.1:32853");
    assert_address(ipv6, sizeof ipv6, mask,
                   "[2001:db8:1234:5678:11:2233:4455:6677]:32853");
}

TEST(plain)
{
    const uint8_t ipv4[] = {0, 1, 0x80, 0x55, 192, 0, 2, 1};

    assert_address(ipv4, sizeof ipv4, NULL, "192.0.2.1:32853");
}

/* Another family, and lengths that are not those of the family. */
TEST(bad)
{
    const uint8_t value[20] = {0, 1};
    const uint8_t other[8] = {0, 3};
    struct endpoint end;

    g_assert_false(stun_address_read(value, 3, NULL, &end));
    g_assert_false(stun_address_read(value, 7, NULL, &end));
    g_assert_false(stun_address_read(value, 20, NULL, &end));
    g_assert_false(stun_address_read(other, 8, NULL, &end));
}
