/* The watch over trunks: what each SIP call shows of the two hosts that it is
 * between.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_WATCH_H
#define LYNC_CORE_TRUNK_WATCH_H

#include "analysis.h"
#include "sip_sighting.h"
#include "trunk_profile.h"

/* Takes in a SIP message of CALL (lync.call), after the watch over calls has.
 * VIEW: what the session timer judge found in it. */
void trunk_watch_on_message(struct analysis *analysis, uint32_t call,
                            const struct sip_sighting *sighting,
                            const struct session_view *view);

/* Fills in what CALL shows, as far as the capture has been read, except for its
 * verdict, which is set to CALL_VERDICT_CAPTURE_ENDED. False for a call that
 * was never up, or is not known. */
bool trunk_watch_call(const struct analysis *analysis, uint32_t call,
                      struct trunk_call *result);

/* Whether another call between the hosts of CALL went on for more than 35 s
 * although the host that is SIDE in CALL sent RTP and no RTCP: then its peer
 * does not drop calls for that. Counts only calls that had ended by BY_NS, and
 * with INT64_MAX also those that have not ended. False for SIDE_UNKNOWN. */
bool trunk_watch_rtcp_outlived(const struct analysis *analysis, uint32_t call,
                               enum side side, int64_t by_ns);

#endif
