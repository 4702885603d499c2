/* The endpoints of a frame.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_path.h"

struct endpoint frame_endpoint(const address *addr, uint32_t port)
{
    struct endpoint none = {0};

    if (addr->type == AT_IPv4)
        return endpoint_of(4, addr->data, (uint16_t)port);
    if (addr->type == AT_IPv6)
        return endpoint_of(6, addr->data, (uint16_t)port);
    return none;
}

bool frame_path(const packet_info *pinfo, uint32_t source_port,
                uint32_t destination_port, struct media_path *path)
{
    struct endpoint source = frame_endpoint(&pinfo->src, source_port);
    struct endpoint destination = frame_endpoint(&pinfo->dst, destination_port);

    if (source.family == 0 || destination.family != source.family)
        return false;
    *path = media_path_of(&source, &destination);
    return true;
}
