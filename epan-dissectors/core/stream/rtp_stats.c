/* One RTP stream at one observation point.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_stats.h"

#define MAX_MISORDER 100 /* packets, RFC 3550 A.1 */

/* Returns the entry of which ARRIVAL is a copy, or NULL. */
static struct rtp_history_entry *find_same(const struct rtp_history *history,
                                           const struct rtp_arrival *arrival)
{
    struct rtp_history_entry *entry = rtp_history_find(history, arrival->seq);

    if (rtp_history_compare(entry, arrival) != RTP_CONTENT_SAME)
        return NULL;
    return entry;
}

/* Returns the packet of which ARRIVAL, not ahead of the current epoch, is a
 * copy, or NULL. */
static struct rtp_history_entry *
find_original(const struct rtp_stats *stats, const struct rtp_arrival *arrival)
{
    struct rtp_history_entry *entry = find_same(&stats->history, arrival);

    if (entry == NULL)
        entry = find_same(&stats->pending, arrival);
    if (entry == NULL)
        entry = find_same(&stats->previous, arrival);
    return entry;
}

/* Returns the packet before a restart of which ARRIVAL is a copy, or NULL.
 * ARRIVAL is next in number, which speaks against it, so the IPv4 ID must be
 * equal too. */
static struct rtp_history_entry *
find_before_restart(const struct rtp_stats *stats,
                    const struct rtp_arrival *arrival)
{
    struct rtp_history_entry *entry = find_same(&stats->previous, arrival);

    if (entry == NULL || entry->ip_id == 0 || entry->ip_id != arrival->ip_id)
        return NULL;
    return entry;
}

/* Whether ARRIVAL, DISTANCE from the highest number, may be the start of a
 * sender that went back: it looks like ENTRY, but is far behind or follows a
 * packet that was, and no IPv4 ID proves that it is the same packet. */
static bool may_be_restart(const struct rtp_seq *seq,
                           const struct rtp_history_entry *entry,
                           const struct rtp_arrival *arrival, int16_t distance)
{
    const struct rtp_seq_candidate *candidate = &seq->candidate;

    if (entry->ip_id != 0 && entry->ip_id == arrival->ip_id)
        return false;
    return distance < -MAX_MISORDER ||
           (candidate->active &&
            arrival->seq == (uint16_t)(candidate->max_seq + 1));
}

static void history_add(struct rtp_stats *stats,
                        const struct rtp_arrival *arrival)
{
    if (stats->history.n_slots < RTP_SEQ_WINDOW &&
        stats->history.n_slots < stats->seq.epoch_expected)
        rtp_history_reserve(&stats->history, stats->seq.epoch_expected);
    rtp_history_store(&stats->history, arrival);
}

static void pending_add(struct rtp_stats *stats,
                        const struct rtp_arrival *arrival)
{
    rtp_history_reserve(&stats->pending, 1);
    rtp_history_store(&stats->pending, arrival);
}

/* Makes the pending packets the history of the current epoch. */
static void history_restart(struct rtp_stats *stats,
                            const struct rtp_arrival *arrival)
{
    rtp_history_clear(&stats->previous);
    stats->previous = stats->history;
    stats->history = stats->pending;
    stats->pending = (struct rtp_history){0};
    history_add(stats, arrival);
}

/* Counts a repeat and passes it to the burst detector of its kind. */
static void repeat_update(struct rtp_stats *stats,
                          const struct rtp_arrival *arrival,
                          const struct rtp_dup_burst_limits *limits,
                          uint32_t *n_bursts,
                          struct rtp_stream_verdict *verdict)
{
    enum rtp_origin origin = verdict->duplicate.origin;
    struct rtp_dup_burst_repeat repeat = {.time_ns = arrival->time_ns,
                                          .origin = origin};
    struct rtp_dup_burst_detector *detector;

    stats->n_duplicates[origin]++;
    if (origin == RTP_ORIGIN_EVENT)
        return;
    if (stats->bursts == NULL) /* freed by rtp_stats_clear() */
        stats->bursts = g_new0(struct rtp_stream_bursts, 1);
    detector = origin == RTP_ORIGIN_CAPTURE ? &stats->bursts->captured
                                            : &stats->bursts->made;
    verdict->burst = rtp_dup_burst_update(detector, limits, &repeat, n_bursts);
    if (verdict->burst != RTP_DUP_BURST_NONE)
        verdict->dup_burst = &detector->current;
}

/* Stores a packet according to its verdict. */
static void history_update(struct rtp_stats *stats,
                           const struct rtp_arrival *arrival,
                           enum rtp_seq_verdict verdict)
{
    switch (verdict) {
    case RTP_SEQ_NEW:
    case RTP_SEQ_LATE:
        history_add(stats, arrival);
        return;
    case RTP_SEQ_CONFLICT:
    case RTP_SEQ_OLD:
    case RTP_SEQ_PENDING:
        pending_add(stats, arrival);
        return;
    case RTP_SEQ_RESTART:
        history_restart(stats, arrival);
        return;
    case RTP_SEQ_SEEN:
        return;
    }
}

/* Processes a packet that is not next in number, or may be a copy although it
 * is. */
static bool update_out_of_order(struct rtp_stats *stats,
                                const struct rtp_arrival *arrival,
                                const struct rtp_dup_burst_limits *limits,
                                uint32_t *n_bursts, int16_t distance,
                                struct rtp_stream_verdict *verdict)
{
    struct rtp_history_entry *known =
        rtp_history_find(&stats->history, arrival->seq);
    struct rtp_history_entry *original =
        distance > 0 && distance < RTP_SEQ_MAX_DROPOUT
            ? find_before_restart(stats, arrival)
            : find_original(stats, arrival);
    enum rtp_content content = original != NULL
                                   ? RTP_CONTENT_SAME
                                   : rtp_history_compare(known, arrival);

    if (original != NULL &&
        may_be_restart(&stats->seq, original, arrival, distance)) {
        original = NULL;
        content = RTP_CONTENT_STALE;
    }
    *verdict = (struct rtp_stream_verdict){0};
    verdict->seq =
        rtp_seq_update(&stats->seq, arrival->seq, arrival->timestamp, content);
    if (verdict->seq == RTP_SEQ_NEW)
        verdict->n_skipped = (uint16_t)(distance - 1);
    if (verdict->seq == RTP_SEQ_CONFLICT)
        verdict->conflict_frame = known->frame;
    if (original != NULL) {
        stats->mirroring.n_received = rtp_seq_received(&stats->seq);
        verdict->duplicate =
            rtp_duplicate_judge(original, arrival, &stats->mirroring);
        repeat_update(stats, arrival, limits, n_bursts, verdict);
    }
    history_update(stats, arrival, verdict->seq);
    return true;
}

bool rtp_stats_update(struct rtp_stats *stats,
                      const struct rtp_arrival *arrival,
                      const struct rtp_dup_burst_limits *limits,
                      uint32_t *n_bursts, struct rtp_stream_verdict *verdict)
{
    int16_t distance = rtp_seq_distance(&stats->seq, arrival->seq);

    stats->n_packets++;
    if (distance != 1 || (stats->previous.n_slots != 0 &&
                          find_before_restart(stats, arrival) != NULL))
        return update_out_of_order(stats, arrival, limits, n_bursts, distance,
                                   verdict);
    rtp_seq_advance(&stats->seq, arrival->seq, arrival->timestamp);
    history_add(stats, arrival);
    return false;
}

uint64_t rtp_stats_duplicates(const struct rtp_stats *stats)
{
    uint64_t n_duplicates = 0;

    for (int origin = 0; origin < N_RTP_ORIGINS; origin++)
        n_duplicates += stats->n_duplicates[origin];
    return n_duplicates;
}

uint32_t rtp_stats_bursts(const struct rtp_stats *stats)
{
    if (stats->bursts == NULL)
        return 0;
    return stats->bursts->made.n_bursts + stats->bursts->captured.n_bursts;
}

const struct rtp_dup_burst *rtp_stats_worst(const struct rtp_stats *stats)
{
    if (stats->bursts == NULL)
        return NULL;
    if (stats->bursts->made.n_bursts > 0)
        return &stats->bursts->made.worst;
    if (stats->bursts->captured.n_bursts > 0)
        return &stats->bursts->captured.worst;
    return NULL;
}

void rtp_stats_forget_packets(struct rtp_stats *stats)
{
    rtp_history_clear(&stats->history);
    rtp_history_clear(&stats->previous);
}

void rtp_stats_clear(struct rtp_stats *stats)
{
    rtp_stats_forget_packets(stats);
    rtp_history_clear(&stats->pending);
    if (stats->bursts != NULL) {
        rtp_dup_burst_clear(&stats->bursts->made);
        rtp_dup_burst_clear(&stats->bursts->captured);
    }
    g_free(stats->bursts);
    *stats = (struct rtp_stats){0};
}
