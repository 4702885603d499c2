/* The code points and TTLs of one stream at one observation point.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_marks.h"

#define N_DSCP 64

static void count(struct rtp_marks *marks, uint8_t dscp)
{
    for (unsigned i = 0; i < RTP_MARKS_MAX; i++) {
        if (marks->n_packets[i] != 0 && marks->dscps[i] != dscp)
            continue;
        marks->dscps[i] = dscp;
        marks->n_packets[i]++;
        return;
    }
}

void rtp_marks_update(struct rtp_marks *marks, uint8_t dscp, uint8_t ttl)
{
    if (dscp < N_DSCP) {
        marks->seen |= UINT64_C(1) << dscp;
        count(marks, dscp);
    }
    if (ttl == marks->ttl_last)
        return;
    marks->ttl_last = ttl;
    if (ttl == 0)
        return;
    if (marks->ttl_min == 0 || ttl < marks->ttl_min)
        marks->ttl_min = ttl;
    if (ttl > marks->ttl_max)
        marks->ttl_max = ttl;
}

uint32_t rtp_marks_count(const struct rtp_marks *marks, uint8_t dscp)
{
    for (unsigned i = 0; i < RTP_MARKS_MAX; i++)
        if (marks->n_packets[i] != 0 && marks->dscps[i] == dscp)
            return marks->n_packets[i];
    return 0;
}

uint8_t rtp_marks_main(const struct rtp_marks *marks)
{
    unsigned best = 0;

    for (unsigned i = 1; i < RTP_MARKS_MAX; i++)
        if (marks->n_packets[i] > marks->n_packets[best])
            best = i;
    return marks->dscps[best];
}

enum rtp_marks_order rtp_marks_order(const struct rtp_marks *here,
                                     const struct rtp_marks *there)
{
    if (here->ttl_min == 0 || there->ttl_min == 0)
        return RTP_MARKS_UNKNOWN;
    if (here->ttl_min > there->ttl_max)
        return RTP_MARKS_BEFORE;
    return here->ttl_max < there->ttl_min ? RTP_MARKS_BEHIND
                                          : RTP_MARKS_UNKNOWN;
}
