/* How long RTP flows in a media session between its holds, how long it is held
 * in silence, and whether RTCP comes: what one call adds to the profile of its
 * trunk. RFC 3550 6.2; Set-CsTrunkConfiguration (RTCPActiveCalls,
 * RTCPCallsOnHold).
 *
 * One for each session. Valid when all zero: not held, nothing seen.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_TALLY_H
#define LYNC_CORE_MEDIA_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "side.h"

/* RTCP that arrives this soon after a hold began was sent before it. */
#define MEDIA_TALLY_SETTLES_NS INT64_C(1000000000)

struct media_tally_side {
    bool flowing; /* RTP comes without a longer pause, not held, since: */
    int64_t flow_since_ns;
    int64_t last_rtp_ns; /* of that flow */
    int64_t flowed_ns;   /* earlier flows since the last hold */
    int64_t longest_ns;  /* all flows between two holds, where most */
    bool rtcp_seen;      /* while not held */
    bool rtcp_on_hold;
};

struct media_tally {
    struct media_tally_side sides[N_SIDES];
    bool held;
    int64_t held_since_ns;  /* valid if held */
    int64_t quiet_since_ns; /* of a hold: its begin, or the last RTP of either
                               side; valid if held */
    int64_t longest_quiet_ns;
};

/* RTP of SIDE at TIME_NS in a call that is up since UP_SINCE_NS. Not to be
 * called for a call that is not up. */
void media_tally_on_rtp(struct media_tally *tally, enum side side,
                        int64_t up_since_ns, int64_t time_ns);

/* RTCP of SIDE at TIME_NS, whether the call is up or not. */
void media_tally_on_rtcp(struct media_tally *tally, enum side side,
                         int64_t time_ns);

/* SDP holds the session from TIME_NS on, or no longer does. UP_SINCE_NS: when
 * the call went up; TIME_NS or later if it is not up. Repeating the same state
 * changes nothing. */
void media_tally_on_hold(struct media_tally *tally, bool held,
                         int64_t up_since_ns, int64_t time_ns);

/* The longest time for which RTP of SIDE flowed between two holds, in a call
 * that ended or was last seen at END_NS. Pauses of more than
 * RTCP_PRESENCE_IDLE_NS do not count. */
int64_t media_tally_flow_ns(const struct media_tally *tally, enum side side,
                            int64_t end_ns);

/* The longest time for which the session was held without RTP of either side
 * while the call was up (from UP_SINCE_NS to END_NS). */
int64_t media_tally_quiet_ns(const struct media_tally *tally,
                             int64_t up_since_ns, int64_t end_ns);

#endif
