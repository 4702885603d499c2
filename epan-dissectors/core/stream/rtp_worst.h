/* The ten seconds of an RTP stream in which most packets were lost.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_WORST_H
#define LYNC_CORE_RTP_WORST_H

#include <stdint.h>

#define RTP_WORST_SECONDS 10
#define RTP_WORST_GAP_S   3600 /* longer gaps are ignored */

/* The losses of one stream. All zero: none. Seconds count from its first
 * packet. */
struct rtp_worst {
    int64_t second;                   /* latest second with loss */
    uint32_t lost[RTP_WORST_SECONDS]; /* packets; [second %
                                         RTP_WORST_SECONDS] */
    uint32_t n_lost;                  /* sum of lost */
    uint32_t most;                    /* greatest sum before that */
    int64_t most_second;              /* last second of that sum */
    uint32_t gap_lost;                /* packets of the gap that lacks most */
    int64_t gap_since_ns; /* last packet before it, first after it */
    int64_t gap_until_ns;
};

/* Counts N_LOST packets missing between two that came SINCE_NS and UNTIL_NS
 * after the stream's first, spread evenly over that time. Ignored if UNTIL_NS
 * is before SINCE_NS or before the latest second, and if the gap is longer than
 * RTP_WORST_GAP_S. */
void rtp_worst_add(struct rtp_worst *worst, int64_t since_ns, int64_t until_ns,
                   uint32_t n_lost);

/* One of the packets lost last arrived late. */
void rtp_worst_fill(struct rtp_worst *worst);

/* Returns the most packets lost in ten consecutive seconds, and sets
 * FIRST_SECOND to the first of these. 0 for both if nothing was lost. */
uint32_t rtp_worst_find(const struct rtp_worst *worst, int64_t *first_second);

#endif
