/* A cache of flows by the addresses and ports of IPv4 packets, and what tells
 * that there is none. A lookup here costs much less than building a packet's
 * path and looking that up.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RECENT_FLOWS_H
#define LYNC_CORE_RECENT_FLOWS_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"

#define RECENT_FLOWS_SLOTS 2048 /* each direction of a flow takes one */
#define RECENT_FLOWS_MARKS 65536

struct media_flow;

/* A packet's addresses, in network byte order, and ports. */
struct recent_key {
    uint32_t source;
    uint32_t destination;
    uint16_t source_port;
    uint16_t destination_port;
};

struct recent_flow {
    struct recent_key key;
    uint8_t direction;       /* direction of the packet in flow */
    struct media_flow *flow; /* NULL: the slot is empty */
};

/* The cache. All zero: empty. Any entry may be displaced by another at any
 * time. */
struct recent_flows {
    struct recent_flow slots[RECENT_FLOWS_SLOTS];
    uint64_t marks[RECENT_FLOWS_MARKS / 64]; /* bits: a flow has been there */
};

/* There is a flow between ENDS from now on. */
void recent_flows_mark(struct recent_flows *flows,
                       const struct endpoint ends[2]);

/* Whether there may be a flow of packets with KEY: false only if there is none.
 * Some flow of many has the mark of another's. */
bool recent_flows_may_have(const struct recent_flows *flows,
                           const struct recent_key *key);

/* Returns the entry of packets with KEY; NULL if there is none. */
const struct recent_flow *recent_flows_find(const struct recent_flows *flows,
                                            const struct recent_key *key);

/* Stores that packets with KEY belong to FLOW, in DIRECTION. FLOW must outlive
 * the cache. */
void recent_flows_put(struct recent_flows *flows, const struct recent_key *key,
                      struct media_flow *flow, uint8_t direction);

#endif
