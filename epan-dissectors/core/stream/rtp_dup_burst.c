/* Bursts of repeated RTP packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_dup_burst.h"

#include "seconds.h"

#define NS_PER_MS 1e6

/* Advice, by origin. */
static const char *const advice[N_RTP_ORIGINS] = {
    [RTP_ORIGIN_SENDER] =
        ("the sender sends packets twice under a new IPv4 ID: look at its "
         "network driver, VPN and QoS software"),
    [RTP_ORIGIN_NETWORK] =
        ("the TTL differs (a forwarding loop lowers it), or one packet came "
         "five times and more (a loop of bridges, a hop that duplicates): "
         "capture before and behind the hops in question, compare"),
    [RTP_ORIGIN_CAPTURE] =
        ("the capture took the same packets twice: mirror one direction of a "
         "port only, or capture on one interface instead of \"any\"; loss and "
         "call quality are not affected"),
    [RTP_ORIGIN_EVENT] = "telephone-events are sent again on purpose",
    [RTP_ORIGIN_UNKNOWN] =
        ("the same IPv4 ID, or none (IPv6, ID 0), TTL and link: the packets do "
         "not tell whether the sender or a hop (bridge, WLAN, failover pair) "
         "made the copies: capture at the sender, compare"),
};

static const char scheduler[] =
    ("the sender sends packets twice under a new IPv4 ID. Known fault: QoS "
     "packet scheduler of Windows XP with Communicator 2007 R2 video before "
     "update 3.5.6907.37 (KB 969695, KB 971846); update, or set "
     "HKLM\\Software\\Microsoft\\RTC\\Transport\\QoSEnabled to 0");

/* Allocates slots for COUNT repeats unless that was done before. */
static void detector_prepare(struct rtp_dup_burst_detector *detector,
                             uint32_t count)
{
    if (detector->n_recent != 0)
        return;
    detector->n_recent = CLAMP(count, 1, RTP_DUP_BURST_COUNT_MAX);
    detector->recent =
        g_new0(struct rtp_dup_burst_repeat, /* freed by rtp_dup_burst_clear() */
               detector->n_recent);
}

static void burst_add(struct rtp_dup_burst *burst,
                      const struct rtp_dup_burst_repeat *repeat)
{
    burst->last_ns = repeat->time_ns;
    burst->n_repeats++;
    burst->n_by_origin[repeat->origin]++;
}

static void worst_update(struct rtp_dup_burst_detector *detector)
{
    if (detector->worst.index == detector->current.index ||
        detector->current.n_repeats > detector->worst.n_repeats)
        detector->worst = detector->current;
}

/* Begins a burst with the repeats in memory, oldest first. */
static void burst_begin(struct rtp_dup_burst_detector *detector, uint32_t index)
{
    const struct rtp_dup_burst_repeat *oldest =
        &detector->recent[detector->n_repeats % detector->n_recent];

    detector->current =
        (struct rtp_dup_burst){.index = index, .first_ns = oldest->time_ns};
    for (uint32_t i = 0; i < detector->n_recent; i++) {
        uint32_t slot = (detector->n_repeats + i) % detector->n_recent;

        burst_add(&detector->current, &detector->recent[slot]);
    }
    detector->open = true;
    detector->n_bursts++;
}

enum rtp_dup_burst_verdict
rtp_dup_burst_update(struct rtp_dup_burst_detector *detector,
                     const struct rtp_dup_burst_limits *limits,
                     const struct rtp_dup_burst_repeat *repeat,
                     uint32_t *n_bursts)
{
    const struct rtp_dup_burst_repeat *oldest;

    detector_prepare(detector, limits->count);
    if (detector->open &&
        repeat->time_ns - detector->current.last_ns <= limits->window_ns) {
        burst_add(&detector->current, repeat);
        worst_update(detector);
        return RTP_DUP_BURST_GOES_ON;
    }
    detector->open = false;
    detector->recent[detector->n_repeats++ % detector->n_recent] = *repeat;
    oldest = &detector->recent[detector->n_repeats % detector->n_recent];
    if (detector->n_repeats < detector->n_recent ||
        repeat->time_ns - oldest->time_ns > limits->window_ns)
        return RTP_DUP_BURST_NONE;
    burst_begin(detector, ++*n_bursts);
    worst_update(detector);
    return RTP_DUP_BURST_RAISED;
}

/* Returns the most frequent origin of the burst's repeats so far. */
static enum rtp_origin origin_of(const struct rtp_dup_burst *burst)
{
    enum rtp_origin most = RTP_ORIGIN_SENDER;

    for (int origin = 0; origin < N_RTP_ORIGINS; origin++)
        if (burst->n_by_origin[origin] > burst->n_by_origin[most])
            most = (enum rtp_origin)origin;
    return most;
}

/* Repeats per second over the burst; 0 if all came at one time. */
static double rate_hz(const struct rtp_dup_burst *burst)
{
    int64_t span_ns = burst->last_ns - burst->first_ns;

    if (span_ns <= 0)
        return 0;
    return (burst->n_repeats - 1) * (double)NS_PER_S / (double)span_ns;
}

void rtp_dup_burst_report(GPtrArray *list, const struct rtp_dup_burst *burst,
                          const char *who, uint64_t n_packets,
                          bool marked_video)
{
    enum rtp_origin origin = origin_of(burst);
    double span_ms = (double)(burst->last_ns - burst->first_ns) / NS_PER_MS;
    double share = n_packets == 0 ? 0 : 100.0 * burst->n_repeats / n_packets;
    enum finding_id id = origin == RTP_ORIGIN_CAPTURE
                             ? FINDING_DUP_BURST_CAPTURE
                             : FINDING_DUP_BURST;

    finding_add(list, id,
                "%u RTP sequence numbers repeated within %.1f ms (%.0f/s, "
                "%.1f %% of the stream's %" G_GUINT64_FORMAT
                " packets so far), origin %s, %s: %s",
                burst->n_repeats, span_ms, rate_hz(burst), share, n_packets,
                rtp_origin_name(origin), who,
                origin == RTP_ORIGIN_SENDER && marked_video ? scheduler
                                                            : advice[origin]);
}

void rtp_dup_burst_clear(struct rtp_dup_burst_detector *detector)
{
    g_free(detector->recent);
    *detector = (struct rtp_dup_burst_detector){0};
}
