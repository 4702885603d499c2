/* The end of a frame's dissection: its SIP messages are analysed, and
 * everything known about the frame is kept and shown.
 *
 * The gates in front of UDP, TCP and SCTP see to it. A postdissector would cost
 * every frame more than a gate does, and is registered when SIP is first seen
 * outside of them: in exported PDUs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_GATE_H
#define LYNC_FRAME_GATE_H

#include <epan/packet.h>

/* A gate is about to pass on what it got. */
void frame_gate_enter(const packet_info *pinfo);

/* What was passed on has been dissected. Ends the frame, unless another gate
 * that the frame came through waits as well: IP carried by UDP. */
void frame_gate_leave(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* Does both, and passes on to HANDLE in between: all arguments are as a
 * dissector gets them. The frame is ended even if HANDLE gives up with an
 * exception, which goes on. Returns the octets that HANDLE used. */
int frame_gate_pass(dissector_handle_t handle, tvbuff_t *tvb,
                    packet_info *pinfo, proto_tree *tree, void *data);

/* The same for what holds neither SIP nor media, so that there is nothing to do
 * when HANDLE is done: the frame counts before. If HANDLE finds media or SIP
 * all the same, the frame is ended late: other_transport.h. */
int frame_gate_pass_plain(dissector_handle_t handle, tvbuff_t *tvb,
                          packet_info *pinfo, proto_tree *tree, void *data);

/* Registers the postdissector's dissector under PROTO, a protocol in name
 * only. */
void frame_gate_register(int proto);

/* Watches TCP segments, and puts a gate in front of SCTP. */
void frame_gate_handoff(void);

#endif
