/* The ten seconds of an RTP stream in which most packets were lost.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_WORST_H
#define LYNC_CORE_RTP_WORST_H

#include <stdint.h>

#define RTP_WORST_SECONDS 10
#define RTP_WORST_GAP_S   3600 /* longer gaps are left out */

/* All zero: nothing lost. Seconds count from the stream's first packet. */
struct rtp_worst {
    int64_t second;                   /* the latest in which any was lost */
    uint32_t lost[RTP_WORST_SECONDS]; /* [second % RTP_WORST_SECONDS] */
    uint32_t n_lost;                  /* the sum of these */
    uint32_t most;                    /* the greatest sum before SECOND */
    int64_t most_second;              /* the last second of it */
};

/* N_LOST packets were missing between two that came SINCE_NS and UNTIL_NS after
 * the stream's first; they count as spread evenly. Ignored when UNTIL_NS lies
 * before SINCE_NS or before the latest second, and beyond RTP_WORST_GAP_S. */
void rtp_worst_add(struct rtp_worst *worst, int64_t since_ns, int64_t until_ns,
                   uint32_t n_lost);

/* One of the packets lost last came late. */
void rtp_worst_fill(struct rtp_worst *worst);

/* The most packets lost in ten seconds in a row, and in FIRST_SECOND the first
 * of them that the stream has. 0, and FIRST_SECOND 0, if none was. */
uint32_t rtp_worst_find(const struct rtp_worst *worst, int64_t *first_second);

#endif
