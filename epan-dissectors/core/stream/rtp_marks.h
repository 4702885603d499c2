/* The code points and TTLs of one stream's packets at one observation point.
 * RFC 2474, RFC 791 (each router decrements the TTL).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_MARKS_H
#define LYNC_CORE_RTP_MARKS_H

#include <stdint.h>

#define RTP_MARKS_MAX 4 /* code points counted; seen has all */

/* The marks of one stream. All zero: no packet yet. */
struct rtp_marks {
    uint64_t seen;   /* bit n: code point n was used */
    uint8_t ttl_min; /* 0: unknown */
    uint8_t ttl_max;
    uint8_t ttl_last;
    uint8_t dscps[RTP_MARKS_MAX];      /* in order of first use */
    uint32_t n_packets[RTP_MARKS_MAX]; /* with each; 0: a free slot */
};

/* Which of two points packets pass first. */
enum rtp_marks_order {
    RTP_MARKS_UNKNOWN,
    RTP_MARKS_BEFORE,
    RTP_MARKS_BEHIND,
};

/* Processes a packet with code point DSCP (0 to 63, else unknown) and TTL (0:
 * unknown). */
void rtp_marks_update(struct rtp_marks *marks, uint8_t dscp, uint8_t ttl);

/* Returns how many packets have code point DSCP; 0 also if it is not
 * counted. */
uint32_t rtp_marks_count(const struct rtp_marks *marks, uint8_t dscp);

/* Returns the code point of most packets; 0 if there are none. */
uint8_t rtp_marks_main(const struct rtp_marks *marks);

/* Returns whether packets pass HERE before or behind THERE. Known only if all
 * TTLs of one are above all TTLs of the other. */
enum rtp_marks_order rtp_marks_order(const struct rtp_marks *here,
                                     const struct rtp_marks *there);

#endif
