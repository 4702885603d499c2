/* How long RTP flows in a media session between holds, how long holds are
 * silent, and whether RTCP comes: what one call adds to the profile of its
 * trunk. RFC 3550 6.2; Set-CsTrunkConfiguration (RTCPActiveCalls,
 * RTCPCallsOnHold).
 *
 * One struct for each session. All zero: not held, nothing seen.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_TALLY_H
#define LYNC_CORE_MEDIA_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "side.h"

/* RTCP that arrives this soon after the start of a hold was sent before it. */
#define MEDIA_TALLY_SETTLES_NS INT64_C(1000000000)

struct media_tally_side {
    bool flowing;   /* RTP flows without a longer pause, and not on hold */
    bool rtcp_seen; /* while not on hold */
    bool rtcp_on_hold;
    int64_t last_rtp_ns;   /* latest RTP of that flow */
    int64_t flow_since_ns; /* when it began */
    int64_t flowed_ns;     /* sum of earlier flows since the last hold */
    int64_t longest_ns;    /* greatest sum of flows between two holds */
};

struct media_tally {
    bool held;
    int64_t held_since_ns;  /* valid if held */
    int64_t quiet_since_ns; /* start of the hold, or last RTP of either side
                               during it; valid if held */
    int64_t longest_quiet_ns;
    struct media_tally_side sides[N_SIDES];
};

/* Processes RTP of SIDE at TIME_NS in a call that is up since UP_SINCE_NS. Do
 * not call this for a call that is not up. */
void media_tally_on_rtp(struct media_tally *tally, enum side side,
                        int64_t up_since_ns, int64_t time_ns);

/* Processes RTCP of SIDE at TIME_NS, whether the call is up or not. */
void media_tally_on_rtcp(struct media_tally *tally, enum side side,
                         int64_t time_ns);

/* From TIME_NS on, SDP holds the session or no longer does. UP_SINCE_NS is when
 * the call went up; TIME_NS or later if it is not up. Repeating the same state
 * has no effect. */
void media_tally_on_hold(struct media_tally *tally, bool held,
                         int64_t up_since_ns, int64_t time_ns);

/* Returns the longest time for which RTP of SIDE flowed between two holds, in a
 * call that ended or was last seen at END_NS. Pauses of more than
 * RTCP_PRESENCE_IDLE_NS do not count. */
int64_t media_tally_flow_ns(const struct media_tally *tally, enum side side,
                            int64_t end_ns);

/* Returns the longest time for which the session was on hold without RTP of
 * either side while the call was up (UP_SINCE_NS to END_NS). */
int64_t media_tally_quiet_ns(const struct media_tally *tally,
                             int64_t up_since_ns, int64_t end_ns);

#endif
