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

static void test_port_plus_one(void)
{
    struct endpoint source = HOST(1, 5001);
    struct endpoint destination = HOST(2, 6001);

    g_assert_cmpint(match(&route, source, destination, false), ==,
                    RTCP_ROUTE_PORT_PLUS_ONE);
}

static void test_mux(void)
{
    g_assert_cmpint(
        match(&route, route.rtp_source, route.rtp_destination, false), ==,
        RTCP_ROUTE_MUX);
}

/* GStreamer reports from a port of its own to the peer's RTP port plus one. */
static void test_one_port(void)
{
    struct endpoint source = HOST(1, 41478);
    struct endpoint destination = HOST(2, 6001);

    g_assert_cmpint(match(&route, source, destination, false), ==,
                    RTCP_ROUTE_ONE_PORT);
    source.port = 5001;
    destination.port = 33939;
    g_assert_cmpint(match(&route, source, destination, false), ==,
                    RTCP_ROUTE_ONE_PORT);
}

static void test_ssrc(void)
{
    struct endpoint source = HOST(1, 777);
    struct endpoint destination = HOST(2, 888);

    g_assert_cmpint(match(&route, source, destination, true), ==,
                    RTCP_ROUTE_SSRC);
    g_assert_cmpint(match(&route, source, destination, false), ==,
                    RTCP_ROUTE_NONE);
}

/* A recorder gets the same SSRC from the same host: 10.0.0.3 is not the peer
 * of this route. */
static void test_ssrc_of_a_fork(void)
{
    struct endpoint destination = HOST(3, 6001);

    g_assert_cmpint(match(&route, route.rtp_source, destination, true), ==,
                    RTCP_ROUTE_NONE);
}

/* a=rtcp (RFC 3605) of either side, on other hosts too. */
static void test_declared(void)
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

/* The peer's RTCP is not this endpoint's. */
static void test_other_direction(void)
{
    struct endpoint source = HOST(2, 6001);
    struct endpoint destination = HOST(1, 5001);

    g_assert_cmpint(match(&route, source, destination, true), ==,
                    RTCP_ROUTE_NONE);
}

/* Port 65535 has no port plus one; 0 is not it. */
static void test_port_wrap(void)
{
    struct rtcp_route last = route;
    struct endpoint source = HOST(1, 0);
    struct endpoint destination = HOST(2, 0);

    last.rtp_source.port = 65535;
    last.rtp_destination.port = 65535;
    g_assert_cmpint(match(&last, source, destination, false), ==,
                    RTCP_ROUTE_NONE);
}

/* Another call between the same hosts. */
static void test_other_ports(void)
{
    struct endpoint source = HOST(1, 5003);
    struct endpoint destination = HOST(2, 6003);

    g_assert_cmpint(match(&route, source, destination, false), ==,
                    RTCP_ROUTE_NONE);
}

/* Of two that match the greater is meant. */
static void test_order(void)
{
    g_assert_cmpint(RTCP_ROUTE_ONE_PORT, <, RTCP_ROUTE_PORT_PLUS_ONE);
    g_assert_cmpint(RTCP_ROUTE_PORT_PLUS_ONE, <, RTCP_ROUTE_MUX);
    g_assert_cmpint(RTCP_ROUTE_MUX, <, RTCP_ROUTE_DECLARED);
    g_assert_cmpint(RTCP_ROUTE_DECLARED, <, RTCP_ROUTE_SSRC);
}

static const struct unit_test tests[] = {
    {"/rtcp_route/match/port-plus-one", test_port_plus_one},
    {"/rtcp_route/match/mux", test_mux},
    {"/rtcp_route/match/one-port", test_one_port},
    {"/rtcp_route/match/ssrc", test_ssrc},
    {"/rtcp_route/match/declared", test_declared},
    {"/rtcp_route/match/order", test_order},
    {"/rtcp_route/none/ssrc-of-a-fork", test_ssrc_of_a_fork},
    {"/rtcp_route/none/other-direction", test_other_direction},
    {"/rtcp_route/none/port-wrap", test_port_wrap},
    {"/rtcp_route/none/other-ports", test_other_ports},
};

UNIT_TESTS_MAIN(tests)
