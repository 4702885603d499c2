/* Where the RTCP of a media endpoint is to be expected.
 * RFC 3550 11 (RTP port plus one), RFC 5761 (rtcp-mux), RFC 3605 (a=rtcp),
 * RFC 8445 and [MS-ICE2] (component 2), [MS-SDPEXT] 4 (component 2 need not
 * stand at port plus one).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTCP_ROUTE_H
#define LYNC_CORE_RTCP_ROUTE_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"

/* What is known about the path from one endpoint to its peer. Unknown members
 * have family 0. */
struct rtcp_route {
    struct endpoint rtp_source;       /* the endpoint itself */
    struct endpoint rtp_destination;  /* its peer */
    struct endpoint rtcp_source;      /* its a=rtcp or ICE component 2 */
    struct endpoint rtcp_destination; /* its peer's */
};

/* Why an RTCP packet belongs to an endpoint, weakest reason first: of several
 * endpoints that match, the one with the greatest value wins. */
enum rtcp_route_match {
    RTCP_ROUTE_NONE,
    RTCP_ROUTE_ONE_PORT,      /* one of the two ports is RTP's, or plus one */
    RTCP_ROUTE_PORT_PLUS_ONE, /* both ports are RTP's plus one */
    RTCP_ROUTE_MUX,           /* RTP's own 5-tuple */
    RTCP_ROUTE_DECLARED,      /* SDP's a=rtcp or ICE component 2 */
    RTCP_ROUTE_SSRC,          /* its sender's SSRC sends RTP there */
    RTCP_ROUTE_BEST = RTCP_ROUTE_SSRC
};

/* Whether an RTCP packet from SOURCE to DESTINATION was sent by the endpoint
 * of ROUTE, and why.
 *
 * SSRC_KNOWN: the packet names its sender's SSRC, and the endpoint has sent
 * RTP with that SSRC on this route. False when the packet names none, or
 * another one: an SSRC alone never excludes an endpoint, because receivers
 * report with SSRCs that send no RTP.
 *
 * An SSRC or a port counts only between the route's two hosts, because forked
 * and recorded calls send one SSRC to several hosts; a declared address counts
 * whatever the other end is. */
enum rtcp_route_match rtcp_route_match(const struct rtcp_route *route,
                                       const struct endpoint *source,
                                       const struct endpoint *destination,
                                       bool ssrc_known);

#endif
