/* Which sequence numbers of a stream never came to one place, as ranges: so two
 * places can be compared packet by packet without keeping packets, whatever
 * their clocks say.
 *
 * Numbers are extended (RFC 3550 A.1): they go on beyond 65535. Two places
 * count from one origin, see rtp_gaps_extend.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_GAPS_H
#define LYNC_CORE_RTP_GAPS_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "rtp_seq.h"

#define RTP_GAPS_MAX 65536 /* ranges kept; those behind are not known */

struct rtp_gap {
    int64_t first;
    int64_t last;
};

/* All zero is a stream of which nothing has been seen. */
struct rtp_gaps {
    int64_t lowest; /* number that came */
    GArray *list;   /* struct rtp_gap, ascending, apart; NULL for none */
    int64_t until;  /* the last number that is accounted for; when FULL */
    bool full;      /* RTP_GAPS_MAX ranges are used up */
};

/* Two places compared in the numbers that are known of both. */
struct rtp_gaps_comparison {
    bool cut;            /* there are more behind, past RTP_GAPS_MAX gaps */
    int64_t n_common;    /* such numbers */
    int64_t n_neither;   /* of those: came to neither */
    int64_t n_here_only; /* came here, not there */
    int64_t n_there_only;
};

/* The extended number of SEQ with TIMESTAMP, the first packet at a place, when
 * another place has the state SEQ_THERE and the gaps THERE. The timestamp tells
 * how often the number has wrapped in between: clocks may differ by more than
 * 32768 packets take. */
int64_t rtp_gaps_extend(const struct rtp_gaps *there,
                        const struct rtp_seq *seq_there, uint16_t seq,
                        uint32_t timestamp);

/* The extended number of the highest that came: of SEQ in its first epoch. */
int64_t rtp_gaps_highest(const struct rtp_gaps *gaps,
                         const struct rtp_seq *seq);

/* FIRST to LAST, above all numbers so far, were skipped. */
void rtp_gaps_skip(struct rtp_gaps *gaps, int64_t first, int64_t last);

/* NUMBER arrived late, or is below the lowest so far. */
void rtp_gaps_fill(struct rtp_gaps *gaps, int64_t number);

/* Compares two places, whose highest numbers are given, in the numbers from
 * FIRST to LAST. All zero when nothing is common. */
struct rtp_gaps_comparison rtp_gaps_compare(const struct rtp_gaps *here,
                                            int64_t highest_here,
                                            const struct rtp_gaps *there,
                                            int64_t highest_there,
                                            int64_t first, int64_t last);

/* Frees what the struct holds and leaves it all zero. */
void rtp_gaps_clear(struct rtp_gaps *gaps);

#endif
