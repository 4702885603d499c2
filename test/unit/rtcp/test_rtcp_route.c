/* Tests of whose RTCP a packet is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_route.h"

#include "unit_test.h"

#define HOST(last, port_number)                                                \
    {                                                                          \
        .family = 4, .address = {10, 0, 0, last}, .port = port_number          \
    }

/* 10.0.0.1:5000 sends RTP to 10.0.0.2:6000. */
static const struct rtcp_route route = {
    .rtp_source = HOST(1, 5000),
    .rtp_destination = HOST(2, 6000),
};

static enum rtcp_route_match match(const struct rtcp_route *known,
                                   struct endpoint source,
                                   struct endpoint destination, bool ssrc)
{
    return rtcp_route_match(known, &source, &destination, ssrc);
}

TEST(match_ports_and_ssrc)
{
    static const struct {
        struct endpoint source;
        struct endpoint destination;
        bool ssrc_known;
        enum rtcp_route_match match;
    } rows[] = {
        {HOST(1, 5001), HOST(2, 6001), false, RTCP_ROUTE_PORT_PLUS_ONE},
        {HOST(1, 5000), HOST(2, 6000), false, RTCP_ROUTE_MUX},
        /* GStreamer reports from a port of its own to the peer's RTP port plus
         * one; the next three share one port with RTP too. */
        {HOST(1, 41478), HOST(2, 6001), false, RTCP_ROUTE_ONE_PORT},
        {HOST(1, 5001), HOST(2, 33939), false, RTCP_ROUTE_ONE_PORT},
        {HOST(1, 5000), HOST(2, 33939), false, RTCP_ROUTE_ONE_PORT},
        {HOST(1, 41478), HOST(2, 6000), false, RTCP_ROUTE_ONE_PORT},
        {HOST(1, 777), HOST(2, 888), true, RTCP_ROUTE_SSRC},
        {HOST(1, 777), HOST(2, 888), false, RTCP_ROUTE_NONE},
        /* A recorder gets the same SSRC from the same host: 10.0.0.3 is not
         * the peer of this route. */
        {HOST(1, 5000), HOST(3, 6001), true, RTCP_ROUTE_NONE},
        /* The peer's RTCP is not this endpoint's. */
        {HOST(2, 6001), HOST(1, 5001), true, RTCP_ROUTE_NONE},
        /* Another call between the same hosts; and one port before RTP's. */
        {HOST(1, 5002), HOST(2, 6002), false, RTCP_ROUTE_NONE},
        {HOST(1, 4999), HOST(2, 5999), false, RTCP_ROUTE_NONE},
    };

    FOR_EACH_ROW(i, rows)
        g_assert_cmpint(match(&route, rows[i].source, rows[i].destination,
                              rows[i].ssrc_known),
                        ==, rows[i].match);
}

/* a=rtcp (RFC 3605) of either side, on other hosts too. */
TEST(match_declared)
{
    struct rtcp_route declared = route;
    struct endpoint own = HOST(7, 5009);
    struct endpoint peer = HOST(8, 50009);
    struct endpoint elsewhere = HOST(9, 9);

    declared.rtcp_source = own;
    g_assert_cmpint(match(&declared, own, elsewhere, false), ==,
                    RTCP_ROUTE_DECLARED);
    declared.rtcp_source = (struct endpoint){0};
    declared.rtcp_destination = peer;
    g_assert_cmpint(match(&declared, elsewhere, peer, false), ==,
                    RTCP_ROUTE_DECLARED);
    peer.port++;
    g_assert_cmpint(match(&declared, elsewhere, peer, false), ==,
                    RTCP_ROUTE_NONE);
}

/* Port 65535 has no port plus one; 0 is not it. */
TEST(none_port_wrap)
{
    struct rtcp_route last = route;
    struct endpoint source = HOST(1, 0);
    struct endpoint destination = HOST(2, 0);

    last.rtp_source.port = 65535;
    last.rtp_destination.port = 65535;
    g_assert_cmpint(match(&last, source, destination, false), ==,
                    RTCP_ROUTE_NONE);
}

/* Of two that match the greater is meant. */
TEST(match_order)
{
    g_assert_cmpint(RTCP_ROUTE_ONE_PORT, <, RTCP_ROUTE_PORT_PLUS_ONE);
    g_assert_cmpint(RTCP_ROUTE_PORT_PLUS_ONE, <, RTCP_ROUTE_MUX);
    g_assert_cmpint(RTCP_ROUTE_MUX, <, RTCP_ROUTE_DECLARED);
    g_assert_cmpint(RTCP_ROUTE_DECLARED, <, RTCP_ROUTE_SSRC);
}
