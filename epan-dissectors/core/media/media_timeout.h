/* Microsoft's media timeout: a call that is up, and a party that sends neither
 * RTP nor RTCP. KB 981218 (either one keeps the call), KB 977937,
 * Set-CsTrunkConfiguration RTCPActiveCalls.
 *
 * One for each call, over all its media streams. Valid when all zero: a call
 * that is not up, whose parties are excused.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_TIMEOUT_H
#define LYNC_CORE_MEDIA_TIMEOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "side.h"

struct media_timeout_party {
    bool heard;              /* RTP or RTCP of it was seen where it is now */
    bool expected;           /* SDP leaves no excuse for silence */
    int64_t silent_since_ns; /* last packet, call up, or end of the excuse */
    int64_t longest_ns; /* the longest silence without excuse, as far as it was
                           noted */
};

struct media_timeout {
    bool up; /* answered, and not ended */
    bool ended;
    int64_t up_since_ns; /* valid if up, and if ended after it was */
    struct media_timeout_party parties[N_SIDES];
};

/* The call was answered at TIME_NS, or is known to be up since then. Has no
 * effect on a call that is up or ended. */
void media_timeout_on_up(struct media_timeout *timeout, int64_t time_ns);

/* SDP in force from TIME_NS on says that SIDE may be silent (EXPECTED false),
 * or takes that back, which starts its clock anew. */
void media_timeout_expect(struct media_timeout *timeout, enum side side,
                          bool expected, int64_t time_ns);

/* SIDE sends from other addresses from TIME_NS on, where it has not been heard
 * yet. */
void media_timeout_on_moved(struct media_timeout *timeout, enum side side,
                            int64_t time_ns);

/* RTP or RTCP of SIDE arrives at TIME_NS. Returns whether it ends a silence of
 * SIDE of more than LIMIT_NS. */
bool media_timeout_on_arrival(struct media_timeout *timeout, enum side side,
                              int64_t time_ns, int64_t limit_ns);

/* SIDE was heard at TIME_NS, and not since, before anybody knew whose call it
 * is. */
void media_timeout_on_heard_before(struct media_timeout *timeout,
                                   enum side side, int64_t time_ns);

/* Up to TIME_NS SIDE was not silent, though the capture shows nothing of it. */
void media_timeout_excuse(struct media_timeout *timeout, enum side side,
                          int64_t time_ns);

/* Corrects times after SINCE_NS and up to UNTIL_NS, noted before it was known
 * that LEAP_NS had passed: they were that much later. */
void media_timeout_on_leap(struct media_timeout *timeout, int64_t since_ns,
                           int64_t until_ns, int64_t leap_ns);

/* SIDE's silence ends at TIME_NS. To be called after media_timeout_on_arrival
 * for the same packet. */
void media_timeout_on_heard(struct media_timeout *timeout, enum side side,
                            int64_t time_ns);

/* Whether the end of the call, or of the capture, at TIME_NS ends a silence of
 * SIDE of more than LIMIT_NS. A party that was never heard counts only once its
 * peer was: otherwise the capture holds no media of the call at all. */
bool media_timeout_is_over(const struct media_timeout *timeout, enum side side,
                           int64_t time_ns, int64_t limit_ns);

/* Records how long each side has been silent without excuse by TIME_NS. To be
 * called before an excuse begins, and before the call ends. */
void media_timeout_note(struct media_timeout *timeout, int64_t time_ns);

/* The longest silence of SIDE without excuse in the call, which ended or was
 * last seen at END_NS. */
int64_t media_timeout_longest_ns(const struct media_timeout *timeout,
                                 enum side side, int64_t end_ns);

/* For how long SIDE has been silent without excuse at TIME_NS; 0 where the call
 * is not up or SDP excuses it. */
int64_t media_timeout_silent_ns(const struct media_timeout *timeout,
                                enum side side, int64_t time_ns);

/* The call is over. */
void media_timeout_on_end(struct media_timeout *timeout);

#endif
