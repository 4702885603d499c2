/* The ten seconds of an RTP stream in which most packets were lost.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_worst.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "seconds.h"

static uint32_t *lost_in(struct rtp_worst *worst, int64_t second)
{
    return &worst->lost[second % RTP_WORST_SECONDS];
}

/* Moves the window so that it ends with SECOND. */
static void move_to(struct rtp_worst *worst, int64_t second)
{
    if (worst->n_lost > worst->most) {
        worst->most = worst->n_lost;
        worst->most_second = worst->second;
    }
    if (second - worst->second >= RTP_WORST_SECONDS) {
        memset(worst->lost, 0, sizeof worst->lost);
        worst->n_lost = 0;
        worst->second = second;
    }
    while (worst->second < second) {
        worst->second++;
        worst->n_lost -= *lost_in(worst, worst->second);
        *lost_in(worst, worst->second) = 0;
    }
}

void rtp_worst_add(struct rtp_worst *worst, int64_t since_ns, int64_t until_ns,
                   uint32_t n_lost)
{
    int64_t n_seconds = until_ns / NS_PER_S - since_ns / NS_PER_S + 1;
    uint64_t n_added = 0;

    if (since_ns < 0 || until_ns < since_ns ||
        until_ns / NS_PER_S < worst->second || n_seconds > RTP_WORST_GAP_S)
        return;
    if (n_lost > worst->gap_lost) {
        worst->gap_lost = n_lost;
        worst->gap_since_ns = since_ns;
        worst->gap_until_ns = until_ns;
    }
    for (int64_t i = 0; i < n_seconds; i++) {
        uint64_t n_due =
            n_lost * (uint64_t)(i + 1) / (uint64_t)n_seconds - n_added;

        if (since_ns / NS_PER_S + i > worst->second)
            move_to(worst, since_ns / NS_PER_S + i);
        *lost_in(worst, worst->second) += (uint32_t)n_due;
        worst->n_lost += (uint32_t)n_due;
        n_added += n_due;
    }
}

void rtp_worst_fill(struct rtp_worst *worst)
{
    int64_t second = worst->second;

    for (unsigned i = 0; i < RTP_WORST_SECONDS && second >= 0; i++, second--)
        if (*lost_in(worst, second) > 0) {
            --*lost_in(worst, second);
            worst->n_lost--;
            return;
        }
}

uint32_t rtp_worst_find(const struct rtp_worst *worst, int64_t *first_second)
{
    bool last = worst->n_lost > worst->most;
    int64_t until = last ? worst->second : worst->most_second;

    *first_second = MAX(until - (RTP_WORST_SECONDS - 1), 0);
    return last ? worst->n_lost : worst->most;
}
