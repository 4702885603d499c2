/* What each SIP call of the capture shows of the two hosts it is between.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TRUNK_WATCH_H
#define LYNC_TRUNK_WATCH_H

#include <epan/packet.h>

#include "sip_hook.h"
#include "trunk_facts.h"
#include "call_verdict.h"

/* Takes a SIP message of CALL (lync.call), after the watch over calls and
 * media has. VIEW: what the judge of session timers said of it. First pass. */
void trunk_watch_message(packet_info *pinfo, uint32_t call,
                         const struct sip_sighting *sighting,
                         const struct session_view *view);

/* Fills in what CALL shows, as far as the capture has been read, but for its
 * verdict: that is CALL_VERDICT_CAPTURE_ENDED. False for a call that was never
 * up, or is not known. */
bool trunk_watch_call(uint32_t call, struct trunk_call *result);

/* How many calls there may be: their numbers are below that. */
uint32_t trunk_watch_n_calls(void);

/* Whether another call between the hosts of CALL went on for longer than 35 s
 * though the end that is SIDE in CALL sent RTP and no RTCP: who checks that
 * does not drop it. Only calls count that had ended by BY_NS; with INT64_MAX
 * those too that have not ended. */
bool trunk_watch_rtcp_outlived(uint32_t call, enum side side, int64_t by_ns);

/* Registers the routines that make and drop the state with each capture. */
void trunk_watch_register(void);

#endif
