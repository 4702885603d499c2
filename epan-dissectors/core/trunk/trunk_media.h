/* What the media of one call shows of its two ends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_MEDIA_H
#define LYNC_CORE_TRUNK_MEDIA_H

#include "media_call.h"
#include "media_session.h"
#include "trunk_profile.h"

/* The last sign of life of CALL, which has not ended: its last RTP or RTCP, or
 * MESSAGE_NS, its last message, if that is later. Nothing is known of the call
 * after that, as its end may be missing from the capture. */
int64_t trunk_media_last_ns(const struct media_call *call, int64_t message_ns);

/* Sets in ENDS, by side, what CALL, which is or was up, and its N SESSIONS
 * show: up_ns, rtp_ns, rtcp_seen, rtcp_declined, held_ns, rtcp_on_hold,
 * silent_ns, n_marked and n_unmarked. END_NS: when the call ended or was last
 * seen. For an end without any RTP or RTCP in the capture neither up_ns nor
 * silent_ns is set, as the capture may hold only the other direction. Of
 * several sessions RTCP of any counts, and the longest of the times. */
void trunk_media_sum(const struct media_call *call,
                     const struct media_session *const *sessions, unsigned n,
                     int64_t end_ns, struct trunk_end_facts *ends);

#endif
