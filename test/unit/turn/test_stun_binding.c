/* Tests of STUN's Binding messages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stun_binding.h"

#include <string.h>

#include "unit_test.h"

#define ID                                                                     \
    0x21, 0x12, 0xA4, 0x42, 0xB7, 0xE7, 0xA7, 0x01, 0xBC, 0x34, 0xD6, 0x86,    \
        0xFA, 0x87, 0xDF, 0xAE

/* RFC 5769 2.1: USERNAME "evtj:h6vY" is padded to 12 octets. */
static const uint8_t request[] = {
    0x00, 0x01, 0x00, 0x58, ID,   0x80, 0x22, 0x00, 0x10, 0x53, 0x54, 0x55,
    0x4E, 0x20, 0x74, 0x65, 0x73, 0x74, 0x20, 0x63, 0x6C, 0x69, 0x65, 0x6E,
    0x74, 0x00, 0x24, 0x00, 0x04, 0x6E, 0x00, 0x01, 0xFF, 0x80, 0x29, 0x00,
    0x08, 0x93, 0x2F, 0xF9, 0xB1, 0x51, 0x26, 0x3B, 0x36, 0x00, 0x06, 0x00,
    0x09, 0x65, 0x76, 0x74, 0x6A, 0x3A, 0x68, 0x36, 0x76, 0x59, 0x20, 0x20,
    0x20, 0x00, 0x08, 0x00, 0x14, 0x9A, 0xEA, 0xA7, 0x0C, 0xBF, 0xD8, 0xCB,
    0x56, 0x78, 0x1E, 0xF2, 0xB5, 0xB2, 0xD3, 0xF2, 0x49, 0xC1, 0xB5, 0x71,
    0xA2, 0x80, 0x28, 0x00, 0x04, 0xE5, 0x7A, 0x3B, 0xCF};

/* RFC 5769 2.2: SOFTWARE, XOR-MAPPED-ADDRESS 192.0.2.1:32853. */
static const uint8_t response[] = {
    0x01, 0x01, 0x00, 0x3C, ID,   0x80, 0x22, 0x00, 0x0B, 0x74, 0x65,
    0x73, 0x74, 0x20, 0x76, 0x65, 0x63, 0x74, 0x6F, 0x72, 0x20, 0x00,
    0x20, 0x00, 0x08, 0x00, 0x01, 0xA1, 0x47, 0xE1, 0x12, 0xA6, 0x43,
    0x00, 0x08, 0x00, 0x14, 0x2B, 0x91, 0xF5, 0x99, 0xFD, 0x9E, 0x90,
    0xC3, 0x8C, 0x74, 0x89, 0xF9, 0x2A, 0xF9, 0xBA, 0x53, 0xF0, 0x6B,
    0xE7, 0xD7, 0x80, 0x28, 0x00, 0x04, 0xC0, 0x7D, 0x4C, 0x96};

/* RFC 3489 11: no cookie, MAPPED-ADDRESS 10.0.0.9:5000. */
static const uint8_t classic[] = {0x01, 0x01, 0x00, 0x0C, 1,    2,    3,  4,
                                  5,    6,    7,    8,    9,    10,   11, 12,
                                  13,   14,   15,   16,   0x00, 0x01, 0,  8,
                                  0,    0x01, 0x13, 0x88, 10,   0,    0,  9};

TEST(rfc_5769)
{
    struct stun_binding asked;
    struct stun_binding answered;
    char text[ENDPOINT_TEXT_BYTES];

    g_assert_true(stun_binding_read(request, sizeof request, &asked));
    g_assert_cmpint(asked.kind, ==, STUN_BINDING_REQUEST);
    g_assert_true(asked.is_check);
    g_assert_cmpint(asked.mapped.family, ==, 0);
    g_assert_true(stun_binding_read(response, sizeof response, &answered));
    g_assert_cmpint(answered.kind, ==, STUN_BINDING_SUCCESS);
    g_assert_false(answered.is_check);
    g_assert_cmpuint(answered.transaction, ==, asked.transaction);
    g_assert_cmpstr(endpoint_text(&answered.mapped, text), ==,
                    "192.0.2.1:32853");
}

TEST(rfc_3489)
{
    struct stun_binding binding;
    char text[ENDPOINT_TEXT_BYTES];

    g_assert_true(stun_binding_read(classic, sizeof classic, &binding));
    g_assert_cmpstr(endpoint_text(&binding.mapped, text), ==, "10.0.0.9:5000");
}

/* Every prefix, in memory of its own, and an octet more. */
TEST(not_whole)
{
    struct stun_binding binding;

    for (size_t n = 0; n < sizeof request; n++) {
        g_autofree uint8_t *octets = g_memdup2(request, n);

        g_assert_false(stun_binding_read(octets, n, &binding));
    }
}

/* An indication, an Allocate request, an attribute longer than the message. */
TEST(others)
{
    uint8_t octets[sizeof request];
    struct stun_binding binding;

    memcpy(octets, request, sizeof request);
    octets[1] = 0x11;
    g_assert_false(stun_binding_read(octets, sizeof octets, &binding));
    octets[1] = 0x03;
    g_assert_false(stun_binding_read(octets, sizeof octets, &binding));
    octets[1] = 0x01;
    octets[22] = 0xFF;
    g_assert_false(stun_binding_read(octets, sizeof octets, &binding));
}

/* RFC 8489 14: the last attribute may reach to the end, and no octet more. */
TEST(attribute_too_long)
{
    struct stun_binding binding;
    uint8_t octets[sizeof classic];

    memcpy(octets, classic, sizeof classic);
    octets[23] = 9;
    g_assert_false(stun_binding_read(octets, sizeof octets, &binding));
    octets[23] = 7;
    g_assert_true(stun_binding_read(octets, sizeof octets, &binding));
}
