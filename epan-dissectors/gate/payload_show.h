/* Shows what payloads in clear say that no dissector of Wireshark shows: the
 * codecs in RED, the level of comfort noise, the basic header of RTVideo.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_PAYLOAD_SHOW_H
#define LYNC_PAYLOAD_SHOW_H

#include <epan/packet.h>

/* TVB is the payload of an RTP packet that is called RED. If it is in clear
 * (clear_payload.h), notes the payload type of its primary block in the frame's
 * facts, and adds the names of its blocks to TREE. */
void payload_show_red(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* Registers the fields of PROTO_LYNC, and dissectors of payloads; and, when all
 * dissectors are registered, those for the payloads that have none. */
void payload_show_register(int proto_lync);
void payload_show_handoff(void);

#endif
