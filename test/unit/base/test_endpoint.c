/* Tests of transport addresses.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "endpoint.h"

#include "unit_test.h"

static const uint8_t v4[4] = {10, 0, 0, 1};
static const uint8_t v6[16] = {0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0,
                               0,    0,    0,    0,    0, 0, 0, 1};

TEST(text_forms)
{
    char text[ENDPOINT_TEXT_BYTES];
    struct endpoint endpoint = endpoint_of(4, v4, 65535);

    g_assert_cmpstr(endpoint_text(&endpoint, text), ==, "10.0.0.1:65535");
    g_assert_cmpstr(endpoint_address_text(&endpoint, text), ==, "10.0.0.1");
    endpoint.port = 0;
    g_assert_cmpstr(endpoint_text(&endpoint, text), ==, "10.0.0.1");
    endpoint = endpoint_of(6, v6, 5000); /* RFC 5952 4, 6 */
    g_assert_cmpstr(endpoint_text(&endpoint, text), ==, "[2001:db8::1]:5000");
    endpoint.port = 0;
    g_assert_cmpstr(endpoint_text(&endpoint, text), ==, "2001:db8::1");
    endpoint = (struct endpoint){0};
    g_assert_cmpstr(endpoint_text(&endpoint, text), ==, "unknown");
}

TEST(text_longest)
{
    char text[ENDPOINT_TEXT_BYTES];
    uint8_t ones[16];
    struct endpoint endpoint;

    for (int i = 0; i < 16; i++)
        ones[i] = 0xFF;
    endpoint = endpoint_of(6, ones, 65535);
    g_assert_cmpstr(endpoint_text(&endpoint, text), ==,
                    "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535");
}

TEST(of_text)
{
    const uint8_t four[] = {10, 0, 0, 255};
    const uint8_t six[16] = {0x20, 0x01, 0x0d, 0xb8, [15] = 1};
    const char *const none[] = {"", "10.0.0.256", "10.0.0", "10.0.0.1 ", ":::"};
    struct endpoint expected = endpoint_of(4, four, 5000);
    struct endpoint end = endpoint_of_text("10.0.0.255", 5000);

    g_assert_true(endpoint_equal(&end, &expected));
    expected = endpoint_of(6, six, 0);
    end = endpoint_of_text("2001:db8::1", 0);
    g_assert_true(endpoint_equal(&end, &expected));
    for (unsigned i = 0; i < G_N_ELEMENTS(none); i++)
        g_assert_cmpint(endpoint_of_text(none[i], 1).family, ==, 0);
}

TEST(equality)
{
    struct endpoint a = endpoint_of(4, v4, 5000);
    struct endpoint b = endpoint_of(4, v4, 5001);
    struct endpoint c = endpoint_of(6, v6, 5000);

    g_assert_true(endpoint_equal(&a, &a));
    g_assert_false(endpoint_equal(&a, &b));
    g_assert_true(endpoint_same_address(&a, &b));
    g_assert_false(endpoint_same_address(&a, &c));
    g_assert_cmpint(endpoint_compare(&a, &b), <, 0);
    g_assert_cmpint(endpoint_compare(&b, &a), >, 0);
    g_assert_cmpint(endpoint_compare(&a, &a), ==, 0);
    g_assert_cmpuint(endpoint_hash(&a), !=, endpoint_hash(&b));
}

/* A pair is a flow's two ends in their order. */
TEST(pair)
{
    struct endpoint a = endpoint_of(4, v4, 5000);
    struct endpoint b = endpoint_of(6, v6, 5000);
    const struct endpoint ab[] = {a, b};
    const struct endpoint same[] = {a, b};
    const struct endpoint ba[] = {b, a};
    const struct endpoint aa[] = {a, a};

    g_assert_true(endpoint_pair_equal(ab, same));
    g_assert_cmpuint(endpoint_pair_hash(ab), ==, endpoint_pair_hash(same));
    g_assert_false(endpoint_pair_equal(ab, ba));
    g_assert_false(endpoint_pair_equal(ab, aa));
    g_assert_cmpuint(endpoint_pair_hash(ab), !=, endpoint_pair_hash(ba));
}

/* 224.0.0.0/4 and ff00::/8. */
TEST(multicast)
{
    static const struct {
        uint8_t family;
        uint8_t first;
        bool is_multicast;
    } rows[] = {{4, 223, false}, {4, 224, true},   {4, 239, true},
                {4, 240, false}, {6, 0xfe, false}, {6, 0xff, true},
                {4, 255, false}, {0, 239, false}};

    FOR_EACH_ROW(i, rows) {
        struct endpoint endpoint = {.family = rows[i].family,
                                    .address = {rows[i].first}};

        g_assert_cmpint(endpoint_is_multicast(&endpoint), ==,
                        rows[i].is_multicast);
    }
}

/* RFC 1918 3: 10/8, 172.16/12, 192.168/16; RFC 4193 3.1: fc00::/7. */
TEST(private_network)
{
    static const struct {
        uint8_t family, address[2];
        bool is_private;
    } rows[] = {
        {4, {10, 0}, true},       {4, {11, 0}, false},    {4, {172, 15}, false},
        {4, {172, 16}, true},     {4, {172, 31}, true},   {4, {172, 32}, false},
        {4, {192, 168}, true},    {4, {192, 167}, false}, {6, {0xfd, 0}, true},
        {6, {0xfe, 0x80}, false}, {0, {10, 0}, false}};

    FOR_EACH_ROW(i, rows) {
        struct endpoint endpoint = {
            .family = rows[i].family,
            .address = {rows[i].address[0], rows[i].address[1]}};

        g_assert_cmpint(endpoint_is_private(&endpoint), ==, rows[i].is_private);
    }
}
