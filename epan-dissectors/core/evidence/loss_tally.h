/* How many packets a capture holds and how many it lacks, over time.
 *
 * Time is cut into buckets of 1 s. When LOSS_TALLY_BUCKETS_MAX of them are
 * full, each two neighbours become one, so that a tally takes at most
 * 8 * LOSS_TALLY_BUCKETS_MAX bytes (1 KB) beside its struct, however long the
 * capture is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_LOSS_TALLY_H
#define LYNC_CORE_LOSS_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#define LOSS_TALLY_BUCKETS_MAX 128

struct loss_count {
    uint64_t n_seen;    /* packets in the capture */
    uint64_t n_lacking; /* packets that were sent and are not in it */
};

struct loss_bucket {
    uint32_t n_seen;
    uint32_t n_lacking;
};

/* All zero is an empty tally. */
struct loss_tally {
    struct loss_bucket *buckets; /* owned */
    uint32_t n_buckets;          /* room for so many */
    uint32_t last;               /* the bucket that was used last */
    int64_t last_since_ns;
    int64_t origin_ns; /* where bucket 0 begins */
    int64_t width_ns;  /* of one bucket; 0 in an empty tally */
    struct loss_count total;
};

/* Adds N_SEEN and N_LACKING packets at TIME_NS. A time before the first one
 * counts as the first. */
void loss_tally_add(struct loss_tally *tally, int64_t time_ns, uint32_t n_seen,
                    uint32_t n_lacking);

/* Adds one packet that was seen: the same in a few instructions when it lies
 * in the bucket that was used last. */
static inline void loss_tally_seen(struct loss_tally *tally, int64_t time_ns)
{
    if ((uint64_t)time_ns - (uint64_t)tally->last_since_ns >=
        (uint64_t)tally->width_ns) {
        loss_tally_add(tally, time_ns, 1, 0);
        return;
    }
    tally->buckets[tally->last].n_seen++;
    tally->total.n_seen++;
}

/* A packet that was counted as lacking has come after all, out of order:
 * moves one from lacking to seen in the bucket used last or the one before;
 * counts it as seen where neither lacks any. */
void loss_tally_fill(struct loss_tally *tally);

/* The counts of all buckets that touch SINCE_NS to UNTIL_NS, both included:
 * at most a bucket more at either end. */
struct loss_count loss_tally_between(const struct loss_tally *tally,
                                     int64_t since_ns, int64_t until_ns);

/* Frees what the tally holds and leaves it empty. */
void loss_tally_clear(struct loss_tally *tally);

#endif
