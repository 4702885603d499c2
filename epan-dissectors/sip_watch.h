/* The watch over SIP: sessions timers, calls, and what they say of media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_SIP_WATCH_H
#define LYNC_SIP_WATCH_H

#include <epan/packet.h>

#define CALL_NONE UINT32_MAX /* no call is known */

/* The call whose media runs between the addresses of the packet that PINFO is
 * at (its ports are set), as SDP last declared it; CALL_NONE when no SDP did.
 * First pass. */
uint32_t sip_watch_call_of_media(packet_info *pinfo);

/* A packet of RTP or RTCP of CALL: proves that a call goes on whose session
 * has expired (lync.session.expired, once). Cheap when nothing is due. First
 * pass. */
void sip_watch_on_media(packet_info *pinfo, uint32_t call);

#endif
