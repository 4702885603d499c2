/* Opening SRTP and SRTCP, before a dissector sees them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_SRTP_GATE_H
#define LYNC_SRTP_GATE_H

#include <epan/packet.h>

#include "media_arrival.h"

/* ARRIVAL, RTP or RTCP in the UDP packet that PINFO is at (its ports are set),
 * may be SRTP: if a key of the capture opens it, ARRIVAL becomes the packet in
 * clear, the frame's facts say where it lies, and the conversation is led to
 * the demultiplexer, which hands that on (first pass). Otherwise nothing
 * changes. Later passes do what the first one found, and check no tag. To be
 * called only if the user wants SRTP opened. */
void srtp_gate_open(packet_info *pinfo, struct media_arrival *arrival);

/* The same for a packet inside a TURN message, whose conversation stays as it
 * is. Returns whether it was opened. */
bool srtp_gate_open_inside(packet_info *pinfo, struct media_arrival *arrival);

#endif
