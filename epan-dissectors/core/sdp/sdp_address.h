/* An IP address as SDP writes it. RFC 8866 5.7.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SDP_ADDRESS_H
#define LYNC_CORE_SDP_ADDRESS_H

#include "endpoint.h"
#include "text.h"

#define SDP_ADDRESS_OCTETS 16

enum sdp_address_family {
    SDP_ADDRESS_NONE, /* absent, a host name, or unreadable */
    SDP_ADDRESS_IPV4,
    SDP_ADDRESS_IPV6,
};

/* Octets in network order, an IPv4 address in the first four; the others are
 * zero, so that two addresses can be compared whole. */
struct sdp_address {
    enum sdp_address_family family;
    uint8_t octets[SDP_ADDRESS_OCTETS];
};

/* Reads a numeric address. A multicast TTL or count ("/127") and an IPv6
 * scope ("%eth0") are passed over. A host name gives SDP_ADDRESS_NONE. */
struct sdp_address sdp_address_read(struct text text);

/* Whether ADDRESS is numeric and all zero: 0.0.0.0 or ::. */
bool sdp_address_is_zero(const struct sdp_address *address);

/* ADDRESS and PORT as an endpoint; none (all zero) when there is no address or
 * PORT is 0. */
struct endpoint sdp_address_endpoint(const struct sdp_address *address,
                                     uint16_t port);

/* The same, but none for 0.0.0.0 and :: as well, where nothing can be sent
 * (hold, RFC 3264 8.4). */
struct endpoint sdp_address_destination(const struct sdp_address *address,
                                        uint16_t port);

#endif
