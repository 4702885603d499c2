/* Getting the text of each SIP message, with and without a tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_SIP_HOOK_H
#define LYNC_SIP_HOOK_H

#include <epan/packet.h>

#include "sip_sighting.h"

/* One SIP message that the SIP dissector took. Valid until the end of its
 * frame's dissection. */
struct hooked_message {
    tvbuff_t *buffer; /* the data source that it lies in */
    size_t start;     /* in it */
    size_t end;
    unsigned order;               /* of the data source */
    struct sip_sighting sighting; /* its moment is left to the caller */
};

/* Call it for a UDP datagram that may be SIP, before UDP sees it: the payload
 * is the LENGTH octets of TVB from OFFSET on. First pass. */
void sip_hook_datagram(packet_info *pinfo, tvbuff_t *tvb, int offset,
                       unsigned length, uint16_t source_port,
                       uint16_t destination_port);

/* Call it for a UDP datagram that is RTP or RTCP: its frame holds no SIP. First
 * pass. */
void sip_hook_exclude(const packet_info *pinfo);

/* Whether the SIP dissector was asked about the frame that PINFO is at, or has
 * passed on a message of it. First pass. */
bool sip_hook_saw(const packet_info *pinfo);

/* Whether the frame that PINFO is at can hold SIP. Cheap. First pass. */
bool sip_hook_may_hold(const packet_info *pinfo);

/* All messages of the frame that PINFO is at, in the order of their streams:
 * struct hooked_message. For a post-dissector, first pass only. */
GArray *sip_hook_messages(packet_info *pinfo);

/* Forgets them. */
void sip_hook_forget(void);

/* Registers the parts that the SIP dissector calls. */
void sip_hook_register(void);

/* Finds the protocols to look for. */
void sip_hook_handoff(void);

#endif
