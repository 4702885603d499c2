/* The chance that a capture misses all of several packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CHANCE_H
#define LYNC_CORE_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "loss_tally.h"

/* An event with a lower chance than this is taken not to have happened. */
#define CHANCE_LIMIT 0.001

/* Smallest share of packets that a capture is assumed to lack, unless receiver
 * reports prove less. */
#define CHANCE_LACKING_MIN 0.01

/* Returns p^K, the chance that a capture that lacks the share P of packets
 * lacks all of K. 1 if K is 0, if P is below 0 (not known), or if P is 1 or
 * more. */
double chance_all_missed(double p, uint64_t k);

/* Whether CHANCE is below CHANCE_LIMIT. */
bool chance_is_nil(double chance);

/* Estimates the share that a capture lacks as (lacking + 1) / (all + 2), so
 * that few packets prove little (Laplace's rule of succession). 0.5 if COUNT is
 * zero. */
double chance_lacking(const struct loss_count *count);

#endif
