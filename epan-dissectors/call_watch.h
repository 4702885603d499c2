/* The calls of the capture that is being read: what each SIP message does to
 * its call, and which media SDP declares to be the call's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CALL_WATCH_H
#define LYNC_CALL_WATCH_H

#include <epan/packet.h>

#include "call_record.h"
#include "call_table.h"
#include "session_timer.h"
#include "sip_hook.h"
#include "sip_message.h"
#include "call_facts.h"

#define MAX_DIALOGS_OF_CALL 64 /* hops and forks whose deadlines count */

/* Takes the SIP message of SIGHTING, and tells the media side of its call
 * about it. VIEW: what TIMER said of it. Returns the call's index, or
 * CALL_NONE. VERDICT: what became of the call, if the message ends it, as far
 * as is known then; else NULL. First pass. */
uint32_t call_watch_message(packet_info *pinfo,
                            const struct sip_sighting *sighting,
                            const struct session_view *view,
                            const struct session_timer *timer,
                            const char **verdict);

/* The number for a flow of media between ENDS that no SDP in force declares:
 * the call to which an offer declared one of them, else a new call without
 * signalling; CALL_NONE past the bound. */
uint32_t call_watch_of_media(const struct endpoint ends[2]);

/* The call of a message that was taken before, or CALL_NONE. */
uint32_t call_watch_call_of(const struct sip_message *message);

/* Media of CALL in the frame that PINFO is at, at NOW_NS: what it proves to
 * TIMER is added to FINDINGS. */
void call_watch_media(packet_info *pinfo, uint32_t call,
                      struct session_timer *timer, int64_t now_ns,
                      GPtrArray *findings);

/* How many calls have a number, and how many got none because a bound was
 * reached. */
uint32_t call_watch_n_calls(void);
uint64_t call_watch_n_not_kept(void);

/* The call with that number; NULL when there is none. */
const struct call *call_watch_call(uint32_t call);

/* What messages have left of CALL; NULL when it has no signalling, or is not
 * known. */
const struct call_record *call_watch_record(uint32_t call);

/* The dialog of CALL that tells most of its session timer, as of NOW_NS.
 * False, and ROW zero, when there is none. */
bool call_watch_dialog(uint32_t call, const struct session_timer *timer,
                       int64_t now_ns, struct session_dialog *row);

/* Puts in FACTS what is known of CALL, which has a record, at NOW_NS: what its
 * messages, its session timer and its media tell. */
void call_watch_facts(uint32_t call, const struct session_timer *timer,
                      int64_t now_ns, struct call_facts *facts);

/* Makes the state of a capture, and drops it. */
void call_watch_init(void);
void call_watch_cleanup(void);

/* Asks for the memory that outlives captures. */
void call_watch_register(void);

#endif
