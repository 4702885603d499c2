/* One gate in front of TCP for all modules of this project that are loaded: a
 * gate for each would cost every segment as much again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TCP_FRONT_H
#define LYNC_TCP_FRONT_H

#include <epan/packet.h>

/* A segment, and what a dissector of TCP gets. */
struct tcp_seen {
    tvbuff_t *tvb;
    packet_info *pinfo;
    proto_tree *tree;
    void *ip;              /* as IP's table of protocols passes it */
    const uint8_t *octets; /* of TVB; NULL if there are none */
    unsigned n_captured;
};

/* What a watcher wants when TCP has dissected the segment. */
enum tcp_wish {
    TCP_WISH_NOTHING,
    TCP_WISH_AFTER,  /* to be called, unless TCP gives up with an exception */
    TCP_WISH_ALWAYS, /* to be called */
};

/* A module that wants to see segments. */
struct tcp_watcher {
    enum tcp_wish (*before)(const struct tcp_seen *seen);
    void (*after)(const struct tcp_seen *seen);
};

#define TCP_WATCHERS_MAX 4

/* Adds WATCHER, which must live as long as the process; the first call of all
 * modules puts the gate in front of what IP's table of protocols has for TCP.
 * Call it when dissectors are handed off. */
void tcp_front_add(const struct tcp_watcher *watcher);

#endif
