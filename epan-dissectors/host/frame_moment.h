/* When and at which interface a frame was captured, in the core's types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_MOMENT_H
#define LYNC_FRAME_MOMENT_H

#include <epan/packet.h>

#include "moment.h"

/* The moment of the frame that PINFO is at. Its time counts from the first
 * frame of the capture. Wireshark's own relative time will not do: it restarts
 * at each time reference that the user sets in the packet list. */
struct moment frame_moment(const packet_info *pinfo);

/* The absolute time of TIME_NS, nanoseconds since the first frame. */
nstime_t frame_time_absolute(int64_t time_ns);

/* Like frame_moment(), for frames of media and SIP: also notes the name of the
 * frame's interface. First pass. */
struct moment frame_moment_note(const packet_info *pinfo);

#endif
