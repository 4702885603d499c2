/* Tests of addresses in SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_address.h"

#include "sip_test.h"
#include "unit_test.h"

static const uint8_t v4[SDP_ADDRESS_OCTETS] = {192, 0, 2, 255};
static const uint8_t v6[SDP_ADDRESS_OCTETS] = {
    0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0a, 0x01};

TEST(read_forms)
{
    static const uint8_t none[SDP_ADDRESS_OCTETS];
    static const struct {
        const char *text;
        enum sdp_address_family family;
        const uint8_t *octets;
    } rows[] = {
        {"192.0.2.255", SDP_ADDRESS_IPV4, v4},
        {"192.0.2.255/127", SDP_ADDRESS_IPV4, v4},
        {"2001:db8::a01", SDP_ADDRESS_IPV6, v6},
        {"2001:DB8:0:0:0:0:0:0A01/3", SDP_ADDRESS_IPV6, v6},
        {"2001:db8::a01%eth0", SDP_ADDRESS_IPV6, v6},
        {"", SDP_ADDRESS_NONE, none},
        {"gw.example.net", SDP_ADDRESS_NONE, none},
        {"192.0.2.256", SDP_ADDRESS_NONE, none},
        {"192.0.2", SDP_ADDRESS_NONE, none},
        {"1:2:3:4:5:6:7:8:9", SDP_ADDRESS_NONE, none},
        {"1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa", SDP_ADDRESS_NONE,
         none},
    };

    FOR_EACH_ROW(i, rows) {
        struct sdp_address address = sdp_address_read(text_of(rows[i].text));

        g_assert_cmpint(address.family, ==, rows[i].family);
        g_assert_cmpmem(address.octets, SDP_ADDRESS_OCTETS, rows[i].octets,
                        SDP_ADDRESS_OCTETS);
    }
}

/* A NUL does not end the address. */
TEST(read_nul)
{
    struct text text = {"192.0.2.1\0x", 11};

    g_assert_cmpint(sdp_address_read(text).family, ==, SDP_ADDRESS_NONE);
}

TEST(zero_families)
{
    struct sdp_address address = sdp_address_read(text_of("0.0.0.0"));

    g_assert_true(sdp_address_is_zero(&address));
    address = sdp_address_read(text_of("::"));
    g_assert_true(sdp_address_is_zero(&address));
    address = sdp_address_read(text_of("0.0.0.1"));
    g_assert_false(sdp_address_is_zero(&address));
    address = sdp_address_read(text_of("name"));
    g_assert_false(sdp_address_is_zero(&address));
}

/* 0.0.0.0 is an address, but not one to send to. */
TEST(endpoint)
{
    static const struct {
        const char *address;
        uint16_t port;
        uint8_t family; /* of the endpoint */
        bool reachable;
    } rows[] = {
        {"192.0.2.255", 1, 4, true},  {"2001:db8::a01", 65535, 6, true},
        {"192.0.2.255", 0, 0, false}, {"0.0.0.0", 5000, 4, false},
        {"::", 5000, 6, false},       {"gw.example.net", 5000, 0, false},
    };

    FOR_EACH_ROW(i, rows) {
        struct sdp_address address = sdp_address_read(text_of(rows[i].address));
        struct endpoint end = sdp_address_endpoint(&address, rows[i].port);
        struct endpoint to = sdp_address_destination(&address, rows[i].port);

        g_assert_cmpuint(end.family, ==, rows[i].family);
        g_assert_cmpuint(end.port, ==, end.family == 0 ? 0 : rows[i].port);
        g_assert_cmpuint(to.family, ==, rows[i].reachable ? end.family : 0);
        g_assert_cmpint(endpoint_equal(&end, &to), ==,
                        rows[i].reachable || end.family == 0);
    }
}
