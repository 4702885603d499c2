/* What the plugin shows of the SIP messages of a frame.
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

/* Whether anything is kept for the frame that PINFO is at. */
bool sip_view_has(packet_info *pinfo);

/* Sets CALLS to the calls (lync.call) of the SIP messages in the frame that
 * PINFO is at, without those of no call. Returns how many there are, at most
 * MAX. */
unsigned sip_view_calls(packet_info *pinfo, uint32_t *calls, unsigned max);

/* Adds the fields of the frame that PINFO is at to TREE. */
void sip_view_add(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* Makes PROTO_LYNC the owner of what is kept. */
void sip_view_register(int proto_lync);

#endif
