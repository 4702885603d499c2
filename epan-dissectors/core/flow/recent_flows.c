/* A cache of flows by the addresses and ports of IPv4 packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "recent_flows.h"

#include <stddef.h>
#include <string.h>

#define HASH_MULTIPLIER UINT64_C(0x9E3779B97F4A7C15) /* 2^64 / golden ratio */
#define HASH_SHIFT      53                           /* leaves 11 bits: 2048 */
#define MARK_SHIFT      48

_Static_assert(RECENT_FLOWS_SLOTS == 1 << (64 - HASH_SHIFT), "bits of a slot");
_Static_assert(RECENT_FLOWS_MARKS == 1 << (64 - MARK_SHIFT), "bits of a mark");

static size_t slot_of(const struct recent_key *key)
{
    uint64_t hash = (uint64_t)key->source << 32 | key->destination;

    hash *= HASH_MULTIPLIER;
    hash ^= (uint64_t)key->source_port << 16 | key->destination_port;
    return (hash * HASH_MULTIPLIER) >> HASH_SHIFT;
}

/* The same in both directions. */
static size_t mark_of(const struct recent_key *key)
{
    uint64_t ends = ((uint64_t)key->source << 16) + key->source_port +
                    ((uint64_t)key->destination << 16) + key->destination_port;

    return (ends * HASH_MULTIPLIER) >> MARK_SHIFT;
}

void recent_flows_mark(struct recent_flows *flows,
                       const struct endpoint ends[2])
{
    struct recent_key key = {.source_port = ends[0].port,
                             .destination_port = ends[1].port};
    size_t mark;

    if (ends[0].family != 4)
        return;
    memcpy(&key.source, ends[0].address, sizeof key.source);
    memcpy(&key.destination, ends[1].address, sizeof key.destination);
    mark = mark_of(&key);
    flows->marks[mark / 64] |= UINT64_C(1) << mark % 64;
}

bool recent_flows_may_have(const struct recent_flows *flows,
                           const struct recent_key *key)
{
    size_t mark = mark_of(key);

    return (flows->marks[mark / 64] >> mark % 64 & 1) != 0;
}

static bool same_key(const struct recent_key *a, const struct recent_key *b)
{
    return a->source == b->source && a->destination == b->destination &&
           a->source_port == b->source_port &&
           a->destination_port == b->destination_port;
}

const struct recent_flow *recent_flows_find(const struct recent_flows *flows,
                                            const struct recent_key *key)
{
    const struct recent_flow *slot = &flows->slots[slot_of(key)];

    return slot->flow != NULL && same_key(&slot->key, key) ? slot : NULL;
}

void recent_flows_put(struct recent_flows *flows, const struct recent_key *key,
                      struct media_flow *flow, uint8_t direction)
{
    flows->slots[slot_of(key)] = (struct recent_flow){*key, direction, flow};
}
