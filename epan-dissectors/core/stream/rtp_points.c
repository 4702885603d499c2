/* One RTP stream seen at several observation points.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_points.h"

#define SETTLE_DISTANCE  256 /* packets after a number; below RTP_SEQ_WINDOW */
#define REPORTED_MISSING 3   /* sequence numbers; fewer are chance */
#define RECENT           16  /* latest entries checked for a third copy */
#define RANGES_MAX       4   /* of missing numbers that are named */

/* Who made the copies. */
static const char scheduler[] =
    ("The sender's packet scheduler drops what it repeats (Windows XP QoS with "
     "Communicator 2007 R2 video: KB 969695, KB 971846).");
static const char sender[] =
    ("Origin sender: it drops what it repeats, the network cannot know what "
     "that is. Look at its network driver, VPN and QoS software.");

/* What became of the repeated numbers at another point. */
struct comparison {
    uint32_t n_repeated; /* sequence numbers, each once */
    uint32_t n_kept;     /* how many of them are kept; the rest counts these */
    uint32_t n_missing;  /* no copy arrived */
    uint32_t n_arrived;
    int64_t lost_between; /* packets lost there less those lost here */
};

static struct rtp_point *point_at(struct rtp_points *points, uint32_t i)
{
    return i == 0 ? &points->first : &points->others[i - 1];
}

/* Returns the index of the point at INTERFACE_ID, adding it if it is new;
 * RTP_POINTS_MAX if there are too many. */
static uint32_t point_find(struct rtp_points *points, uint32_t interface_id)
{
    uint32_t i = 0;

    while (i < points->n_points &&
           point_at(points, i)->interface_id != interface_id)
        i++;
    if (i < points->n_points || i == RTP_POINTS_MAX)
        return i;
    if (i > 0 && points->others == NULL) /* freed by rtp_points_clear() */
        points->others = g_new0(struct rtp_point, RTP_POINTS_MAX - 1);
    point_at(points, i)->interface_id = interface_id;
    points->n_points++;
    return i;
}

/* Whether SEQ is among the last RECENT entries of LIST. */
static bool repeated_recently(const GArray *list, uint16_t seq)
{
    for (uint32_t i = list->len; i > 0 && list->len - i < RECENT; i--)
        if (g_array_index(list, struct rtp_repeated, i - 1).seq == seq)
            return true;
    return false;
}

/* Stores a number that the sender may have repeated. */
static void repeated_add(struct rtp_point *point, uint16_t seq)
{
    struct rtp_repeated repeated = {.seq = seq};
    struct rtp_repeats *repeats = point->repeats;

    if (repeats == NULL) { /* freed by rtp_points_clear() */
        repeats = point->repeats = g_new0(struct rtp_repeats, 1);
        repeats->list = g_array_new(FALSE, FALSE, sizeof repeated);
    }
    if (repeated_recently(repeats->list, seq))
        return;
    repeats->n++;
    if (repeats->list->len < RTP_REPEATED_MAX)
        g_array_append_val(repeats->list, repeated);
}

/* Records which of REPEATS arrived at point THERE while they are still in its
 * window. */
static void repeats_settle(struct rtp_repeats *repeats, uint32_t there_index,
                           const struct rtp_seq *there)
{
    uint32_t *n_settled = &repeats->n_settled[there_index];

    while (*n_settled < repeats->list->len) {
        struct rtp_repeated *repeated =
            &g_array_index(repeats->list, struct rtp_repeated, *n_settled);
        enum rtp_seq_presence presence = rtp_seq_presence(there, repeated->seq);

        if (rtp_seq_distance(there, repeated->seq) > -SETTLE_DISTANCE)
            return;
        if (presence == RTP_SEQ_ARRIVED)
            repeated->arrived |= 1U << there_index;
        if (presence == RTP_SEQ_ARRIVED || presence == RTP_SEQ_MISSING)
            repeated->settled |= 1U << there_index;
        ++*n_settled;
    }
}

static void points_settle(struct rtp_points *points, uint32_t there)
{
    const struct rtp_seq *seq = &point_at(points, there)->stats.seq;

    for (uint32_t here = 0; here < points->n_points; here++) {
        struct rtp_repeats *repeats = point_at(points, here)->repeats;

        if (here != there && repeats != NULL)
            repeats_settle(repeats, there, seq);
    }
}

/* Updates the gaps of POINT after its stats have processed SEQ. HIGHEST is the
 * extended highest number before that. */
static void gaps_update(struct rtp_point *point, uint16_t seq, int64_t highest,
                        const struct rtp_stream_verdict *verdict)
{
    const struct rtp_seq *state = &point->stats.seq;

    if (state->n_restarts > 0)
        return;
    if (verdict->seq == RTP_SEQ_NEW && verdict->n_skipped > 0)
        rtp_gaps_skip(&point->gaps, highest + 1, highest + verdict->n_skipped);
    if (verdict->seq == RTP_SEQ_LATE)
        rtp_gaps_fill(&point->gaps, highest - (uint16_t)(state->max_seq - seq));
}

/* Sets the extended number of the first packet at POINT, counted from the
 * origin of the first point. */
static void gaps_begin(const struct rtp_points *points, struct rtp_point *point,
                       const struct rtp_arrival *arrival)
{
    const struct rtp_point *first = &points->first;

    point->gaps.lowest =
        point == first ? arrival->seq
                       : rtp_gaps_extend(&first->gaps, &first->stats.seq,
                                         arrival->seq, arrival->timestamp);
}

bool rtp_points_update(struct rtp_points *points,
                       const struct rtp_arrival *arrival,
                       const struct rtp_dup_burst_limits *limits,
                       uint32_t *n_bursts, struct rtp_stream_verdict *verdict)
{
    uint32_t i = point_find(points, arrival->interface_id);
    struct rtp_point *point;
    int64_t highest;
    bool told;

    if (i == RTP_POINTS_MAX) {
        points->n_ignored++;
        return false;
    }
    point = point_at(points, i);
    if (!point->stats.seq.started)
        gaps_begin(points, point, arrival);
    highest = rtp_gaps_highest(&point->gaps, &point->stats.seq);
    rtp_marks_update(&point->marks, arrival->dscp, arrival->ttl);
    told = rtp_stats_update(&point->stats, arrival, limits, n_bursts, verdict);
    if (told)
        gaps_update(point, arrival->seq, highest, verdict);
    if (told && verdict->seq == RTP_SEQ_SEEN &&
        (verdict->duplicate.origin == RTP_ORIGIN_SENDER ||
         verdict->duplicate.origin == RTP_ORIGIN_UNKNOWN))
        repeated_add(point, arrival->seq);
    if (points->n_points > 1)
        points_settle(points, i);
    return told;
}

/* Returns the point at INTERFACE_ID, not looking at the first one; NULL if
 * there is none. */
static const struct rtp_point *other_point(const struct rtp_points *points,
                                           uint32_t interface_id)
{
    for (uint32_t i = 1; i < points->n_points; i++)
        if (points->others[i - 1].interface_id == interface_id)
            return &points->others[i - 1];
    return NULL;
}

bool rtp_points_is_news(const struct rtp_points *points, uint32_t interface_id,
                        uint16_t seq)
{
    const struct rtp_point *first = &points->first;
    const struct rtp_point *point;
    int64_t behind; /* behind the highest number at POINT */

    if (points->n_points < 2 || first->interface_id == interface_id)
        return true;
    point = other_point(points, interface_id);
    if (point == NULL || first->stats.seq.n_restarts > 0 ||
        point->stats.seq.n_restarts > 0)
        return true;
    behind = (uint16_t)(point->stats.seq.max_seq - seq);
    return rtp_gaps_highest(&point->gaps, &point->stats.seq) - behind >
           rtp_gaps_highest(&first->gaps, &first->stats.seq);
}

const struct rtp_point *rtp_points_at(const struct rtp_points *points,
                                      uint32_t i)
{
    return i == 0 ? &points->first : &points->others[i - 1];
}

/* Returns what is known of a repeated number at point THERE. PASSED: it has
 * left the window there. */
static enum rtp_seq_presence
repeated_presence(const struct rtp_repeated *repeated, uint32_t there_index,
                  bool passed, const struct rtp_seq *there)
{
    if ((repeated->settled >> there_index & 1) != 0)
        return (repeated->arrived >> there_index & 1) != 0 ? RTP_SEQ_ARRIVED
                                                           : RTP_SEQ_MISSING;
    return passed ? RTP_SEQ_FORGOTTEN : rtp_seq_presence(there, repeated->seq);
}

static enum rtp_seq_presence presence_of(const struct rtp_points *points,
                                         uint32_t here, uint32_t there,
                                         uint32_t i)
{
    const struct rtp_repeats *repeats = rtp_points_at(points, here)->repeats;

    return repeated_presence(
        &g_array_index(repeats->list, struct rtp_repeated, i), there,
        i < repeats->n_settled[there],
        &rtp_points_at(points, there)->stats.seq);
}

/* Compares what was repeated at point HERE with what arrived at point THERE.
 * Numbers that THERE cannot have seen count as neither missing nor arrived. */
static struct comparison compare(const struct rtp_points *points, uint32_t here,
                                 uint32_t there)
{
    const struct rtp_point *point = rtp_points_at(points, here);
    const struct rtp_seq *other = &rtp_points_at(points, there)->stats.seq;
    struct comparison comparison = {
        .lost_between = (int64_t)rtp_seq_lost(other) -
                        (int64_t)rtp_seq_lost(&point->stats.seq),
    };

    if (point->repeats != NULL) {
        comparison.n_repeated = point->repeats->n;
        comparison.n_kept = point->repeats->list->len;
    }
    for (uint32_t i = 0; i < comparison.n_kept; i++) {
        enum rtp_seq_presence presence = presence_of(points, here, there, i);

        comparison.n_missing += presence == RTP_SEQ_MISSING;
        comparison.n_arrived += presence == RTP_SEQ_ARRIVED;
    }
    return comparison;
}

static void range_append(GString *text, uint16_t first, uint16_t last)
{
    if (text->len > 0)
        g_string_append(text, ", ");
    g_string_append_printf(text, "%u", first);
    if (last != first)
        g_string_append_printf(text, "-%u", last);
}

/* Returns the numbers repeated at HERE that never arrived at THERE, such as
 * "1020-1039, 1051", at most RANGES_MAX ranges and then "...". HERE must have
 * repeats. Free with g_free(). */
static char *missing_text(const struct rtp_points *points, uint32_t here,
                          uint32_t there)
{
    const GArray *list = rtp_points_at(points, here)->repeats->list;
    GString *text = g_string_new(NULL);
    uint32_t n_ranges = 0;
    uint32_t i = 0;

    while (i < list->len) {
        uint16_t first = g_array_index(list, struct rtp_repeated, i).seq;
        uint16_t last = first;

        if (presence_of(points, here, there, i++) != RTP_SEQ_MISSING)
            continue;
        while (i < list->len &&
               g_array_index(list, struct rtp_repeated, i).seq ==
                   (uint16_t)(last + 1) &&
               presence_of(points, here, there, i) == RTP_SEQ_MISSING) {
            last++;
            i++;
        }
        if (++n_ranges > RANGES_MAX) {
            g_string_append(text, ", ...");
            break;
        }
        range_append(text, first, last);
    }
    return g_string_free(text, FALSE);
}

uint32_t rtp_points_n_missing(const struct rtp_points *points, uint32_t here,
                              uint32_t there)
{
    struct comparison comparison = compare(points, here, there);

    return comparison.n_missing < REPORTED_MISSING ? 0 : comparison.n_missing;
}

static void pair_report(GPtrArray *list, const struct rtp_points *points,
                        uint32_t here, uint32_t there, const char *who,
                        bool marked_video)
{
    struct comparison comparison = compare(points, here, there);
    const char *first =
        comparison.n_kept < comparison.n_repeated ? "the first " : "";
    char *missing;

    if (comparison.n_missing < REPORTED_MISSING)
        return;
    missing = missing_text(points, here, there);
    finding_add(list, FINDING_DUP_BURST_MISSING,
                "%u of %s%u sequence numbers repeated at interface %u never "
                "arrived at interface %u (%u arrived): %s; %" G_GINT64_FORMAT
                " packets lost between the two, %s\n%s",
                comparison.n_missing, first, comparison.n_kept,
                rtp_points_at(points, here)->interface_id,
                rtp_points_at(points, there)->interface_id,
                comparison.n_arrived, missing, comparison.lost_between, who,
                marked_video ? scheduler : sender);
    g_free(missing);
}

void rtp_points_report(GPtrArray *list, const struct rtp_points *points,
                       const char *who, bool marked_video)
{
    for (uint32_t here = 0; here < points->n_points; here++) {
        for (uint32_t there = 0; there < points->n_points; there++)
            if (here != there)
                pair_report(list, points, here, there, who, marked_video);
    }
}

void rtp_points_forget_packets(struct rtp_points *points)
{
    for (uint32_t i = 0; i < points->n_points; i++)
        rtp_stats_forget_packets(&point_at(points, i)->stats);
}

void rtp_points_clear(struct rtp_points *points)
{
    for (uint32_t i = 0; i < points->n_points; i++) {
        struct rtp_point *point = point_at(points, i);

        rtp_stats_clear(&point->stats);
        rtp_gaps_clear(&point->gaps);
        if (point->repeats != NULL)
            g_array_unref(point->repeats->list);
        g_free(point->repeats);
    }
    g_free(points->others);
    *points = (struct rtp_points){0};
}
