/* The watch over SIP: session timers, calls, and what they say of media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_SIP_WATCH_H
#define LYNC_SIP_WATCH_H

#include <epan/packet.h>

#include "call_table.h"
#include "session_timer.h"

#define CALL_NONE UINT32_MAX /* no call is known */

/* The call whose media runs between the addresses of the packet that PINFO is
 * at (its ports are set), as SDP last declared it; CALL_NONE when no SDP did.
 * First pass. */
uint32_t sip_watch_call_of_media(packet_info *pinfo);

/* A packet of RTP or RTCP of CALL: proves that a call goes on whose session
 * has expired (lync.session.expired, once). Cheap when nothing is due. First
 * pass. */
void sip_watch_on_media(packet_info *pinfo, uint32_t call);

/* Takes the SIP messages of the frame that PINFO is at; for a post-dissector,
 * first pass only. */
void sip_watch_frame(packet_info *pinfo);

/* The judge of session timers of the capture, for the reports; NULL before
 * anything is read. */
const struct session_timer *sip_watch_sessions(void);

/* Registers the routines that make and drop the state with each capture. */
void sip_watch_register(void);

#endif
