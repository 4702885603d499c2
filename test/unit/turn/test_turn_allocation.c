/* Tests of the address that a TURN server gives to its client.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_allocation.h"

#include <string.h>

#include "unit_test.h"

/* From coturn 4.6.1 (baresip-coturn.pcap, frame 7): 10.76.0.3:40062. 40062 is
 * 0x9C7E, and 0x9C7E ^ 0x2112 is 0xBD6C; 0x0A4C0003 ^ 0x2112A442 is 0x2B5EA441.
 * SOFTWARE before it has five octets, and is padded to eight. */
static const uint8_t by_rfc[] = {
    0x01, 0x03, 0x00, 0x18, 0x21, 0x12, 0xA4, 0x42, 1,    2,    3,
    4,    5,    6,    7,    8,    9,    10,   11,   12,   0x80, 0x22,
    0x00, 0x05, 't',  'e',  's',  't',  's',  0,    0,    0,    0x00,
    0x16, 0x00, 0x08, 0x00, 0x01, 0xBD, 0x6C, 0x2B, 0x5E, 0xA4, 0x41};

/* [MS-TURN]: MAGIC-COOKIE, a value of five octets that is not padded, and
 * MAPPED-ADDRESS 203.0.113.9:50012. */
static const uint8_t by_microsoft[] = {
    0x01, 0x03, 0x00, 0x1D, 0x11, 0x22, 0x33, 0x44, 1,    2,
    3,    4,    5,    6,    7,    8,    9,    10,   11,   12,
    0x00, 0x0F, 0x00, 0x04, 0x72, 0xC6, 0x4B, 0xC6, 0x80, 0x22,
    0x00, 0x05, 't',  'e',  's',  't',  's',  0x00, 0x01, 0x00,
    0x08, 0x00, 0x01, 0xC3, 0x5C, 203,  0,    113,  9};

static void assert_relayed(const uint8_t *octets, size_t length_bytes,
                           const char *expected)
{
    struct turn_allocation allocation;
    char text[ENDPOINT_TEXT_BYTES];

    g_assert_true(turn_allocation_read(octets, length_bytes, &allocation));
    g_assert_cmpint(allocation.kind, ==, TURN_ALLOCATION_SUCCESS);
    g_assert_cmpstr(endpoint_text(&allocation.relayed, text), ==, expected);
}

TEST(xored)
{
    assert_relayed(by_rfc, sizeof by_rfc, "10.76.0.3:40062");
}

TEST(plain)
{
    assert_relayed(by_microsoft, sizeof by_microsoft, "203.0.113.9:50012");
}

/* RFC 8489 14.2: XORed with the cookie and the transaction id, 1 to 12. */
TEST(ipv6)
{
    uint8_t octets[] = {0x01, 0x03, 0x00, 0x18, 0x21, 0x12, 0xA4, 0x42, 1,
                        2,    3,    4,    5,    6,    7,    8,    9,    10,
                        11,   12,   0x00, 0x16, 0x00, 0x14, 0x00, 0x02, 0xBD,
                        0x6C, 0x01, 0x13, 0xA9, 0xFA, 1,    2,    3,    4,
                        5,    6,    7,    8,    9,    10,   11,   13};

    assert_relayed(octets, sizeof octets, "[2001:db8::1]:40062");
}

static bool has_relayed(const uint8_t *octets, size_t length_bytes)
{
    struct turn_allocation allocation;

    return turn_allocation_read(octets, length_bytes, &allocation) &&
           allocation.relayed.family != 0;
}

TEST(cut_anywhere)
{
    for (size_t length = 0; length < sizeof by_rfc; length++)
        g_assert_false(has_relayed(by_rfc, length));
    for (size_t length = 0; length < sizeof by_microsoft; length++)
        g_assert_false(has_relayed(by_microsoft, length));
}

/* An error, no cookie of any kind, an address family that does not exist. */
TEST(others)
{
    static const struct {
        size_t at;
        uint8_t octet;
    } changes[] = {{1, 0x13}, {7, 0x43}, {37, 3}};

    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        uint8_t octets[sizeof by_rfc];

        memcpy(octets, by_rfc, sizeof octets);
        octets[changes[i].at] = changes[i].octet;
        g_assert_false(has_relayed(octets, sizeof octets));
    }
}

/* RFC 8489 14.8: class 4, number 86; the transaction is that of the request,
 * which has MESSAGE-INTEGRITY (a digest of 20 octets, RFC 8489 14.5). */
TEST(request_and_error)
{
    uint8_t request[20 + 24] = {0x00, 0x03, 0x00, 0x18, 0x21, 0x12, 0xA4, 0x42,
                                1,    2,    3,    4,    5,    6,    7,    8,
                                9,    10,   11,   12,   0x00, 0x08, 0x00, 0x14};
    uint8_t error[] = {0x01, 0x13, 0x00, 0x08, 0x21, 0x12, 0xA4, 0x42, 1,  2,
                       3,    4,    5,    6,    7,    8,    9,    10,   11, 12,
                       0x00, 0x09, 0x00, 0x04, 0x00, 0x00, 0x04, 0x56};
    struct turn_allocation asked;
    struct turn_allocation refused;

    g_assert_true(turn_allocation_read(request, sizeof request, &asked));
    g_assert_cmpint(asked.kind, ==, TURN_ALLOCATION_REQUEST);
    g_assert_true(asked.has_credentials);
    request[21] = 0x06;
    g_assert_true(turn_allocation_read(request, sizeof request, &asked));
    g_assert_false(asked.has_credentials);
    g_assert_true(turn_allocation_read(error, sizeof error, &refused));
    g_assert_cmpint(refused.kind, ==, TURN_ALLOCATION_ERROR);
    g_assert_cmpuint(refused.error, ==, 486);
    g_assert_cmpuint(refused.transaction, ==, asked.transaction);
    error[19]++;
    g_assert_true(turn_allocation_read(error, sizeof error, &refused));
    g_assert_cmpuint(refused.transaction, !=, asked.transaction);
    for (uint8_t first = 2; first <= 7; first++) { /* RFC 8489 14.8: 3 to 6 */
        error[26] = first;
        g_assert_true(turn_allocation_read(error, sizeof error, &refused));
        g_assert_cmpuint(refused.error, ==,
                         first >= 3 && first <= 6 ? first * 100u + 86 : 0);
    }
    error[1] = 0x14; /* CreatePermission */
    g_assert_false(turn_allocation_read(error, sizeof error, &refused));
}
