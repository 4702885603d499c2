/* Interarrival jitter.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_jitter.h"

#include <glib.h>

#include "seconds.h"

#define BUCKETS_PER_DOUBLING 8 /* a power of two: */
#define DOUBLING_BITS        3
#define FIRST_BUCKET_BITS    14 /* 2^14 ns are 16.4 us */

void rtp_jitter_set_clock(struct rtp_jitter *jitter, uint32_t clock_rate_hz)
{
    jitter->resumed = true;
    if (jitter->clock_rate_hz == clock_rate_hz)
        return;
    jitter->clock_rate_hz = clock_rate_hz;
    jitter->started = false;
}

static unsigned bucket_of(uint64_t ns)
{
    unsigned bits;

    if (ns >> FIRST_BUCKET_BITS == 0)
        return 0;
    bits = g_bit_storage(ns >> FIRST_BUCKET_BITS);
    return MIN(1 + (bits - 1) * BUCKETS_PER_DOUBLING +
                   ((ns >> (FIRST_BUCKET_BITS + bits - 1 - DOUBLING_BITS)) &
                    (BUCKETS_PER_DOUBLING - 1)),
               RTP_JITTER_BUCKETS - 1);
}

/* Where BUCKET ends. */
static int64_t bucket_end_ns(unsigned bucket)
{
    unsigned doubling;
    int64_t part;

    if (bucket == 0)
        return INT64_C(1) << FIRST_BUCKET_BITS;
    doubling = (bucket - 1) / BUCKETS_PER_DOUBLING;
    part = (bucket - 1) % BUCKETS_PER_DOUBLING + 1;
    return (BUCKETS_PER_DOUBLING + part)
           << (FIRST_BUCKET_BITS + doubling - DOUBLING_BITS);
}

/* Keeps the shares of the buckets when one is full. */
static void count(struct rtp_jitter *jitter, unsigned bucket)
{
    if (++jitter->buckets[bucket] == UINT16_MAX)
        for (unsigned i = 0; i < RTP_JITTER_BUCKETS; i++)
            jitter->buckets[i] /= 2;
}

static void take(struct rtp_jitter *jitter, int64_t difference_ns)
{
    int64_t now_ns;

    /* RFC 3550 A.8, with the rounding it suggests. */
    jitter->scaled_ns += ABS(difference_ns) - ((jitter->scaled_ns + 8) >> 4);
    now_ns = jitter->scaled_ns >> 4;
    jitter->max_ns = MAX(jitter->max_ns, now_ns);
    jitter->sum_ns += (uint64_t)now_ns;
    jitter->n++;
    count(jitter, bucket_of((uint64_t)now_ns));
}

static uint64_t network_sum_ns(const struct rtp_jitter *jitter)
{
    return jitter->sum_ns - MIN(jitter->resumed_ns, jitter->sum_ns);
}

/* The mean of the current ten seconds; 0 if there are too few packets. */
static int64_t window_mean_ns(const struct rtp_jitter *jitter)
{
    const struct rtp_jitter_since *since = &jitter->window;
    uint64_t sum_ns = network_sum_ns(jitter);
    uint32_t n = jitter->n - since->n;

    if (n < RTP_JITTER_WINDOW_PACKETS || sum_ns <= since->network_ns)
        return 0;
    return (int64_t)((sum_ns - since->network_ns) / n);
}

int64_t rtp_jitter_worst_ns(const struct rtp_jitter *jitter, int64_t *since_ns)
{
    int64_t last_ns = window_mean_ns(jitter);
    bool last = last_ns > jitter->worst_ns;

    *since_ns = last ? jitter->window.time_ns : jitter->worst_since_ns;
    return last ? last_ns : jitter->worst_ns;
}

/* Ends the current ten seconds and begins those that TIME_NS is in. */
static void end_window(struct rtp_jitter *jitter, int64_t time_ns)
{
    jitter->worst_ns = rtp_jitter_worst_ns(jitter, &jitter->worst_since_ns);
    time_ns -= (time_ns - jitter->window.time_ns) % RTP_JITTER_WINDOW_NS;
    jitter->window =
        (struct rtp_jitter_since){time_ns, network_sum_ns(jitter), jitter->n};
}

bool rtp_jitter_add(struct rtp_jitter *jitter, uint32_t timestamp,
                    int64_t time_ns, bool marker)
{
    int64_t difference_ns;
    bool compared;

    if (jitter->clock_rate_hz == 0)
        return false;
    jitter->window_ended = jitter->n > 0 && time_ns - jitter->window.time_ns >=
                                                RTP_JITTER_WINDOW_NS;
    if (jitter->window_ended)
        end_window(jitter, time_ns);
    else if (jitter->n == 0 && !jitter->started)
        jitter->window.time_ns = time_ns;
    difference_ns = time_ns - jitter->time_ns -
                    (int32_t)(timestamp - jitter->timestamp) * NS_PER_S /
                        jitter->clock_rate_hz;
    compared = jitter->started && ABS(difference_ns) < RTP_JITTER_MAX_NS;
    if (compared) {
        take(jitter, difference_ns);
        jitter->transit_ns += difference_ns;
        jitter->n_together += time_ns == jitter->time_ns;
        if (marker || jitter->resumed)
            jitter->resumed_ns += (uint64_t)ABS(difference_ns);
        else
            jitter->drift_ns += difference_ns;
    }
    jitter->started = true;
    jitter->resumed = false;
    jitter->timestamp = timestamp;
    jitter->time_ns = time_ns;
    return compared;
}

int64_t rtp_jitter_mean_ns(const struct rtp_jitter *jitter)
{
    return jitter->n > 0 ? (int64_t)(jitter->sum_ns / jitter->n) : 0;
}

int64_t rtp_jitter_network_ns(const struct rtp_jitter *jitter)
{
    return jitter->n > 0 ? (int64_t)(network_sum_ns(jitter) / jitter->n) : 0;
}

int64_t rtp_jitter_p95_ns(const struct rtp_jitter *jitter)
{
    uint64_t n = 0;
    uint64_t so_far = 0;

    for (unsigned i = 0; i < RTP_JITTER_BUCKETS; i++)
        n += jitter->buckets[i];
    for (unsigned i = 0; n > 0 && i < RTP_JITTER_BUCKETS; i++) {
        so_far += jitter->buckets[i];
        if (so_far * 100 >= n * 95)
            return bucket_end_ns(i);
    }
    return 0;
}
