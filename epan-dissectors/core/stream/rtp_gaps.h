/* Ranges of sequence numbers that never arrived at one observation point. With
 * them two points are compared packet by packet, without keeping packets and
 * whatever their clocks say.
 *
 * Numbers are extended (RFC 3550 A.1) beyond 65535. All points count from one
 * origin: see rtp_gaps_extend().
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_GAPS_H
#define LYNC_CORE_RTP_GAPS_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "rtp_seq.h"

#define RTP_GAPS_MAX 65536 /* ranges kept; later ones are not known */

struct rtp_gap {
    int64_t first;
    int64_t last;
};

/* The gaps at one point. All zero: no packet yet. */
struct rtp_gaps {
    int64_t lowest; /* lowest number that arrived */
    GArray *list;   /* struct rtp_gap, ascending, not touching; NULL: none */
    int64_t until;  /* last number for which gaps are known; valid if full */
    bool full;      /* RTP_GAPS_MAX ranges are in use */
};

/* Two points, compared over the numbers that both know. */
struct rtp_gaps_comparison {
    bool cut;            /* more numbers follow beyond RTP_GAPS_MAX ranges */
    int64_t n_common;    /* numbers compared */
    int64_t n_neither;   /* how many of them arrived at neither */
    int64_t n_here_only; /* arrived here, not there */
    int64_t n_there_only;
};

/* Returns the extended number of SEQ with TIMESTAMP, the first packet at a
 * point, given the state SEQ_THERE and gaps THERE of another point. The
 * timestamp shows how often the sequence number has wrapped in between, because
 * the points' clocks may differ by more than 32768 packet times. */
int64_t rtp_gaps_extend(const struct rtp_gaps *there,
                        const struct rtp_seq *seq_there, uint16_t seq,
                        uint32_t timestamp);

/* Returns the extended number of SEQ's highest sequence number, in its first
 * epoch. */
int64_t rtp_gaps_highest(const struct rtp_gaps *gaps,
                         const struct rtp_seq *seq);

/* FIRST to LAST, above all numbers so far, were skipped. */
void rtp_gaps_skip(struct rtp_gaps *gaps, int64_t first, int64_t last);

/* NUMBER arrived late, or is below the lowest so far. */
void rtp_gaps_fill(struct rtp_gaps *gaps, int64_t number);

/* Compares two points, whose highest numbers are given, over the numbers from
 * FIRST to LAST. All zero if they have none in common. */
struct rtp_gaps_comparison rtp_gaps_compare(const struct rtp_gaps *here,
                                            int64_t highest_here,
                                            const struct rtp_gaps *there,
                                            int64_t highest_there,
                                            int64_t first, int64_t last);

/* Frees what the struct holds and sets it to all zero. */
void rtp_gaps_clear(struct rtp_gaps *gaps);

#endif
