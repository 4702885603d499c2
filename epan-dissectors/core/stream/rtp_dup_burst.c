/* Bursts of repeated RTP packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_dup_burst.h"

#include "seconds.h"

#define NS_PER_MS 1e6

#define MS_SHOWN 2000 /* longer times are told in seconds */

#define SHARE_PACKETS_MIN 100 /* fewer are no basis for a percentage */

/* Advice, by origin. */
static const char *const advice[N_RTP_ORIGINS] = {
    [RTP_ORIGIN_SENDER] =
        ("The sender sends packets twice under a new IPv4 ID: look at its "
         "network driver, VPN and QoS software."),
    [RTP_ORIGIN_NETWORK] =
        ("The TTL differs (a forwarding loop lowers it), or one packet came "
         "five times and more (a loop of bridges, a hop that duplicates): "
         "capture before and behind the hops in question, compare."),
    [RTP_ORIGIN_CAPTURE] =
        ("The capture took the same packets twice: mirror one direction of a "
         "port only, or capture on one interface instead of \"any\". Loss and "
         "call quality are not affected."),
    [RTP_ORIGIN_EVENT] = "Telephone-events are sent again on purpose.",
    [RTP_ORIGIN_UNKNOWN] =
        ("The packets do not tell whether the sender or a hop (bridge, WLAN, "
         "failover pair) made the copies (same IPv4 ID or none, TTL, link): "
         "capture at the sender, compare."),
};

static const char scheduler[] =
    ("Known fault of video: QoS packet scheduler of Windows XP, Communicator "
     "2007 R2 before 3.5.6907.37 (KB 969695, KB 971846). Update it, or set "
     "HKLM\\Software\\Microsoft\\RTC\\Transport\\QoSEnabled to 0.");

/* Allocates slots for COUNT repeats unless that was done before. */
static void detector_prepare(struct rtp_dup_burst_detector *detector,
                             uint32_t count)
{
    if (detector->n_recent != 0)
        return;
    detector->n_recent = MIN(count, RTP_DUP_BURST_COUNT_MAX);
    detector->recent =
        g_new0(struct rtp_dup_burst_repeat, /* freed by rtp_dup_burst_clear() */
               detector->n_recent);
}

static void burst_add(struct rtp_dup_burst *burst,
                      const struct rtp_dup_burst_repeat *repeat)
{
    burst->first_ns = MIN(burst->first_ns, repeat->time_ns);
    burst->last_ns = MAX(burst->last_ns, repeat->time_ns);
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

    detector->current = (struct rtp_dup_burst){.index = index,
                                               .first_ns = oldest->time_ns,
                                               .last_ns = oldest->time_ns};
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

    if (limits->count == 0)
        return RTP_DUP_BURST_NONE;
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

/* What to change, for the answer; NULL: as for all bursts. */
static const char *change_of(enum rtp_origin origin, bool marked_video)
{
    if (origin == RTP_ORIGIN_SENDER)
        return marked_video ? "mend its QoS packet scheduler"
                            : "see its network driver, VPN, QoS";
    return origin == RTP_ORIGIN_NETWORK ? "find the hop that doubles packets"
                                        : NULL;
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

/* "7.5 % of 400 packets so far"; NULL of too few to be a share of. Free with
 * g_free. */
static char *share_text(const struct rtp_dup_burst *burst, uint64_t n_packets)
{
    if (n_packets < SHARE_PACKETS_MIN)
        return NULL;
    return g_strdup_printf("%.1f %% of %" G_GUINT64_FORMAT " packets so far",
                           100.0 * burst->n_repeats / (double)n_packets,
                           n_packets);
}

/* "122.0 ms", "5.9 s". Free with g_free(). */
static char *span_text(int64_t span_ns)
{
    if ((double)span_ns < MS_SHOWN * NS_PER_MS)
        return g_strdup_printf("%.1f ms", (double)span_ns / NS_PER_MS);
    return g_strdup_printf("%.1f s", seconds_of(span_ns));
}

void rtp_dup_burst_report(GPtrArray *list, const struct rtp_dup_burst *burst,
                          const char *who, uint64_t n_packets,
                          bool marked_video)
{
    enum rtp_origin origin = origin_of(burst);
    char *span = span_text(burst->last_ns - burst->first_ns);
    char *share = share_text(burst, n_packets);
    enum finding_id id = origin == RTP_ORIGIN_CAPTURE
                             ? FINDING_DUP_BURST_CAPTURE
                             : FINDING_DUP_BURST;

    finding_add(list, id,
                "%u RTP sequence numbers repeated within %s (%.0f/s%s%s), "
                "origin %s, %s\n%s",
                burst->n_repeats, span, rate_hz(burst),
                share != NULL ? ", " : "", share != NULL ? share : "",
                rtp_origin_name(origin), who,
                origin == RTP_ORIGIN_SENDER && marked_video ? scheduler
                                                            : advice[origin]);
    ((struct finding *)g_ptr_array_index(list, list->len - 1))->change =
        change_of(origin, marked_video);
    g_free(share);
    g_free(span);
}

bool rtp_dup_burst_is_unknown(const struct rtp_dup_burst *burst)
{
    return burst->n_by_origin[RTP_ORIGIN_SENDER] == 0 &&
           burst->n_by_origin[RTP_ORIGIN_NETWORK] == 0;
}

void rtp_dup_burst_clear(struct rtp_dup_burst_detector *detector)
{
    g_free(detector->recent);
    *detector = (struct rtp_dup_burst_detector){0};
}
