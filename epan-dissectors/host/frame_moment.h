/* When and at which interface a frame was captured, as the core counts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_MOMENT_H
#define LYNC_FRAME_MOMENT_H

#include <epan/packet.h>

#include "moment.h"

/* The moment of the frame that PINFO is at. Its time counts from the first
 * frame of the capture: not Wireshark's own relative time, which a time
 * reference that the user sets in the packet list starts anew. */
struct moment frame_moment(const packet_info *pinfo);

/* When that was, for TIME_NS of this capture. */
nstime_t frame_time_absolute(int64_t time_ns);

/* As frame_moment(), for frames of media and SIP, whose interface is kept with
 * its name. First pass. */
struct moment frame_moment_note(const packet_info *pinfo);

#endif
