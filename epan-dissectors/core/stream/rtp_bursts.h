/* How the lost packets of an RTP stream lie: bursts, gaps and runs. RFC 3611
 * 4.7.2.
 *
 * A burst begins and ends with a lost packet, has at least two, and nowhere
 * RTP_BURSTS_GMIN or more received packets in a row. What lies between bursts,
 * before the first and after the last, is a gap.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_BURSTS_H
#define LYNC_CORE_RTP_BURSTS_H

#include <stdint.h>

#define RTP_BURSTS_GMIN 16 /* packets; the value that RFC 3611 recommends */

/* All zero: nothing lost. */
struct rtp_bursts {
    uint32_t n_lost;
    uint32_t n_runs;     /* of packets lost in a row */
    uint32_t last;       /* index of the last one lost; valid if N_LOST */
    uint32_t open_first; /* what may be a burst begins here; likewise */
    uint32_t open_lost;  /* lost from there to LAST */
    uint32_t n_bursts;   /* before that */
    uint32_t burst_sent; /* packets in them */
    uint32_t burst_lost; /* lost ones in them */
};

/* The packet with INDEX (0: the stream's first; ascending) was lost. */
void rtp_bursts_on_lost(struct rtp_bursts *bursts, uint32_t index);

/* Ends what may be a burst. Call it once, when all lost packets are known. */
void rtp_bursts_end(struct rtp_bursts *bursts);

#endif
