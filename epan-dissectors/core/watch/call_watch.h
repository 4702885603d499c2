/* The watch over calls: what each SIP message does to its call, which media
 * SDP declares to be the call's, and what is known of a call when it is judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_WATCH_H
#define LYNC_CORE_CALL_WATCH_H

#include "analysis.h"
#include "call_facts.h"
#include "sip_sighting.h"

/* Takes the SIP message of SIGHTING, and passes it on to the media of its call.
 * VIEW: what the session timer judge found in it. Returns the call's index, or
 * NO_INDEX. VERDICT: what became of the call, if the message ends it, as far as
 * is known then; static; else NULL. */
uint32_t call_watch_on_message(struct analysis *analysis,
                               const struct sip_sighting *sighting,
                               const struct session_view *view,
                               const char **verdict);

/* A packet of RTP or RTCP of CALL. Past the session's expiry it proves that the
 * call goes on: adds lync.session.expired, once. Cheap when nothing is due. */
void call_watch_on_media(struct analysis *analysis, uint32_t call,
                         const struct moment *moment);

/* The number for a flow of media between ENDS that no SDP in force declares:
 * the call to which an offer declared one of them, else a new call without
 * signalling; NO_INDEX past the bound. */
uint32_t call_watch_of_media(struct analysis *analysis,
                             const struct endpoint ends[2]);

/* The call of a message that was taken before, or NO_INDEX. */
uint32_t call_watch_call_of(const struct analysis *analysis,
                            const struct sip_message *message);

/* Puts in FACTS what is known of CALL, which has signalling, at NOW_NS: what
 * its messages, its session timer and its media tell. */
void call_watch_facts(const struct analysis *analysis, uint32_t call,
                      int64_t now_ns, struct call_facts *facts);

#endif
