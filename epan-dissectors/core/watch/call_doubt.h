/* What else than somebody's hand may have ended a call, for all that the
 * capture shows. RFC 3261 13.3.1.4 (no ACK), RFC 4028 10 (session timers), KB
 * 981218 (media). docs/evidence.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_DOUBT_H
#define LYNC_CORE_CALL_DOUBT_H

#include "analysis.h"
#include "call_facts.h"

/* Sets media_unjudged, timer_unjudged and ack_unjudged in FACTS, which are
 * complete otherwise, of the call KEPT. A cause is ruled out if the capture
 * shows that it was not there, or would show it, or if the call cannot have
 * been up for long enough. None is ruled out if the time of the BYE is not
 * certain. All three are false without a BYE. */
void call_doubt(const struct analysis *analysis,
                const struct watched_call *kept, struct call_facts *facts);

#endif
