/* Flows that have carried nothing but RTP so far.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "only_rtp.h"

#include "big_endian.h"
#include "frame_moment.h"
#include "media_setup.h"

#define UDP_HEADER_BYTES   8 /* RFC 768 */
#define UDP_DESTINATION_AT 2

void only_rtp_begin(packet_info *pinfo, struct media_flow *flow)
{
    media_setup_hand_to_rtp(pinfo);
    flow->only_rtp = true;
}

void only_rtp_end(packet_info *pinfo, struct media_flow *flow)
{
    if (!flow->only_rtp)
        return;
    media_setup_hold(pinfo);
    flow->only_rtp = false;
}

void only_rtp_end_by(tvbuff_t *tvb, packet_info *pinfo)
{
    const uint8_t *octets;
    struct media_path path;
    struct media_flow *flow;

    if (tvb_captured_length(tvb) < UDP_HEADER_BYTES)
        return;
    octets = tvb_get_ptr(tvb, 0, UDP_HEADER_BYTES);
    /* As UDP will do: media_setup_hold() asks for the conversation earlier. */
    pinfo->ptype = PT_UDP;
    pinfo->srcport = read_be16(octets);
    pinfo->destport = read_be16(octets + UDP_DESTINATION_AT);
    if (frame_flow(pinfo, pinfo->srcport, pinfo->destport, &path, &flow) &&
        flow != NULL)
        only_rtp_end(pinfo, flow);
}
