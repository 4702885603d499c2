/* How the lost packets of an RTP stream lie.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_bursts.h"

void rtp_bursts_end(struct rtp_bursts *bursts)
{
    if (bursts->open_lost > 1) {
        bursts->n_bursts++;
        bursts->burst_sent += bursts->last - bursts->open_first + 1;
        bursts->burst_lost += bursts->open_lost;
    }
    bursts->open_lost = 0;
}

void rtp_bursts_on_lost(struct rtp_bursts *bursts, uint32_t index)
{
    uint32_t n_received = index - bursts->last - 1;

    if (bursts->n_lost == 0 || n_received >= RTP_BURSTS_GMIN) {
        rtp_bursts_end(bursts);
        bursts->open_first = index;
    }
    bursts->n_runs += bursts->n_lost == 0 || n_received > 0;
    bursts->n_lost++;
    bursts->open_lost++;
    bursts->last = index;
}
