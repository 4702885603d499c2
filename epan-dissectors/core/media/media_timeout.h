/* Microsoft's media timeout: a call is up and one party sends neither RTP nor
 * RTCP. KB 981218 (either one keeps the call), KB 977937,
 * Set-CsTrunkConfiguration RTCPActiveCalls.
 *
 * One struct for each call, over all its media streams. All zero: not up, both
 * parties excused.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_TIMEOUT_H
#define LYNC_CORE_MEDIA_TIMEOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "side.h"

struct media_timeout_party {
    bool heard;              /* RTP or RTCP came from its current addresses */
    bool expected;           /* SDP does not excuse silence */
    int64_t silent_since_ns; /* last packet, call up, or end of the excuse */
    int64_t longest_ns; /* longest silence without excuse that was recorded */
};

struct media_timeout {
    bool up; /* answered and not ended */
    bool ended;
    int64_t up_since_ns; /* valid if up, or if ended after it was up */
    struct media_timeout_party parties[N_SIDES];
};

/* The call was answered at TIME_NS, or is known to be up since then. No effect
 * on a call that is up or has ended. */
void media_timeout_on_up(struct media_timeout *timeout, int64_t time_ns);

/* SDP in force from TIME_NS on excuses silence of SIDE (EXPECTED is false) or
 * no longer does. The silence then starts at TIME_NS. */
void media_timeout_expect(struct media_timeout *timeout, enum side side,
                          bool expected, int64_t time_ns);

/* From TIME_NS on, SIDE sends from other addresses, from which nothing was seen
 * yet. */
void media_timeout_on_moved(struct media_timeout *timeout, enum side side,
                            int64_t time_ns);

/* RTP or RTCP of SIDE arrives at TIME_NS. Returns whether it ends a silence of
 * SIDE of more than LIMIT_NS. */
bool media_timeout_on_arrival(struct media_timeout *timeout, enum side side,
                              int64_t time_ns, int64_t limit_ns);

/* SIDE was last heard at TIME_NS, before its packets were assigned to the
 * call. */
void media_timeout_on_heard_before(struct media_timeout *timeout,
                                   enum side side, int64_t time_ns);

/* SIDE was not silent until TIME_NS, although the capture shows nothing of
 * it. */
void media_timeout_excuse(struct media_timeout *timeout, enum side side,
                          int64_t time_ns);

/* Adds LEAP_NS to times after SINCE_NS and up to UNTIL_NS, which were recorded
 * before it was known that this time had passed. */
void media_timeout_on_leap(struct media_timeout *timeout, int64_t since_ns,
                           int64_t until_ns, int64_t leap_ns);

/* Ends the silence of SIDE at TIME_NS. Call this after
 * media_timeout_on_arrival() for the same packet. */
void media_timeout_on_heard(struct media_timeout *timeout, enum side side,
                            int64_t time_ns);

/* Whether SIDE has been silent for more than LIMIT_NS at TIME_NS, the end of
 * the call or of the capture. A party that was never heard counts only if its
 * peer was heard; otherwise the capture holds no media of the call at all. */
bool media_timeout_is_over(const struct media_timeout *timeout, enum side side,
                           int64_t time_ns, int64_t limit_ns);

/* Records how long each side has been silent without excuse at TIME_NS. Call
 * this before an excuse begins and before the call ends. */
void media_timeout_note(struct media_timeout *timeout, int64_t time_ns);

/* Returns the longest silence of SIDE without excuse, in a call that ended or
 * was last seen at END_NS. */
int64_t media_timeout_longest_ns(const struct media_timeout *timeout,
                                 enum side side, int64_t end_ns);

/* Returns how long SIDE has been silent without excuse at TIME_NS; 0 if the
 * call is not up or SDP excuses silence. */
int64_t media_timeout_silent_ns(const struct media_timeout *timeout,
                                enum side side, int64_t time_ns);

/* The call has ended. */
void media_timeout_on_end(struct media_timeout *timeout);

#endif
