/* The round trip time between two endpoints that report on each other, measured
 * at a capture point between them. RFC 3550 6.4.1, RFC 3611 4.5.
 *
 * What passes the point at T1 and is named by a report that passes it at T2,
 * DELAY after the reporter received it, took T2 - T1 - DELAY to the reporter
 * and back to the point: a half of the round trip. The other half is that of
 * the other direction. Only times of the capture and spans of one endpoint's
 * clock are compared, so no clocks need to agree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTCP_ROUND_TRIP_H
#define LYNC_CORE_RTCP_ROUND_TRIP_H

#include <stdbool.h>
#include <stdint.h>

#include "rtcp_header.h"

/* Packets remembered of each source; 40 s at the usual interval. */
#define RTCP_ROUND_TRIP_STAMPS 8

/* A half outside these is not believed. It may be a little below 0, because
 * endpoints read clocks that tick every 10 to 16 ms. */
#define RTCP_ROUND_TRIP_MIN_NS (-INT64_C(20000000))
#define RTCP_ROUND_TRIP_MAX_NS INT64_C(10000000000)

/* A sender whose NTP time and the time of the capture advance this differently
 * from one report to the next had its clock set. */
#define RTCP_ROUND_TRIP_STEP_NS INT64_C(1000000000)

/* Halves that are further apart in time are not added. */
#define RTCP_ROUND_TRIP_APART_NS INT64_C(60000000000)

/* A packet with the same NTP time is a copy, unless it comes later than this.
 */
#define RTCP_ROUND_TRIP_COPY_NS INT64_C(1000000000)

/* Of one source: the packets that name themselves by an NTP time, and the
 * halves measured on its receiver's side. All zero: nothing yet. */
struct rtcp_round_trip {
    uint32_t stamps[RTCP_ROUND_TRIP_STAMPS];  /* names; 0: none */
    uint32_t sent_us[RTCP_ROUND_TRIP_STAMPS]; /* when each passed the point,
                                                 modulo 2^32 */
    int64_t stepped_ns;  /* if STEPPED: last seen with a clock that was set */
    uint32_t n;          /* halves measured */
    uint32_t echo_stamp; /* of the latest one */
    uint32_t echo_delay;
    uint8_t n_stamps; /* so far; from RTCP_ROUND_TRIP_STAMPS on modulo that */
    bool stepped;
    bool whole_known; /* there was a round trip of both halves */
    int64_t sum_ns;   /* of the halves */
    int64_t last_ns;
    int64_t at_ns;  /* when the last one was measured */
    int64_t max_ns; /* the longest round trip */
};

/* What one packet proves. */
struct rtcp_round_trip_proof {
    bool half_known;
    bool whole_known;
    int64_t half_ns;  /* between the point and the reporter; at least 0 */
    int64_t whole_ns; /* between the two endpoints; at least 0 */
};

/* A packet of the source that is named STAMP passes the point at TIME_NS. The
 * first of several copies counts. */
void rtcp_round_trip_on_stamp(struct rtcp_round_trip *source, uint32_t stamp,
                              int64_t time_ns);

/* A report that passes the point at TIME_NS holds ECHO, about SOURCE. REPORTER
 * is the round trip of the reporter's own source, to which the packet's stamps
 * were added before; NULL if it is not known.
 *
 * Returns no half if: STAMP or delay is 0 (nothing received yet; not measured
 * by the reporter); the named packet is not known; the report is a copy; the
 * half is not believed (see above); or the reporter's clock was set while it
 * measured the delay. The whole is known if the half is and the last one of
 * REPORTER is at most RTCP_ROUND_TRIP_APART_NS old. */
struct rtcp_round_trip_proof
rtcp_round_trip_on_echo(struct rtcp_round_trip *source,
                        const struct rtcp_round_trip *reporter,
                        const struct rtcp_echo *echo, int64_t time_ns);

/* Returns the mean of the halves of SOURCE in ns, at least 0; -1 if there is
 * none, or SOURCE is NULL. */
int64_t rtcp_round_trip_half_ns(const struct rtcp_round_trip *source);

/* Returns the mean round trip between the ends of A and B, the two directions,
 * in ns: both halves added. -1 if one is not known. */
int64_t rtcp_round_trip_whole_ns(const struct rtcp_round_trip *a,
                                 const struct rtcp_round_trip *b);

#endif
