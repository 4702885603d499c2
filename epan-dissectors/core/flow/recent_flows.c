/* A cache of flows by the addresses and ports of IPv4 packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "recent_flows.h"

#include <stdbool.h>
#include <stddef.h>

#define HASH_MULTIPLIER UINT64_C(0x9E3779B97F4A7C15) /* 2^64 / golden ratio */
#define HASH_SHIFT      53                           /* leaves 11 bits: 2048 */

_Static_assert(RECENT_FLOWS_SLOTS == 1 << (64 - HASH_SHIFT), "bits of a slot");

static size_t slot_of(const struct recent_key *key)
{
    uint64_t hash = (uint64_t)key->source << 32 | key->destination;

    hash *= HASH_MULTIPLIER;
    hash ^= (uint64_t)key->source_port << 16 | key->destination_port;
    return (hash * HASH_MULTIPLIER) >> HASH_SHIFT;
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
