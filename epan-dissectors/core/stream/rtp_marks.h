/* The code points and TTLs of one stream's packets at one place in the network.
 * RFC 2474, RFC 791 (each router takes one off the TTL).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_MARKS_H
#define LYNC_CORE_RTP_MARKS_H

#include <stdint.h>

#define RTP_MARKS_MAX 4 /* code points counted; others are only seen */

struct rtp_mark {
    uint32_t n_packets; /* 0: a free slot */
    uint8_t dscp;
};

/* All zero is a stream of which nothing has been seen. */
struct rtp_marks {
    uint64_t seen;                          /* bit n: code point n was used */
    struct rtp_mark counted[RTP_MARKS_MAX]; /* in the order of first use */
    uint8_t ttl_min;                        /* 0: not known */
    uint8_t ttl_max;
    uint8_t ttl_last;
};

/* Which of two places comes first on the way. */
enum rtp_marks_order {
    RTP_MARKS_UNKNOWN,
    RTP_MARKS_BEFORE,
    RTP_MARKS_BEHIND,
};

/* Takes in a packet with code point DSCP (0 to 63, else not known) and TTL (0:
 * not known). */
void rtp_marks_update(struct rtp_marks *marks, uint8_t dscp, uint8_t ttl);

/* How many packets have code point DSCP; 0 also when it is not one of those
 * counted. */
uint32_t rtp_marks_count(const struct rtp_marks *marks, uint8_t dscp);

/* The code point that most packets have; 0 for none. */
uint8_t rtp_marks_main(const struct rtp_marks *marks);

/* Whether HERE comes before or behind THERE on the way: known only when all
 * TTLs of one are above all TTLs of the other. */
enum rtp_marks_order rtp_marks_order(const struct rtp_marks *here,
                                     const struct rtp_marks *there);

#endif
