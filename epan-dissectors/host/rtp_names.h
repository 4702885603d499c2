/* What Wireshark's RTP dissector knows of a packet: the encoding name in force
 * and the medium.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_RTP_NAMES_H
#define LYNC_RTP_NAMES_H

#include <epan/packet.h>

#include "media_kind.h"

/* Shown as "Stream setup by" in RTP that this plugin set up, by its code point,
 * by three packets in a row in TURN, or by what SDP says of ICE candidates; at
 * most 11 characters, packet-rtp.h. */
#define RTP_SETUP_METHOD   "DSCP"
#define RTP_SETUP_TURN     "TURN"
#define RTP_SETUP_ICE      "ICE"
#define RTP_SETUP_ICE_SRTP "ICE/SRTP" /* SDP has keys for it */

/* The encoding name in force for a payload type of RTP in the frame that PINFO
 * is at: from SDP, or from the table; NULL if it has none. */
const char *rtp_names_codec(packet_info *pinfo, uint8_t payload_type);

/* The clock rate of its timestamps in Hz, as above; 0 if it is not known. */
uint32_t rtp_names_clock_rate_hz(packet_info *pinfo, uint8_t payload_type);

/* The medium of an RTP packet in the frame that PINFO is at: what SDP declared,
 * else what its payload type implies, else what its code point DSCP marks. */
enum media_kind rtp_names_kind(packet_info *pinfo, uint8_t payload_type,
                               uint8_t dscp);

/* How the packet was known to be RTP: "DSCP", "SDP", ...; "?" if Wireshark does
 * not tell. */
const char *rtp_names_setup(packet_info *pinfo);

/* Whether it was this plugin that recognised it, and its payload may be
 * encrypted. */
bool rtp_names_may_be_closed(packet_info *pinfo);

/* Finds the protocol RTP. */
void rtp_names_handoff(void);

#endif
