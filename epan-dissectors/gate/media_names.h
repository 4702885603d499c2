/* The payload types of RTP that Wireshark does not know from SDP itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_MEDIA_NAMES_H
#define LYNC_MEDIA_NAMES_H

#include <epan/packet.h>

#include "media_formats.h"
#include "media_kind.h"

/* Whether SDP or another protocol, but not this plugin, has declared that RTP
 * goes to ADDR and PORT, whoever sends it. First pass. */
bool media_names_is_declared(packet_info *pinfo, const address *addr,
                             uint32_t port);

/* The end that RTP arrives at. */
struct media_names_end {
    address *addr;
    uint32_t port;
    uint32_t other_port; /* where it comes from; 0: anywhere */
};

/* Stores the payload types that a mark of MEDIA in FRAME, this one or an
 * earlier one, implies for RTP to END, unless END has been declared. First
 * pass. */
void media_names_by_mark(packet_info *pinfo, const struct media_names_end *end,
                         enum media_kind media, uint32_t frame);

/* Stores the payload types that SDP gives for RTP to the packet's destination,
 * TO, and to its source, BACK; NULL: none. RELAYED: one of them is a TURN
 * server, at whose port others arrive, too. What somebody else has declared
 * stays. First pass, before UDP. */
void media_names_by_sdp(packet_info *pinfo, const struct media_formats *to,
                        const struct media_formats *back, bool relayed);

/* Registers what forgets the payload types when the capture closes. */
void media_names_register(void);

/* Finds the protocol RTP. */
void media_names_handoff(void);

#endif
