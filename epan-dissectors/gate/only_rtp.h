/* Flows that have carried nothing but RTP so far. The RTP dissector has their
 * conversations to itself, which saves a call and a second reading of the
 * header for each packet; with the first other packet the demultiplexer comes
 * in (media_setup.h).
 *
 * All of it on the first pass, before UDP sees the packet that PINFO is at.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_ONLY_RTP_H
#define LYNC_ONLY_RTP_H

#include <epan/packet.h>

#include "media_streams.h"

/* FLOW has just been claimed for RTP (media_setup_claim). */
void only_rtp_begin(packet_info *pinfo, struct media_flow *flow);

/* The packet, of FLOW, is not RTP that the RTP dissector can read, or is not to
 * be read by it as it is. Does nothing for a flow that carries more anyway. */
void only_rtp_end(packet_info *pinfo, struct media_flow *flow);

/* The same for a datagram, of which TVB begins with the UDP header, whose flow
 * is not known: it is not media. */
void only_rtp_end_by(tvbuff_t *tvb, packet_info *pinfo);

#endif
