/* Causes other than a user that may have ended a call, if the capture does not
 * rule them out. RFC 3261 13.3.1.4 (no ACK), RFC 4028 10 (session timers), KB
 * 981218 (media). docs/evidence.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_DOUBT_H
#define LYNC_CORE_CALL_DOUBT_H

#include "analysis.h"
#include "call_facts.h"

/* Sets media_unjudged, timer_unjudged and ack_unjudged in FACTS, which are
 * otherwise complete, for the call KEPT. A cause is ruled out if the capture
 * shows that it was not present, would show it if it were, or if the call
 * cannot have been up for long enough. If the time of the BYE is uncertain,
 * none is ruled out. Without a BYE all three are false. */
void call_doubt(const struct analysis *analysis,
                const struct watched_call *kept, struct call_facts *facts);

#endif
