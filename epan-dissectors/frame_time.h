/* Capture time as the core counts it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_TIME_H
#define LYNC_FRAME_TIME_H

#include <epan/packet.h>

/* Nanoseconds since the first frame of the capture, of the frame that PINFO is
 * at; negative for a frame whose clock stepped back behind it. Not pinfo's own
 * relative time: a time reference that the user sets in the packet list starts
 * that anew. */
int64_t frame_time_ns(const packet_info *pinfo);

/* When that was, for TIME_NS of this capture. */
nstime_t frame_time_absolute(int64_t time_ns);

/* Registers the routine that forgets the first frame with each capture. */
void frame_time_register(void);

#endif
