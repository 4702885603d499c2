/* Tests of what one medium of a session description says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp.h"

#include "sip_test.h"
#include "unit_test.h"

static const struct endpoint none;
static const struct endpoint v4 = {4, {192, 0, 2, 255}, 0};
static const struct endpoint v6 = {
    6, {0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0a, 0x01}, 0};

TEST(address_forms)
{
    static const struct {
        const char *text;
        const struct endpoint *end;
    } rows[] = {
        {"192.0.2.255", &v4},
        {"192.0.2.255/127", &v4},
        {"2001:db8::a01", &v6},
        {"2001:DB8:0:0:0:0:0:0A01/3", &v6},
        {"2001:db8::a01%eth0", &v6},
        {"", &none},
        {"gw.example.net", &none},
        {"192.0.2.256", &none},
        {"192.0.2", &none},
        {"1:2:3:4:5:6:7:8:9", &none},
        {"1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa", &none},
    };

    FOR_EACH_ROW(i, rows) {
        struct endpoint end = sdp_address_read(text_of(rows[i].text));

        g_assert_true(endpoint_equal(&end, rows[i].end));
    }
}

/* A NUL does not end the address. */
TEST(address_nul)
{
    struct text text = {"192.0.2.1\0x", 11};

    g_assert_cmpint(sdp_address_read(text).family, ==, 0);
}

/* 0.0.0.0 and :: are addresses, but not ones to send to. */
TEST(destination)
{
    static const struct {
        const char *address;
        uint16_t port;
        bool is_zero;
        bool reachable;
    } rows[] = {
        {"192.0.2.255", 1, false, true},
        {"2001:db8::a01", 65535, false, true},
        {"192.0.2.255", 0, false, false},
        {"0.0.0.0", 5000, true, false},
        {"0.0.0.1", 5000, false, true},
        {"::", 5000, true, false},
        {"gw.example.net", 5000, false, false},
    };

    FOR_EACH_ROW(i, rows) {
        struct endpoint end = sdp_address_read(text_of(rows[i].address));
        struct endpoint to;

        end.port = rows[i].port;
        to = sdp_destination(&end);
        g_assert_cmpint(sdp_address_is_zero(&end), ==, rows[i].is_zero);
        g_assert_true(endpoint_equal(&to, rows[i].reachable ? &end : &none));
    }
}

#define HOST(port)                                                             \
    {                                                                          \
        4, {192, 0, 2, 1}, port                                                \
    }
#define OTHER_HOST(port)                                                       \
    {                                                                          \
        4, {192, 0, 2, 2}, port                                                \
    }

/* RFC 3550 11: RTP's port and one; RFC 3605 2.1: that of a=rtcp, whose address
 * may be left out. 0 for the octet is no endpoint. */
TEST(rtcp_destination)
{
    static const struct {
        struct sdp_media media;
        uint8_t last_octet;
        uint16_t port;
    } rows[] = {
        {{.rtp = HOST(1)}, 1, 2},
        {{.rtp = HOST(65534)}, 1, 65535},
        {{.rtp = HOST(65535)}, 0, 0},
        {{.rtp = HOST(0)}, 0, 0},
        {{.rtp = HOST(5000), .rtcp_present = true}, 0, 0},
        {{.rtp = HOST(5000), .rtcp_present = true, .rtcp = {.port = 7000}},
         1,
         7000},
        {{.rtp = HOST(5000), .rtcp_present = true, .rtcp = OTHER_HOST(7000)},
         2,
         7000},
        {{.rtp = {.port = 5000}}, 0, 0},
        {{.rtp = {.family = 4, .port = 5000}}, 0, 0},
    };

    FOR_EACH_ROW(i, rows) {
        struct endpoint end = sdp_media_rtcp_destination(&rows[i].media);

        g_assert_cmpuint(end.family, ==, rows[i].last_octet == 0 ? 0 : 4);
        g_assert_cmpuint(end.address[3], ==, rows[i].last_octet);
        g_assert_cmpuint(end.port, ==, rows[i].port);
    }
}

/* RFC 3556 2: both shares must be present and 0. */
TEST(rtcp_off)
{
    for (unsigned i = 0; i < 16; i++) {
        struct sdp_media media = {.bandwidth = {.rs_present = i & 1,
                                                .rr_present = i & 2,
                                                .rs_bps = i & 4 ? 1 : 0,
                                                .rr_bps = i & 8 ? 1 : 0}};

        g_assert_cmpint(sdp_media_rtcp_off(&media), ==, i == 3);
    }
}
