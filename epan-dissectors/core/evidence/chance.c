/* The chance that a capture misses all of several packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "chance.h"

double chance_all_missed(double p, uint64_t k)
{
    double chance = 1.0;

    if (p < 0.0 || p >= 1.0)
        return 1.0;
    /* Exponentiation by squaring: p^13 = p^8 * p^4 * p. */
    for (; k > 0; k >>= 1) {
        if (k & 1)
            chance *= p;
        p *= p;
    }
    return chance;
}

bool chance_is_nil(double chance)
{
    return chance < CHANCE_LIMIT;
}

double chance_lacking(const struct loss_count *count)
{
    return ((double)count->n_lacking + 1.0) /
           ((double)count->n_seen + (double)count->n_lacking + 2.0);
}
