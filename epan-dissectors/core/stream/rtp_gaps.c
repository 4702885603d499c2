/* Ranges of sequence numbers that never arrived at one observation point.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_gaps.h"

#define SEQ_MOD 65536

/* Returns how many packets TIMESTAMP is ahead of the highest timestamp of SEQ,
 * by the mean timestamp step in its epoch. */
static double packets_from(const struct rtp_seq *seq, uint32_t timestamp)
{
    int32_t units = (int32_t)(timestamp - seq->timestamp_max);

    return (double)units * seq->epoch_expected / seq->timestamp_span;
}

int64_t rtp_gaps_highest(const struct rtp_gaps *gaps, const struct rtp_seq *seq)
{
    return gaps->lowest + (int64_t)seq->epoch_expected - 1;
}

int64_t rtp_gaps_extend(const struct rtp_gaps *there,
                        const struct rtp_seq *seq_there, uint16_t seq,
                        uint32_t timestamp)
{
    int64_t distance = (int16_t)(uint16_t)(seq - seq_there->max_seq);
    int64_t highest = rtp_gaps_highest(there, seq_there);
    double wraps;

    if (!seq_there->started)
        return seq;
    if (seq_there->timestamp_span == 0)
        return highest + distance;
    wraps = (packets_from(seq_there, timestamp) - (double)distance) / SEQ_MOD;
    return highest + distance +
           SEQ_MOD * (int64_t)(wraps < 0 ? wraps - 0.5 : wraps + 0.5);
}

static struct rtp_gap *gap_at(const GArray *list, uint32_t i)
{
    return &g_array_index(list, struct rtp_gap, i);
}

/* Index of the first gap that does not end before NUMBER. */
static uint32_t find(const GArray *list, int64_t number)
{
    uint32_t low = 0, high = list->len;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (gap_at(list, middle)->last < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void insert(struct rtp_gaps *gaps, uint32_t i, int64_t first,
                   int64_t last)
{
    struct rtp_gap gap = {first, last};

    if (gaps->list == NULL) /* freed by rtp_gaps_clear() */
        gaps->list = g_array_new(FALSE, FALSE, sizeof gap);
    g_array_insert_val(gaps->list, i, gap);
}

void rtp_gaps_skip(struct rtp_gaps *gaps, int64_t first, int64_t last)
{
    uint32_t n = gaps->list == NULL ? 0 : gaps->list->len;

    if (gaps->full)
        return;
    if (n < RTP_GAPS_MAX) {
        insert(gaps, n, first, last);
        return;
    }
    gaps->full = true;
    gaps->until = first - 1;
}

/* Removes NUMBER from gap I. */
static void split(struct rtp_gaps *gaps, uint32_t i, int64_t number)
{
    struct rtp_gap *gap = gap_at(gaps->list, i);
    int64_t last = gap->last;

    if (gap->first == last) {
        g_array_remove_index(gaps->list, i);
    } else if (number == gap->first) {
        gap->first++;
    } else {
        gap->last = number - 1;
        if (number < last)
            insert(gaps, i + 1, number + 1, last);
    }
}

void rtp_gaps_fill(struct rtp_gaps *gaps, int64_t number)
{
    uint32_t i;

    if (number < gaps->lowest) {
        if (number + 1 < gaps->lowest)
            insert(gaps, 0, number + 1, gaps->lowest - 1);
        gaps->lowest = number;
        return;
    }
    if (gaps->list == NULL)
        return;
    i = find(gaps->list, number);
    if (i < gaps->list->len && gap_at(gaps->list, i)->first <= number)
        split(gaps, i, number);
}

/* How many numbers both ranges have in common. */
static int64_t overlap(int64_t first, int64_t last, int64_t from, int64_t to)
{
    int64_t n = MIN(last, to) - MAX(first, from) + 1;

    return MAX(n, 0);
}

/* How many numbers from FIRST to LAST are in gaps. */
static int64_t n_missing(const struct rtp_gaps *gaps, int64_t first,
                         int64_t last)
{
    int64_t n = 0;

    if (gaps->list == NULL)
        return 0;
    for (uint32_t i = find(gaps->list, first);
         i < gaps->list->len && gap_at(gaps->list, i)->first <= last; i++) {
        const struct rtp_gap *gap = gap_at(gaps->list, i);

        n += overlap(gap->first, gap->last, first, last);
    }
    return n;
}

/* How many numbers from FIRST to LAST are in gaps of both. */
static int64_t n_missing_both(const struct rtp_gaps *here,
                              const struct rtp_gaps *there, int64_t first,
                              int64_t last)
{
    int64_t n = 0;

    for (uint32_t i = 0; here->list != NULL && i < here->list->len; i++) {
        const struct rtp_gap *gap = gap_at(here->list, i);

        n += n_missing(there, MAX(gap->first, first), MIN(gap->last, last));
    }
    return n;
}

struct rtp_gaps_comparison rtp_gaps_compare(const struct rtp_gaps *here,
                                            int64_t highest_here,
                                            const struct rtp_gaps *there,
                                            int64_t highest_there,
                                            int64_t first, int64_t last)
{
    struct rtp_gaps_comparison comparison = {0};
    int64_t known;

    first = MAX(first, MAX(here->lowest, there->lowest));
    last = MIN(last, MIN(highest_here, highest_there));
    known = last;
    if (here->full)
        known = MIN(known, here->until);
    if (there->full)
        known = MIN(known, there->until);
    comparison.cut = known < last;
    if (known < first)
        return comparison;
    comparison.n_common = known - first + 1;
    comparison.n_neither = n_missing_both(here, there, first, known);
    comparison.n_here_only =
        n_missing(there, first, known) - comparison.n_neither;
    comparison.n_there_only =
        n_missing(here, first, known) - comparison.n_neither;
    return comparison;
}

void rtp_gaps_clear(struct rtp_gaps *gaps)
{
    if (gaps->list != NULL)
        g_array_unref(gaps->list);
    *gaps = (struct rtp_gaps){0};
}
