/* An IP address as SDP writes it. RFC 8866 5.7.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_address.h"

#include <arpa/inet.h>
#include <string.h>

struct sdp_address sdp_address_read(struct text text)
{
    struct sdp_address address = {0};
    char number[INET6_ADDRSTRLEN] = {0};

    text = text_head(text, text_find(text, '/'));
    text = text_head(text, text_find(text, '%'));
    if (text.length == 0 || text.length >= sizeof number ||
        text_find(text, '\0') < text.length)
        return address;
    memcpy(number, text.start, text.length);
    if (inet_pton(AF_INET, number, address.octets) == 1)
        address.family = SDP_ADDRESS_IPV4;
    else if (inet_pton(AF_INET6, number, address.octets) == 1)
        address.family = SDP_ADDRESS_IPV6;
    else
        address = (struct sdp_address){0};
    return address;
}

bool sdp_address_is_zero(const struct sdp_address *address)
{
    static const uint8_t zero[SDP_ADDRESS_OCTETS];

    return address->family != SDP_ADDRESS_NONE &&
           memcmp(address->octets, zero, sizeof zero) == 0;
}

struct endpoint sdp_address_endpoint(const struct sdp_address *address,
                                     uint16_t port)
{
    if (address->family == SDP_ADDRESS_NONE || port == 0)
        return (struct endpoint){0};
    return endpoint_of(address->family == SDP_ADDRESS_IPV4 ? 4 : 6,
                       address->octets, port);
}

struct endpoint sdp_address_destination(const struct sdp_address *address,
                                        uint16_t port)
{
    if (sdp_address_is_zero(address))
        return (struct endpoint){0};
    return sdp_address_endpoint(address, port);
}
