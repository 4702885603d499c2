/* Interarrival jitter.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_jitter.h"

#include <glib.h>

#include <string.h>

#include "seconds.h"

#define PART_BITS           3  /* of RTP_JITTER_PARTS */
#define FIRST_DOUBLING_BITS 14 /* 2^14 ns are 16.4 us */

_Static_assert(RTP_JITTER_PARTS == 1 << PART_BITS, "bits of a part");

void rtp_jitter_clear(struct rtp_jitter *jitter)
{
    g_free(jitter->counts);
}

void rtp_jitter_set_clock(struct rtp_jitter *jitter, uint32_t clock_rate_hz)
{
    jitter->resumed = true;
    if (jitter->clock_rate_hz == clock_rate_hz)
        return;
    jitter->clock_rate_hz = clock_rate_hz;
    jitter->started = false;
}

/* Where part PART of DOUBLING ends. */
static int64_t part_end_ns(unsigned doubling, unsigned part)
{
    if (doubling == 0)
        return INT64_C(1) << FIRST_DOUBLING_BITS;
    return (int64_t)(RTP_JITTER_PARTS + part + 1)
           << (FIRST_DOUBLING_BITS + doubling - 1 - PART_BITS);
}

static unsigned n_places(const struct rtp_jitter *jitter)
{
    unsigned n = 0;

    for (unsigned doubling = 0; doubling < RTP_JITTER_DOUBLINGS; doubling++)
        n = MAX(n, jitter->places[doubling]);
    return n;
}

/* The counts of DOUBLING, from now on if there are none. */
static uint16_t *counts_of(struct rtp_jitter *jitter, unsigned doubling)
{
    if (jitter->places[doubling] == 0) {
        unsigned n = n_places(jitter);

        jitter->counts =
            g_realloc_n(jitter->counts, n + 1u, sizeof *jitter->counts);
        memset(jitter->counts[n], 0, sizeof *jitter->counts);
        jitter->places[doubling] = (uint8_t)(n + 1);
    }
    return jitter->counts[jitter->places[doubling] - 1];
}

/* Keeps the shares of the counts when one is full. */
static void halve(struct rtp_jitter *jitter)
{
    for (unsigned place = 0; place < n_places(jitter); place++)
        for (unsigned part = 0; part < RTP_JITTER_PARTS; part++)
            jitter->counts[place][part] /= 2;
}

static void count(struct rtp_jitter *jitter, uint64_t ns)
{
    unsigned doubling = 0;
    unsigned part = 0;

    if (ns >> FIRST_DOUBLING_BITS != 0) {
        doubling = g_bit_storage(ns >> FIRST_DOUBLING_BITS);
        part = (ns >> (FIRST_DOUBLING_BITS + doubling - 1 - PART_BITS)) &
               (RTP_JITTER_PARTS - 1);
    }
    if (++counts_of(jitter, doubling)[part] == UINT16_MAX)
        halve(jitter);
}

static void take(struct rtp_jitter *jitter, int64_t difference_ns)
{
    int64_t now_ns;

    /* RFC 3550 A.8, with the rounding it suggests. */
    jitter->scaled_ns += ABS(difference_ns) - ((jitter->scaled_ns + 8) >> 4);
    now_ns = jitter->scaled_ns >> 4;
    jitter->max_ns = MAX(jitter->max_ns, (uint32_t)now_ns);
    jitter->sum_ns += (uint64_t)now_ns;
    jitter->n++;
    count(jitter, (uint64_t)now_ns);
}

static uint64_t network_sum_ns(const struct rtp_jitter *jitter)
{
    return jitter->sum_ns - MIN(jitter->resumed_ns, jitter->sum_ns);
}

/* The mean of the current ten seconds; 0 if there are too few packets. */
static int64_t window_mean_ns(const struct rtp_jitter *jitter)
{
    uint64_t sum_ns = network_sum_ns(jitter);
    uint32_t n = jitter->n - jitter->window_n;

    if (n < RTP_JITTER_WINDOW_PACKETS || sum_ns <= jitter->window_sum_ns)
        return 0;
    return (int64_t)((sum_ns - jitter->window_sum_ns) / n);
}

int64_t rtp_jitter_worst_ns(const struct rtp_jitter *jitter, int64_t *since_ns)
{
    int64_t last_ns = window_mean_ns(jitter);
    bool last = last_ns > jitter->worst_ns;

    *since_ns = last ? jitter->window_ns : jitter->worst_since_ns;
    return last ? last_ns : jitter->worst_ns;
}

/* Ends the current ten seconds and begins those that TIME_NS is in. */
static void end_window(struct rtp_jitter *jitter, int64_t time_ns)
{
    jitter->worst_ns =
        (uint32_t)rtp_jitter_worst_ns(jitter, &jitter->worst_since_ns);
    time_ns -= (time_ns - jitter->window_ns) % RTP_JITTER_WINDOW_NS;
    jitter->window_ns = time_ns;
    jitter->window_sum_ns = network_sum_ns(jitter);
    jitter->window_n = jitter->n;
}

bool rtp_jitter_add(struct rtp_jitter *jitter, uint32_t timestamp,
                    int64_t time_ns, bool marker)
{
    int64_t difference_ns;
    bool compared;

    if (jitter->clock_rate_hz == 0)
        return false;
    jitter->window_ended =
        jitter->n > 0 && time_ns - jitter->window_ns >= RTP_JITTER_WINDOW_NS;
    if (jitter->window_ended)
        end_window(jitter, time_ns);
    else if (jitter->n == 0 && !jitter->started)
        jitter->window_ns = time_ns;
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

/* How many values were counted in DOUBLING up to part PARTS. */
static uint64_t counted(const struct rtp_jitter *jitter, unsigned doubling,
                        unsigned parts)
{
    unsigned place = jitter->places[doubling];
    uint64_t n = 0;

    for (unsigned part = 0; place > 0 && part < parts; part++)
        n += jitter->counts[place - 1][part];
    return n;
}

int64_t rtp_jitter_p95_ns(const struct rtp_jitter *jitter)
{
    uint64_t n = 0;
    uint64_t before = 0;

    for (unsigned doubling = 0; doubling < RTP_JITTER_DOUBLINGS; doubling++)
        n += counted(jitter, doubling, RTP_JITTER_PARTS);
    for (unsigned doubling = 0; n > 0 && doubling < RTP_JITTER_DOUBLINGS;
         doubling++) {
        for (unsigned part = 0; part < RTP_JITTER_PARTS; part++)
            if ((before + counted(jitter, doubling, part + 1)) * 100 >= n * 95)
                return part_end_ns(doubling, part);
        before += counted(jitter, doubling, RTP_JITTER_PARTS);
    }
    return 0;
}
