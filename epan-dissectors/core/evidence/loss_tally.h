/* Counts of packets that a capture holds and lacks, over time.
 *
 * Time is divided into buckets of 1 s. When LOSS_TALLY_BUCKETS_MAX of them are
 * in use, each two neighbours are merged and the width doubles. A tally
 * therefore never takes more than 8 * LOSS_TALLY_BUCKETS_MAX bytes (1 KB)
 * besides its struct.
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
    uint64_t n_lacking; /* packets that were sent and are not in the capture */
};

struct loss_bucket {
    uint32_t n_seen;
    uint32_t n_lacking;
};

/* A tally. All zero: empty. */
struct loss_tally {
    struct loss_bucket *buckets; /* owned */
    uint32_t n_buckets;          /* allocated */
    uint32_t last;               /* index of the bucket used last */
    int64_t last_since_ns;
    int64_t origin_ns; /* start of bucket 0 */
    int64_t width_ns;  /* width of a bucket; 0 if the tally is empty */
    struct loss_count total;
};

/* Adds N_SEEN and N_LACKING packets at TIME_NS. A time before the tally's first
 * one counts as the first. */
void loss_tally_add(struct loss_tally *tally, int64_t time_ns, uint32_t n_seen,
                    uint32_t n_lacking);

/* Adds one packet that was seen. A fast path of loss_tally_add() for a packet
 * in the bucket used last. */
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

/* A packet counted as lacking has arrived late: moves one packet from lacking
 * to seen, in the bucket used last or the one before. If neither lacks any,
 * only adds one to seen. */
void loss_tally_fill(struct loss_tally *tally);

/* Sums the buckets that overlap SINCE_NS to UNTIL_NS, both included. Counts up
 * to one bucket too much at either end. */
struct loss_count loss_tally_between(const struct loss_tally *tally,
                                     int64_t since_ns, int64_t until_ns);

/* Frees what the tally holds and empties it. */
void loss_tally_clear(struct loss_tally *tally);

#endif
