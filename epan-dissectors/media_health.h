/* The health of the media that the capture holds: repeated packets, RTCP that
 * is absent, silence, code points. Feeds the core on the first pass.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_MEDIA_HEALTH_H
#define LYNC_MEDIA_HEALTH_H

#include <epan/packet.h>

#include "capture_state.h"
#include "media_watch.h"

/* First pass: RTP of STREAM, which has been counted and described. */
void media_health_on_rtp(packet_info *pinfo, struct media_stream *stream,
                         const struct media_arrival *arrival);

/* First pass: a packet that looks like RTCP and is on its way from anywhere to
 * anywhere; what belongs to no media is left alone. Returns the session that it
 * is of, or NULL. */
struct media_session_entry *
media_health_on_rtcp(packet_info *pinfo, const struct media_arrival *arrival);

/* "10.0.0.1:5000 to 10.0.0.2:6000, SSRC 0x00000001"; free with g_free. */
char *media_stream_who(const struct media_stream *stream);

/* Registers the routines that make and drop the state with each capture. */
void media_health_register(void);

#endif
