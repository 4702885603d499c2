/* The round trip time between two endpoints that report on each other.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_round_trip.h"

#include <glib.h>

#include "seconds.h"

#define NS_PER_US INT64_C(1000)

/* SPAN is in 1/65536 s. */
static int64_t span_ns(int64_t span)
{
    return span * NS_PER_S / RTCP_DELAY_PER_S;
}

/* How long before TIME_NS the packet in PLACE passed. Right within half an hour
 * either way; no longer one counts. */
static int64_t age_ns(const struct rtcp_round_trip *source, unsigned place,
                      int64_t time_ns)
{
    uint32_t time_us = (uint32_t)(time_ns / NS_PER_US);

    return (int32_t)(time_us - source->sent_us[place]) * NS_PER_US +
           time_ns % NS_PER_US;
}

static unsigned latest(const struct rtcp_round_trip *source)
{
    return (source->n_stamps - 1) % RTCP_ROUND_TRIP_STAMPS;
}

/* Whether the clock of SOURCE was set between its latest packet and the one
 * with STAMP at TIME_NS. */
static bool has_stepped(const struct rtcp_round_trip *source, uint32_t stamp,
                        int64_t time_ns)
{
    unsigned last = latest(source);
    int64_t elapsed_ns = age_ns(source, last, time_ns);
    int64_t told_ns = span_ns((int32_t)(stamp - source->stamps[last]));

    return ABS(told_ns - elapsed_ns) >= RTCP_ROUND_TRIP_STEP_NS;
}

void rtcp_round_trip_on_stamp(struct rtcp_round_trip *source, uint32_t stamp,
                              int64_t time_ns)
{
    unsigned next = source->n_stamps % RTCP_ROUND_TRIP_STAMPS;

    if (stamp == 0)
        return;
    if (source->n_stamps > 0) {
        unsigned last = latest(source);

        if (stamp == source->stamps[last] &&
            age_ns(source, last, time_ns) < RTCP_ROUND_TRIP_COPY_NS)
            return;
        if (has_stepped(source, stamp, time_ns)) {
            source->stepped = true;
            source->stepped_ns = time_ns;
        }
    }
    source->stamps[next] = stamp;
    source->sent_us[next] = (uint32_t)(time_ns / NS_PER_US);
    if (++source->n_stamps == 2 * RTCP_ROUND_TRIP_STAMPS)
        source->n_stamps = RTCP_ROUND_TRIP_STAMPS;
}

/* Sets SENT_NS to when the latest packet named STAMP passed before TIME_NS. */
static bool find_sent(const struct rtcp_round_trip *source, uint32_t stamp,
                      int64_t time_ns, int64_t *sent_ns)
{
    unsigned n = MIN(source->n_stamps, RTCP_ROUND_TRIP_STAMPS);

    for (unsigned back = 1; back <= n; back++) {
        unsigned i = (source->n_stamps - back) % RTCP_ROUND_TRIP_STAMPS;

        if (source->stamps[i] == stamp) {
            *sent_ns = time_ns - age_ns(source, i, time_ns);
            return true;
        }
    }
    return false;
}

/* Sets HALF_NS to what ECHO says; false if it says nothing that can be
 * believed. */
static bool measure(const struct rtcp_round_trip *source,
                    const struct rtcp_round_trip *reporter,
                    const struct rtcp_echo *echo, int64_t time_ns,
                    int64_t *half_ns)
{
    int64_t sent_ns;

    if (echo->stamp == 0 || echo->delay == 0 ||
        (echo->stamp == source->echo_stamp &&
         echo->delay == source->echo_delay) ||
        !find_sent(source, echo->stamp, time_ns, &sent_ns) ||
        (reporter != NULL && reporter->stepped &&
         reporter->stepped_ns >= sent_ns))
        return false;
    *half_ns = time_ns - sent_ns - span_ns(echo->delay);
    return *half_ns >= RTCP_ROUND_TRIP_MIN_NS &&
           *half_ns <= RTCP_ROUND_TRIP_MAX_NS;
}

struct rtcp_round_trip_proof
rtcp_round_trip_on_echo(struct rtcp_round_trip *source,
                        const struct rtcp_round_trip *reporter,
                        const struct rtcp_echo *echo, int64_t time_ns)
{
    struct rtcp_round_trip_proof proof = {0};
    int64_t half_ns;

    if (!measure(source, reporter, echo, time_ns, &half_ns))
        return proof;
    source->echo_stamp = echo->stamp;
    source->echo_delay = echo->delay;
    source->n++;
    source->sum_ns += half_ns;
    source->last_ns = half_ns;
    source->at_ns = time_ns;
    proof.half_known = true;
    proof.half_ns = MAX(half_ns, 0);
    if (reporter == NULL || reporter->n == 0 ||
        time_ns - reporter->at_ns > RTCP_ROUND_TRIP_APART_NS)
        return proof;
    proof.whole_known = true;
    proof.whole_ns = MAX(half_ns + reporter->last_ns, 0);
    source->whole_known = true;
    source->max_ns = MAX(source->max_ns, proof.whole_ns);
    return proof;
}

int64_t rtcp_round_trip_half_ns(const struct rtcp_round_trip *source)
{
    if (source == NULL || source->n == 0)
        return -1;
    return MAX(source->sum_ns / source->n, 0);
}

int64_t rtcp_round_trip_whole_ns(const struct rtcp_round_trip *a,
                                 const struct rtcp_round_trip *b)
{
    if (a == NULL || a->n == 0 || b == NULL || b->n == 0)
        return -1;
    return MAX(a->sum_ns / a->n + b->sum_ns / b->n, 0);
}
