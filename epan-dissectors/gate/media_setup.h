/* Who decodes a pair of endpoints: whether this plugin may, and how Wireshark
 * is told that the media is RTP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_MEDIA_SETUP_H
#define LYNC_MEDIA_SETUP_H

#include <epan/packet.h>

#include "media_kind.h"
#include "media_kind.h"

enum media_owner {
    OWNER_NONE,     /* nobody decodes these endpoints */
    OWNER_DECLARED, /* SDP or another protocol said that they carry RTP */
    OWNER_FOREIGN,  /* another dissector, or the user by Decode As */
};

/* Who owns the endpoints of the UDP packet that PINFO is at (its ports are
 * set). A dissector of what shares media ports (STUN, DTLS, ZRTP, RTCP) is
 * no owner: media may follow on its conversation. */
enum media_owner media_owner_of(packet_info *pinfo);

/* Whether a port of the packet belongs to a protocol of Wireshark's table of
 * UDP ports that is no neighbour of media: then less is taken for RTP. */
bool media_port_is_owned(const packet_info *pinfo);

/* Makes the UDP packet that PINFO is at, and those after it in either
 * direction, RTP: called on the first pass, before UDP sees the packet.
 * OWNER as media_owner_of said; with OWNER_DECLARED the payload types of who
 * declared it stay. MEDIA: what the code point marks. */
void media_setup_claim(packet_info *pinfo, enum media_owner owner,
                       enum media_kind media);

/* Gives the packet that PINFO is at, and those after it, back to Wireshark's
 * own ways: what looked like RTP was not. First pass, before UDP. */
void media_setup_release(packet_info *pinfo);

/* Lets RTP be told apart from now on again after another dissector has taken
 * the conversation (on 4.0 one STUN packet is enough). First pass. */
void media_setup_hold(packet_info *pinfo);

/* Makes the UDP packet that PINFO is at, and those after it in either
 * direction, RTCP on a port of its own. First pass, before UDP. */
void media_setup_claim_rtcp(packet_info *pinfo);

/* Tells the RTCP dissector that the sender of the packet that PINFO is at
 * sends SRTCP whose trailer is as HEADER's payload of PAYLOAD_BYTES shows it,
 * so that it does not read ciphertext. Only for endpoints without another
 * owner. First pass, before UDP. */
void media_setup_encrypt_rtcp(packet_info *pinfo, unsigned payload_bytes);

/* Names a packet inside a TURN message whose outer addresses PINFO has, so
 * that the RTP dissector knows its payload types. First pass. */
void media_setup_name(packet_info *pinfo, enum media_kind media);

/* Registers the demultiplexer under PROTO, a protocol in name only. */
void media_setup_register(int proto);

/* Finds the dissectors that media is handed to. */
void media_setup_handoff(void);

#endif
