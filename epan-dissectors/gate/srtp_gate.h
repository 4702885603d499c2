/* Opening SRTP and SRTCP, before a dissector sees them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_SRTP_GATE_H
#define LYNC_SRTP_GATE_H

#include <epan/packet.h>

#include "media_arrival.h"

/* ARRIVAL, RTP or RTCP in the UDP packet that PINFO is at (its ports are set),
 * or, if IS_INSIDE, in a TURN message, may be SRTP: if a key of the capture
 * opens it, ARRIVAL becomes the packet in clear, and the frame's facts say
 * where it lies. The conversation is led to the demultiplexer, which hands that
 * on (first pass); that of a TURN message stays as it is. Returns whether it
 * was opened; otherwise nothing changes. Later passes do what the first one
 * found, and check no tag. To be called only if the user wants SRTP opened. */
bool srtp_gate_open(packet_info *pinfo, struct media_arrival *arrival,
                    bool is_inside);

#endif
