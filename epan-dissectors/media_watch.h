/* What becomes of a media packet after Wireshark has dissected it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_MEDIA_WATCH_H
#define LYNC_MEDIA_WATCH_H

#include <epan/packet.h>

#include "capture_state.h"
#include "media_kind.h"

/* One UDP datagram on its way through the gate. */
struct media_arrival {
    enum media_packet_kind kind;
    uint16_t source_port;
    uint16_t destination_port;
    struct media_path path;
    struct media_flow *flow; /* NULL: not known */
    const uint8_t *payload;  /* of UDP, in the packet's own buffer */
    unsigned captured_bytes;
    unsigned reported_bytes;
    uint8_t dscp;   /* DSCP_NONE when no header told */
    uint16_t ip_id; /* IPv4 identification, 0 when there is none */
    uint8_t ttl;    /* TTL or hop limit, 0 when no header told */
    bool rtp_parsed;
    struct rtp_header rtp; /* when rtp_parsed */
};

/* Notes a packet that UDP has handed on: if the RTP dissector took it, its
 * stream is counted (first pass), and the frame's facts point to it. */
void media_watch(packet_info *pinfo, proto_tree *tree,
                 struct media_arrival *arrival);

/* The same for RTP that the RTP dissector took from inside another message;
 * its header has been parsed. */
void media_watch_rtp(packet_info *pinfo, proto_tree *tree,
                     struct media_arrival *arrival);

/* The encoding name in force for a payload type of RTP in the frame that
 * PINFO is at: SDP's, or the table's; NULL when nobody gave it one. */
const char *media_codec_of(packet_info *pinfo, uint8_t payload_type);

/* The medium of an RTP packet in the frame that PINFO is at: as SDP declared
 * it, else as its payload type says, else as its code point marks it. */
enum media_kind media_class_of(packet_info *pinfo, uint8_t payload_type,
                               uint8_t dscp);

/* Finds the protocols that are looked for; what is kept of a frame is kept as
 * PROTO_LYNC's. */
void media_watch_handoff(int proto_lync);

#endif
