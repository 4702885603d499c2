/* The calls of the capture that is being read: what each SIP message does to
 * its call, and which media SDP declares to be the call's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CALL_WATCH_H
#define LYNC_CALL_WATCH_H

#include <epan/packet.h>

#include "call_table.h"
#include "session_timer.h"
#include "sip_message.h"

#define MAX_DIALOGS_OF_CALL 64     /* hops and forks whose deadlines count */
#define MAX_DECLARED        262144 /* media endpoints kept */

/* Takes a SIP message, and tells the media side of its call about it. VIEW:
 * what the judge said of it. Returns the call's index, or CALL_NONE. First
 * pass. */
uint32_t call_watch_message(packet_info *pinfo,
                            const struct sip_message *message,
                            const struct session_view *view,
                            const struct session_timer *timer);

/* The call to which SDP declared ENDPOINT last, or CALL_NONE. */
uint32_t call_watch_declared(const struct endpoint *endpoint);

/* Media of CALL in the frame that PINFO is at, at NOW_NS: what it proves to
 * TIMER is added to FINDINGS. */
void call_watch_media(packet_info *pinfo, uint32_t call,
                      struct session_timer *timer, int64_t now_ns,
                      GPtrArray *findings);

/* All calls; NULL before anything is read. */
const struct call_table *call_watch_table(void);

/* Makes the state of a capture, and drops it. */
void call_watch_init(void);
void call_watch_cleanup(void);

/* Asks for the memory that outlives captures. */
void call_watch_register(void);

#endif
