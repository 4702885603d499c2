/* Counts of packets that a capture holds and lacks, over time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "loss_tally.h"

#include <string.h>

#include <glib.h>

#include "seconds.h"

#define FIRST_BUCKETS 8 /* allocated at first; doubled when full */

/* Time from the tally's origin to TIME_NS, in ns; 0 if TIME_NS is earlier. */
static uint64_t since_origin(const struct loss_tally *tally, int64_t time_ns)
{
    if (time_ns <= tally->origin_ns)
        return 0;
    return (uint64_t)time_ns - (uint64_t)tally->origin_ns;
}

static uint64_t bucket_of(const struct loss_tally *tally, int64_t time_ns)
{
    return since_origin(tally, time_ns) / (uint64_t)tally->width_ns;
}

/* Merges each two neighbouring buckets and doubles the width. */
static void merge_buckets(struct loss_tally *tally)
{
    for (uint32_t i = 0; i < tally->n_buckets / 2; i++) {
        const struct loss_bucket *two = &tally->buckets[2 * (size_t)i];
        struct loss_bucket sum = {two[0].n_seen + two[1].n_seen,
                                  two[0].n_lacking + two[1].n_lacking};

        tally->buckets[i] = sum;
    }
    memset(&tally->buckets[tally->n_buckets / 2], 0,
           sizeof tally->buckets[0] * (tally->n_buckets / 2));
    tally->width_ns *= 2;
}

static void grow(struct loss_tally *tally)
{
    uint32_t before = tally->n_buckets;

    tally->n_buckets = before == 0 ? FIRST_BUCKETS : 2 * before;
    tally->buckets =
        g_renew(struct loss_bucket, tally->buckets, tally->n_buckets);
    memset(&tally->buckets[before], 0,
           sizeof tally->buckets[0] * (tally->n_buckets - before));
}

static void start(struct loss_tally *tally, int64_t time_ns)
{
    tally->width_ns = NS_PER_S;
    tally->origin_ns = time_ns;
    grow(tally);
}

/* Makes room for TIME_NS and makes its bucket the one used last. The width
 * stays below 2^58 ns, because 128 buckets of 2^57 ns span 2^64 ns. */
static void turn_to(struct loss_tally *tally, int64_t time_ns)
{
    if (tally->buckets == NULL)
        start(tally, time_ns);
    while (bucket_of(tally, time_ns) >= tally->n_buckets)
        if (tally->n_buckets < LOSS_TALLY_BUCKETS_MAX)
            grow(tally);
        else
            merge_buckets(tally);
    tally->last = (uint32_t)bucket_of(tally, time_ns);
    tally->last_since_ns = tally->origin_ns + tally->last * tally->width_ns;
}

static uint32_t add_limited(uint32_t a, uint32_t b)
{
    return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

void loss_tally_add(struct loss_tally *tally, int64_t time_ns, uint32_t n_seen,
                    uint32_t n_lacking)
{
    struct loss_bucket *bucket;

    turn_to(tally, time_ns);
    bucket = &tally->buckets[tally->last];
    bucket->n_seen = add_limited(bucket->n_seen, n_seen);
    bucket->n_lacking = add_limited(bucket->n_lacking, n_lacking);
    tally->total.n_seen += n_seen;
    tally->total.n_lacking += n_lacking;
}

void loss_tally_fill(struct loss_tally *tally)
{
    struct loss_bucket *bucket;

    if (tally->buckets == NULL)
        return;
    bucket = &tally->buckets[tally->last];
    if (bucket->n_lacking == 0 && tally->last > 0)
        bucket--;
    bucket->n_seen = add_limited(bucket->n_seen, 1);
    tally->total.n_seen++;
    if (bucket->n_lacking > 0) {
        bucket->n_lacking--;
        tally->total.n_lacking--;
    }
}

struct loss_count loss_tally_between(const struct loss_tally *tally,
                                     int64_t since_ns, int64_t until_ns)
{
    struct loss_count count = {0};
    uint64_t last;

    if (tally->buckets == NULL || until_ns < since_ns ||
        until_ns < tally->origin_ns)
        return count;
    last = MIN(bucket_of(tally, until_ns), (uint64_t)tally->n_buckets - 1);
    for (uint64_t i = bucket_of(tally, since_ns); i <= last; i++) {
        count.n_seen += tally->buckets[i].n_seen;
        count.n_lacking += tally->buckets[i].n_lacking;
    }
    return count;
}

void loss_tally_clear(struct loss_tally *tally)
{
    g_free(tally->buckets);
    *tally = (struct loss_tally){0};
}
