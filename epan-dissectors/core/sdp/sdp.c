/* What a medium of a session description says as a whole. RFC 3550 11,
 * RFC 3556.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp.h"

#include <string.h>

struct endpoint sdp_address_read(struct text text)
{
    char number[ENDPOINT_TEXT_BYTES] = {0};

    text = text_head(text, text_find(text, '/'));
    text = text_head(text, text_find(text, '%'));
    if (text.length == 0 || text.length >= sizeof number ||
        text_find(text, '\0') < text.length)
        return (struct endpoint){0};
    memcpy(number, text.start, text.length);
    return endpoint_of_text(number, 0);
}

bool sdp_address_is_zero(const struct endpoint *end)
{
    static const uint8_t zero[sizeof end->address];

    return end->family != 0 && memcmp(end->address, zero, sizeof zero) == 0;
}

struct endpoint sdp_destination(const struct endpoint *end)
{
    if (end->family == 0 || end->port == 0 || sdp_address_is_zero(end))
        return (struct endpoint){0};
    return *end;
}

struct endpoint sdp_media_rtcp_destination(const struct sdp_media *media)
{
    struct endpoint rtcp = media->rtcp.family != 0 ? media->rtcp : media->rtp;

    if (media->rtcp_present)
        rtcp.port = media->rtcp.port;
    else
        rtcp.port = media->rtp.port == 0 || media->rtp.port == UINT16_MAX
                        ? 0
                        : media->rtp.port + 1;
    return sdp_destination(&rtcp);
}

bool sdp_media_rtcp_off(const struct sdp_media *media)
{
    return media->bandwidth.rs_present && media->bandwidth.rs_bps == 0 &&
           media->bandwidth.rr_present && media->bandwidth.rr_bps == 0;
}
