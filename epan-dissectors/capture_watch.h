/* What the capture did to the media in it: packets that it dropped, streams
 * that it holds twice. Compares the streams with what RTCP says of them, and
 * tells the rest at the end of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CAPTURE_WATCH_H
#define LYNC_CAPTURE_WATCH_H

#include <epan/packet.h>

#include "media_watch.h"
#include "rtcp_header.h"

/* First pass: RTCP that belongs to a media session. */
void capture_watch_on_rtcp(packet_info *pinfo,
                           const struct media_arrival *arrival,
                           const struct rtcp_header *header);

/* How many packets of STREAM the capture dropped at POINT of it, at least; 0
 * when that is not proved. */
uint64_t capture_watch_dropped(const struct rtp_point *point);

/* Registers the state of a capture, and what is told at its end. */
void capture_watch_register(void);

#endif
