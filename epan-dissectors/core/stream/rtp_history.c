/* The latest packets of an RTP stream, by sequence number.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_history.h"

#include <glib.h>

#define SEQ_HIGH_SHIFT 4          /* the slot implies the low 4 bits */
#define HASH_PRIME     0x9e3779b1 /* 2^32 / golden ratio, a prime */
#define LINK_SHIFT     23         /* keeps the upper 9 of 32 bits */

G_STATIC_ASSERT(sizeof(struct rtp_history_entry) == 16);
G_STATIC_ASSERT(RTP_HISTORY_FIRST == 1 << SEQ_HIGH_SHIFT);

static struct rtp_history_entry *slot_of(const struct rtp_history *history,
                                         uint16_t seq)
{
    return &history->entries[seq & (history->n_slots - 1)];
}

static uint16_t fingerprint_of(const struct rtp_arrival *arrival)
{
    uint32_t kind = (uint32_t)arrival->payload_type << 1 | arrival->marker;
    uint32_t hash = (arrival->timestamp ^ kind << 24) * HASH_PRIME;

    return (uint16_t)((hash ^ arrival->payload_sample) * HASH_PRIME >> 16);
}

static uint32_t time_us_of(const struct rtp_arrival *arrival)
{
    return (uint32_t)(arrival->time_ns / 1000);
}

/* Returns the sequence number of the entry in slot I. */
static uint16_t seq_of_slot(const struct rtp_history_entry *entry, uint32_t i)
{
    return (uint16_t)(entry->seq_high << SEQ_HIGH_SHIFT |
                      (i & (RTP_HISTORY_FIRST - 1)));
}

static void history_resize(struct rtp_history *history, uint32_t n_slots)
{
    struct rtp_history larger = {
        .entries = g_new0(struct rtp_history_entry,
                          n_slots), /* freed by rtp_history_clear() */
        .n_slots = n_slots,
    };

    for (uint32_t i = 0; i < history->n_slots; i++) {
        const struct rtp_history_entry *entry = &history->entries[i];

        if (entry->frame != 0)
            *slot_of(&larger, seq_of_slot(entry, i)) = *entry;
    }
    g_free(history->entries);
    *history = larger;
}

void rtp_history_reserve(struct rtp_history *history, uint32_t n_seqs)
{
    uint32_t n_slots = RTP_HISTORY_FIRST;

    while (n_slots < n_seqs && n_slots < RTP_SEQ_WINDOW)
        n_slots *= 2;
    if (n_slots > history->n_slots)
        history_resize(history, n_slots);
}

void rtp_history_store(struct rtp_history *history,
                       const struct rtp_arrival *arrival)
{
    *slot_of(history, arrival->seq) = (struct rtp_history_entry){
        .frame = arrival->frame,
        .time_us = time_us_of(arrival),
        .fingerprint = fingerprint_of(arrival),
        .ip_id = arrival->ip_id,
        .seq_high = arrival->seq >> SEQ_HIGH_SHIFT,
        .ttl = arrival->ttl,
        .link_hash = rtp_history_link(arrival),
    };
}

struct rtp_history_entry *rtp_history_find(const struct rtp_history *history,
                                           uint16_t seq)
{
    struct rtp_history_entry *entry;

    if (history->n_slots == 0)
        return NULL;
    entry = slot_of(history, seq);
    if (entry->frame == 0 || entry->seq_high != seq >> SEQ_HIGH_SHIFT)
        return NULL;
    return entry;
}

enum rtp_content rtp_history_compare(const struct rtp_history_entry *entry,
                                     const struct rtp_arrival *arrival)
{
    int32_t age_us;

    if (entry == NULL)
        return RTP_CONTENT_UNKNOWN;
    age_us = rtp_history_age_us(entry, arrival);
    if (entry->fingerprint != fingerprint_of(arrival))
        return age_us <= RTP_CONFLICT_AGE_MAX_US ? RTP_CONTENT_OTHER
                                                 : RTP_CONTENT_REUSED;
    if (age_us <= RTP_COPY_AGE_MAX_US ||
        (entry->ip_id != 0 && entry->ip_id == arrival->ip_id))
        return RTP_CONTENT_SAME;
    return RTP_CONTENT_STALE;
}

int32_t rtp_history_age_us(const struct rtp_history_entry *entry,
                           const struct rtp_arrival *arrival)
{
    return (int32_t)(time_us_of(arrival) - entry->time_us);
}

void rtp_history_repeat(struct rtp_history_entry *entry,
                        const struct rtp_arrival *arrival)
{
    entry->time_us = time_us_of(arrival);
    entry->ip_id = arrival->ip_id;
    entry->ttl = arrival->ttl;
    entry->link_hash = rtp_history_link(arrival);
    if (entry->n_repeats < RTP_HISTORY_REPEATS_MAX)
        entry->n_repeats++;
}

uint32_t rtp_history_link(const struct rtp_arrival *arrival)
{
    return arrival->link_hash * HASH_PRIME >> LINK_SHIFT;
}

void rtp_history_clear(struct rtp_history *history)
{
    g_free(history->entries);
    *history = (struct rtp_history){0};
}
