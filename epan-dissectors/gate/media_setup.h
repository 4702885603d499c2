/* Who decodes a pair of endpoints: finds out whether this plugin may, and tells
 * Wireshark that the media is RTP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_MEDIA_SETUP_H
#define LYNC_MEDIA_SETUP_H

#include <epan/packet.h>

#include "media_arrival.h"

enum media_owner {
    OWNER_NONE,     /* nobody decodes these endpoints */
    OWNER_DECLARED, /* SDP or another protocol said that they carry RTP */
    OWNER_FOREIGN,  /* another dissector, or the user by Decode As */
};

/* Who owns the endpoints of the UDP packet that PINFO is at (its ports are
 * set). A dissector of a protocol that shares media ports (STUN, DTLS, ZRTP,
 * RTCP) is not an owner: media may follow in its conversation. */
enum media_owner media_owner_of(packet_info *pinfo);

/* Whether a port of the packet belongs to a protocol of Wireshark's table of
 * UDP ports that is no neighbour of media: then less is taken for RTP. */
bool media_port_is_owned(const packet_info *pinfo);

/* Makes the UDP packet that PINFO is at, ARRIVAL, and those after it in either
 * direction, RTP: called on the first pass, before UDP sees the packet.
 * OWNER: as media_owner_of() returned it; with OWNER_DECLARED the declared
 * payload types stay. MEDIA: what the code point marks.
 *
 * Payload types take 750 bytes for each end in Wireshark, so those of packets
 * to the sender wait until there are any: media_setup_name_back(). */
void media_setup_claim(packet_info *pinfo, const struct media_arrival *arrival,
                       enum media_owner owner, enum media_kind media);

/* Stores the payload types that wait for an end of ARRIVAL's flow
 * (media_setup_claim), if it is where this packet goes. RTCP asks for those of
 * both ends. First pass, before UDP. */
void media_setup_name_back(packet_info *pinfo,
                           const struct media_arrival *arrival);

/* Makes the UDP packet that PINFO is at RTP, as media_setup_claim() does,
 * unless a dissector that the table of UDP ports names for it takes it. Returns
 * what media_setup_is_disowned() needs after UDP has dissected the packet.
 * First pass, before UDP; for endpoints without an owner. */
struct conversation *media_setup_ask_owner(packet_info *pinfo);

/* Whether the frame's packet in CONVERSATION became RTP. If not, it and those
 * after it are Wireshark's again. First pass, after UDP. */
bool media_setup_is_disowned(struct conversation *conversation, uint32_t frame);

/* Leaves the packet that PINFO is at, and those after it, to Wireshark again:
 * what looked like RTP was not. First pass, before UDP. */
void media_setup_release(packet_info *pinfo);

/* Makes the demultiplexer the conversation's dissector again, after another one
 * has taken the conversation (on 4.0 one STUN packet does), or because it
 * carries more than RTP. First pass, before UDP. */
void media_setup_hold(packet_info *pinfo);

/* Leaves the demultiplexer out: the conversation, claimed for RTP, carries
 * nothing else (only_rtp.h). First pass, before UDP. */
void media_setup_hand_to_rtp(packet_info *pinfo);

/* Tells the RTCP dissector that the sender of the packet that PINFO is at sends
 * SRTCP, so that it does not read ciphertext. The length of the trailer follows
 * from PAYLOAD_BYTES. Only for endpoints without another owner. First pass,
 * before UDP. */
void media_setup_encrypt_rtcp(packet_info *pinfo, unsigned payload_bytes);

/* Tells the RTP dissector the payload types of a packet inside a TURN message
 * whose outer addresses PINFO has. First pass. */
void media_setup_name(packet_info *pinfo, enum media_kind media);

/* Registers the demultiplexer under PROTO, a protocol in name only. */
void media_setup_register(int proto);

/* Finds the dissectors to which media is passed. */
void media_setup_handoff(void);

#endif
