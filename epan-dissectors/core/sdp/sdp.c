/* What a medium of a session description says as a whole. RFC 3550 11,
 * RFC 3556.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp.h"

static uint16_t rtcp_port(const struct sdp_media *media)
{
    if (media->rtcp_present)
        return media->rtcp_port;
    return media->port == 0 || media->port == UINT16_MAX ? 0 : media->port + 1;
}

struct endpoint sdp_media_rtcp_destination(const struct sdp_media *media)
{
    const struct sdp_address *address =
        media->rtcp_address.family != SDP_ADDRESS_NONE ? &media->rtcp_address
                                                       : &media->connection;

    return sdp_address_destination(address, rtcp_port(media));
}

bool sdp_media_rtcp_off(const struct sdp_media *media)
{
    return media->bandwidth.rs_present && media->bandwidth.rs_bps == 0 &&
           media->bandwidth.rr_present && media->bandwidth.rr_bps == 0;
}

const struct sdp_format *sdp_media_format(const struct sdp_media *media,
                                          unsigned payload_type)
{
    for (unsigned i = 0; i < media->n_formats; i++)
        if (media->formats[i].payload_type == payload_type)
            return &media->formats[i];
    return NULL;
}
