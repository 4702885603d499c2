/* Capture time as the core counts it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_TIME_H
#define LYNC_FRAME_TIME_H

#include <epan/packet.h>

/* Nanoseconds since the first frame of the capture, of the frame that PINFO is
 * at; negative for a frame whose clock stepped back behind it. */
static inline int64_t frame_time_ns(const packet_info *pinfo)
{
    return (int64_t)pinfo->rel_ts.secs * 1000000000 + pinfo->rel_ts.nsecs;
}

#endif
