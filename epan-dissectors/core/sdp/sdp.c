/* What a session description says about RTCP. RFC 3550 11, RFC 3556.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp.h"

uint16_t sdp_media_rtcp_port(const struct sdp_media *media)
{
    if (media->rtcp_present)
        return media->rtcp_port;
    return media->port == 0 || media->port == UINT16_MAX ? 0 : media->port + 1;
}

bool sdp_media_rtcp_off(const struct sdp_media *media)
{
    return media->bandwidth.rs_present && media->bandwidth.rs_bps == 0 &&
           media->bandwidth.rr_present && media->bandwidth.rr_bps == 0;
}
