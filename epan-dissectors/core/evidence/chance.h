/* How likely it is that a capture misses all of several packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CHANCE_H
#define LYNC_CORE_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "loss_tally.h"

/* What is less likely than this did not happen. */
#define CHANCE_LIMIT 0.001

/* A capture is taken to lack at least this share, unless receiver reports say
 * otherwise. */
#define CHANCE_LACKING_MIN 0.01

/* The chance that K packets are all missing from a capture that lacks the
 * share P: P^K. 1 for K = 0, and for a P below 0, which says that it is not
 * known. */
double chance_all_missed(double p, uint64_t k);

/* Whether CHANCE is below CHANCE_LIMIT. */
bool chance_is_nil(double chance);

/* The share that the capture lacks, by COUNT: (lacking + 1) / (all + 2), so
 * that few packets prove little (Laplace's rule of succession). 0.5 for
 * none. */
double chance_lacking(const struct loss_count *count);

#endif
