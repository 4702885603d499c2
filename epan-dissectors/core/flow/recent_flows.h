/* The flows of the latest packets over IPv4, by addresses and ports as the
 * packet has them: finding a flow here costs a fraction of what it costs to
 * make a packet's path and look that up.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RECENT_FLOWS_H
#define LYNC_CORE_RECENT_FLOWS_H

#include <stdint.h>

#define RECENT_FLOWS_SLOTS 2048 /* each direction of a flow takes one */

struct media_flow;

/* A packet's addresses, in network order, and ports. */
struct recent_key {
    uint32_t source;
    uint32_t destination;
    uint16_t source_port;
    uint16_t destination_port;
};

struct recent_flow {
    struct recent_key key;
    uint8_t direction;       /* of the packet in the flow */
    struct media_flow *flow; /* NULL: the slot is empty */
};

/* All zero is a table of which nothing is known. A packet's flow may be
 * displaced by another one's at any time. */
struct recent_flows {
    struct recent_flow slots[RECENT_FLOWS_SLOTS];
};

/* What is kept of packets with KEY; NULL if nothing is. */
const struct recent_flow *recent_flows_find(const struct recent_flows *flows,
                                            const struct recent_key *key);

/* Packets with KEY belong to FLOW, in DIRECTION: as long as the table is
 * used. */
void recent_flows_put(struct recent_flows *flows, const struct recent_key *key,
                      struct media_flow *flow, uint8_t direction);

#endif
