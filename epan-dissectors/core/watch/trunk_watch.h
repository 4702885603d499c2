/* Processes SIP calls for trunks: what each shows of the two hosts it is
 * between.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_WATCH_H
#define LYNC_CORE_TRUNK_WATCH_H

#include "analysis.h"
#include "sip_sighting.h"
#include "trunk_profile.h"

/* Processes a SIP message of CALL (lync.call), after call_watch_on_message().
 * VIEW is the result of the session timer for it. */
void trunk_watch_on_message(struct analysis *analysis, uint32_t call,
                            const struct sip_sighting *sighting,
                            const struct session_view *view);

/* Sets RESULT to what CALL shows so far. Its verdict is always
 * CALL_VERDICT_CAPTURE_ENDED. Returns false if the call was never up or is not
 * known. */
bool trunk_watch_call(const struct analysis *analysis, uint32_t call,
                      struct trunk_call *result);

/* Whether another call between the hosts of CALL lasted more than 35 s although
 * the host that is SIDE in CALL sent RTP without RTCP. If so, its peer does not
 * end calls because of that. Counts calls that had ended by BY_NS. False for
 * SIDE_UNKNOWN. */
bool trunk_watch_rtcp_outlived(const struct analysis *analysis, uint32_t call,
                               enum side side, int64_t by_ns);

#endif
