/* A frame in the core's types: when and at which interface it was captured, and
 * its endpoints.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_MOMENT_H
#define LYNC_FRAME_MOMENT_H

#include <epan/packet.h>

#include "media_streams.h"
#include "moment.h"

/* First pass: the moment of the frame that PINFO is at, the analysis's now. Its
 * time counts from the first frame of the capture. Wireshark's own relative
 * time will not do: it restarts at each time reference that the user sets in
 * the packet list. */
const struct moment *frame_moment(const packet_info *pinfo);

/* Any pass: the time of that moment, by what is known now. */
int64_t frame_time_ns(const packet_info *pinfo);

/* The absolute time of TIME_NS, nanoseconds since the first frame. */
nstime_t frame_time_absolute(int64_t time_ns);

/* Like frame_moment(), for frames of media and SIP: also notes the name of the
 * frame's interface. First pass. */
const struct moment *frame_moment_note(const packet_info *pinfo);

/* The endpoint of ADDR and PORT; all zero if ADDR is not an IP address. */
struct endpoint frame_endpoint(const address *addr, uint32_t port);

/* Sets PATH to that of a packet with these ports and the addresses in PINFO.
 * Returns false if those are not IP addresses. */
bool frame_path(const packet_info *pinfo, uint32_t source_port,
                uint32_t destination_port, struct media_path *path);

/* The same, and sets FLOW to that of PATH, or to NULL if none is known. */
bool frame_flow(const packet_info *pinfo, uint32_t source_port,
                uint32_t destination_port, struct media_path *path,
                struct media_flow **flow);

/* Whether the packet may be of a flow: false only if it is of none. Costs much
 * less than frame_flow(). */
bool frame_has_flow(const packet_info *pinfo, uint32_t source_port,
                    uint32_t destination_port);

#endif
