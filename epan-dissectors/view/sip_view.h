/* What the plugin shows of the SIP messages of a frame, and of its call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_SIP_VIEW_H
#define LYNC_SIP_VIEW_H

#include <epan/packet.h>

#include "sip_watch.h"

/* Keeps what is shown of MESSAGE in the frame that PINFO is at. SAID: the
 * result of its analysis. First pass. */
void sip_view_keep(packet_info *pinfo, const struct sip_message *message,
                   const struct sip_said *said);

/* Sets CALLS to the calls (lync.call) of the SIP messages in the frame that
 * PINFO is at, without those of no call. Returns how many there are, at most
 * MAX. */
unsigned sip_view_calls(packet_info *pinfo, uint32_t *calls, unsigned max);

/* Adds the fields of the SIP messages in the frame that PINFO is at to TREE. */
void sip_view_add(packet_info *pinfo, proto_tree *tree);

/* Adds the fields for a frame of LEG, a lync.call of the first pass; nothing
 * for NO_INDEX. VERDICT: the one that the first pass gave on this frame, or
 * NULL; a frame that is shown again gets the verdict of its call, as far as the
 * capture has been read. */
void call_view_add(packet_info *pinfo, proto_tree *tree, uint32_t leg,
                   const char *verdict);

#endif
