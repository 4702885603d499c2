/* Whether an endpoint that sends RTP sends RTCP too: a clock that runs only
 * while RTP flows. RFC 3550 6.2 (interval of at least 5 s, so 30 s are more
 * than four of the longest), KB 981218 and RTCPActiveCalls (30 s).
 *
 * One for each endpoint of a media session, whatever SSRCs it uses. Valid
 * when all zero.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTCP_PRESENCE_H
#define LYNC_CORE_RTCP_PRESENCE_H

#include <stdbool.h>
#include <stdint.h>

/* After a longer pause RTP counts as stopped: hold, mute, fax (T.38), or the
 * next call on the same ports. Longer than the usual pauses of voice activity
 * detection, and at most a sixth of the usual limit. */
#define RTCP_PRESENCE_IDLE_NS INT64_C(5000000000)

/* RTCP silence is shown on packets when it is longer than this: 10 s exceed the
 * longest interval of RFC 3550 6.2 (6.16 s). */
#define RTCP_PRESENCE_SHOWN_NS INT64_C(10000000000)

/* The longest interval between two RTCP packets of a participant of a call:
 * 5 s x 1.5 / (e - 1.5) = 6.156 s, rounded up. RFC 3550 6.2, 6.3.1. */
#define RTCP_INTERVAL_MAX_NS INT64_C(6200000000)

struct rtcp_presence {
    int64_t first_rtp_ns;
    int64_t absent_since_ns; /* silent_since_ns at the episode's start */
    int64_t last_gap_ns;     /* length of the last episode that ended */
    bool rtp_seen;
    bool rtcp_seen;
    bool absent; /* an episode of absence runs */
    int64_t last_rtp_ns;
    int64_t silent_since_ns; /* last RTCP, or where RTP began to flow */
    int64_t last_rtcp_ns;
};

enum rtcp_presence_change {
    RTCP_PRESENCE_SAME,
    RTCP_PRESENCE_NEVER,   /* absent: it has never sent RTCP */
    RTCP_PRESENCE_STOPPED, /* absent: it has sent RTCP before */
    RTCP_PRESENCE_RESUMED, /* the episode ended; last_gap_ns says its length */
};

/* An RTP packet of the endpoint at TIME_NS. LIMIT_NS: silence of RTCP that
 * makes an episode when it is longer. Returns NEVER or STOPPED on the packet
 * that proves the episode, SAME otherwise: an episode is reported once, however
 * often RTP pauses within it. */
enum rtcp_presence_change rtcp_presence_on_rtp(struct rtcp_presence *presence,
                                               int64_t time_ns,
                                               int64_t limit_ns);

/* An RTCP packet of the endpoint. Returns RESUMED when it ends an episode,
 * else SAME. */
enum rtcp_presence_change rtcp_presence_on_rtcp(struct rtcp_presence *presence,
                                                int64_t time_ns);

/* RTP of the endpoint while missing RTCP is excused (the call is not up yet, or
 * RTCP was not promised): the clock restarts and a running episode is
 * forgotten. */
void rtcp_presence_on_excused_rtp(struct rtcp_presence *presence,
                                  int64_t time_ns);

/* The endpoint moved to another 5-tuple: the clock restarts at TIME_NS, and a
 * running episode goes on. */
void rtcp_presence_restart(struct rtcp_presence *presence, int64_t time_ns);

/* For how long at TIME_NS RTP has flowed without RTCP; 0 when RTP does not
 * flow. */
int64_t rtcp_presence_silence_ns(const struct rtcp_presence *presence,
                                 int64_t time_ns);

/* How long after its first RTP the endpoint sent its last RTCP, at least 0. */
int64_t rtcp_presence_stopped_after_ns(const struct rtcp_presence *presence);

#endif
