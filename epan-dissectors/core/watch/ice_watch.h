/* The watch over ICE: the checks that a call's sides send, which path its media
 * takes, and whether there is any. RFC 8445.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ICE_WATCH_H
#define LYNC_CORE_ICE_WATCH_H

#include "analysis.h"
#include "ice_path.h"
#include "media_arrival.h"
#include "sip_message.h"

/* ARRIVAL, of a flow that is known, looks like STUN, and was captured at
 * NOW_NS: counts it if it is a check of a call, or an answer to one. */
void ice_watch_on_stun(struct analysis *analysis,
                       const struct media_arrival *arrival, int64_t now_ns);

/* RTP runs on FLOW in FRAME: notes its path, once it is known. Cheap while SDP
 * says nothing new. */
void ice_watch_on_rtp(struct analysis *analysis, struct media_flow *flow,
                      uint32_t frame);

/* MESSAGE ends CALL. Adds FINDING_ICE_FAILED to the pending findings, once, if
 * both sides ran ICE, no RTP flowed, and the checks of a side prove that they
 * were not answered (ice_checks_in_vain). Where a relay or TCP was offered,
 * media may have run unseen: then only if MESSAGE names missing connectivity,
 * too ([MS-OCER], ms-client-diagnostics 21 to 25). */
void ice_watch_on_end(struct analysis *analysis, uint32_t call,
                      const struct sip_message *message);

#endif
