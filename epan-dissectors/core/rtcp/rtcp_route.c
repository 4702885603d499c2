/* Where the RTCP of a media endpoint is to be expected.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_route.h"

static bool is_declared(const struct endpoint *declared,
                        const struct endpoint *seen)
{
    return declared->family != 0 && endpoint_equal(declared, seen);
}

static bool is_plus_one(uint16_t rtp_port, uint16_t rtcp_port)
{
    return rtcp_port == (uint32_t)rtp_port + 1;
}

static enum rtcp_route_match ports_match(const struct rtcp_route *route,
                                         uint16_t source_port,
                                         uint16_t destination_port)
{
    bool source_same = source_port == route->rtp_source.port;
    bool destination_same = destination_port == route->rtp_destination.port;
    bool source_next = is_plus_one(route->rtp_source.port, source_port);
    bool destination_next =
        is_plus_one(route->rtp_destination.port, destination_port);

    if (source_same && destination_same)
        return RTCP_ROUTE_MUX;
    if (source_next && destination_next)
        return RTCP_ROUTE_PORT_PLUS_ONE;
    if (source_same || destination_same || source_next || destination_next)
        return RTCP_ROUTE_ONE_PORT;
    return RTCP_ROUTE_NONE;
}

enum rtcp_route_match rtcp_route_match(const struct rtcp_route *route,
                                       const struct endpoint *source,
                                       const struct endpoint *destination,
                                       bool ssrc_known)
{
    bool between_hosts =
        endpoint_same_address(source, &route->rtp_source) &&
        endpoint_same_address(destination, &route->rtp_destination);

    if (ssrc_known && between_hosts)
        return RTCP_ROUTE_SSRC;
    if (is_declared(&route->rtcp_source, source) ||
        is_declared(&route->rtcp_destination, destination))
        return RTCP_ROUTE_DECLARED;
    if (!between_hosts)
        return RTCP_ROUTE_NONE;
    return ports_match(route, source->port, destination->port);
}
