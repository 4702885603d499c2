/* Tests of what the first octets of a UDP payload rule out.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "datagram.h"

#include <string.h>

#include "unit_test.h"

#define PAYLOAD_BYTES 40

/* Whether a payload that begins with FIRST and SECOND, and has zeros after
 * that, is plain. */
static bool plain(uint8_t first, uint8_t second)
{
    const uint8_t octets[PAYLOAD_BYTES] = {first, second};

    return datagram_is_plain(octets, sizeof octets, sizeof octets);
}

/* RFC 7983 7; letters and empty lines begin SIP (RFC 3261 7). */
TEST(first_octet)
{
    g_assert_true(plain(4, 0));
    g_assert_true(plain(16, 0)); /* ZRTP */
    g_assert_true(plain(80 - 17, 0));
    g_assert_true(plain('[', 0));
    g_assert_true(plain('Z', 0));
    g_assert_true(plain(192, 0));
    g_assert_true(plain(255, 0));
    for (const char *text = " \t\r\n"; *text != '\0'; text++)
        g_assert_false(plain((uint8_t)*text, 0));
    g_assert_false(plain('@', 0)); /* 64: ChannelData */
    g_assert_false(plain(0xFF, 0x10));
    g_assert_false(plain(128, 0));
    g_assert_false(plain(191, 0));
    g_assert_false(plain(128, 200)); /* RTCP */
}

static bool plain_text(const char *text)
{
    return datagram_is_plain((const uint8_t *)text, strlen(text), strlen(text));
}

/* RFC 3261 7.1, 7.2: a method or "SIP/2.0", and a space. */
TEST(sip)
{
    g_assert_false(plain_text("UPDATE sip:a SIP/2.0\r\n"));
    g_assert_false(plain_text("SIP/2.0 200 OK\r\n"));
    g_assert_false(plain_text("\r\nUPDATE sip:a SIP/2.0\r\n"));
    g_assert_true(plain_text("UPDATE"));
    /* 32 and 33 characters */
    g_assert_false(plain_text("Rbcdefghijklmnopqrstuvwxyzabcdef a"));
    g_assert_true(plain_text("Rbcdefghijklmnopqrstuvwxyzabcdefg a"));
}

/* RFC 6347 4.1: the version of DTLS 1.2 is 254, 253. */
TEST(dtls)
{
    g_assert_false(plain(22, 254));
    g_assert_true(plain(22, 3));
}

/* RFC 8489 5: the cookie; RFC 3489 11.1: the length; [MS-TURN] 2.2.2.8. */
TEST(stun)
{
    uint8_t by_cookie[PAYLOAD_BYTES] = {0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42};
    uint8_t by_length[PAYLOAD_BYTES] = {0, 1, 0, 20};
    uint8_t of_turn[PAYLOAD_BYTES] = {0,    3,    [20] = 0x00, 0x0F, 0x00,
                                      0x04, 0x72, 0xC6,        0x4B, 0xC6};

    g_assert_false(datagram_is_plain(by_cookie, 40, 40));
    g_assert_false(datagram_is_plain(by_cookie, 20, 40));
    g_assert_true(datagram_is_plain(by_cookie, 19, 40));
    g_assert_false(datagram_is_plain(by_length, 40, 40));
    g_assert_true(datagram_is_plain(by_length, 40, 41));
    g_assert_false(datagram_is_plain(of_turn, 28, 40));
    g_assert_true(datagram_is_plain(of_turn, 27, 40));
    by_cookie[7] = 0x43;
    g_assert_true(datagram_is_plain(by_cookie, 40, 40));
}

TEST(short_payload)
{
    const uint8_t octets[2] = {200, 0};

    g_assert_false(datagram_is_plain(octets, 0, 0));
    g_assert_true(datagram_is_plain(octets, 1, 1));
    g_assert_true(datagram_is_plain(octets, 2, 2));
}

/* RFC 8489 5: request, indication, success and error of the method 1. */
TEST(binding)
{
    const uint8_t bindings[][20] = {{0, 1}, {0, 0x11}, {1, 1}, {1, 0x11}};
    const uint8_t others[][20] = {{0, 3}, {0, 0x16}, {0, 0x17}, {2, 1}};

    for (size_t i = 0; i < G_N_ELEMENTS(bindings); i++) {
        g_assert_true(datagram_is_binding(bindings[i], 20));
        g_assert_false(datagram_is_binding(bindings[i], 19));
        g_assert_false(datagram_is_binding(others[i], 20));
    }
}
