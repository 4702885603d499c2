/* Processes SIP messages and media for calls: which call a message belongs to
 * and what it changes, which media SDP assigns to the call, and the facts by
 * which a call is judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_WATCH_H
#define LYNC_CORE_CALL_WATCH_H

#include "analysis.h"
#include "call_facts.h"
#include "sip_sighting.h"

/* Processes the SIP message SIGHTING for its call and the call's media. VIEW is
 * the result of the session timer for it. Returns the call's index, or
 * NO_INDEX. If the message ends the call, sets *VERDICT to the verdict as known
 * by then (a static string); otherwise to NULL. */
uint32_t call_watch_on_message(struct analysis *analysis,
                               const struct sip_sighting *sighting,
                               const struct session_view *view,
                               const char **verdict);

/* Processes an RTP or RTCP packet of CALL. After the session has expired, the
 * packet proves that the call continues: adds lync.session.expired, once. Cheap
 * as long as nothing has expired. */
void call_watch_on_media(struct analysis *analysis, uint32_t call,
                         const struct moment *moment);

/* Returns the number for media between ENDS that no SDP in force declares: the
 * call whose offer declared one of them, else a new call without signalling;
 * NO_INDEX past the limit. */
uint32_t call_watch_of_media(struct analysis *analysis,
                             const struct endpoint ends[2]);

/* Returns the call of a message that was already processed, or NO_INDEX. */
uint32_t call_watch_call_of(const struct analysis *analysis,
                            const struct sip_message *message);

/* Fills FACTS with what the messages, session timer and media of CALL show at
 * NOW_NS. CALL must have signalling. */
void call_watch_facts(const struct analysis *analysis, uint32_t call,
                      int64_t now_ns, struct call_facts *facts);

#endif
