/* The TCP services of one capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_HANGUP_WATCH_H
#define LYNC_CORE_HANGUP_WATCH_H

#include <glib.h>

#include "connection_table.h"
#include "service.h"

#define SERVICES_MAX 8192

/* Members belong to the watch. */
struct hangup_watch {
    struct connection_table connections;
    GHashTable *by_ends; /* struct service by its ends; owns them */
    GPtrArray *services; /* the same, in the order of their first close */
    uint32_t most_services;
    uint64_t n_refused; /* services that found no room */
    uint64_t n_dropped; /* services of at most two closes, to make room */
};

/* Where and when a segment was seen. */
struct hangup_sighting {
    uint32_t frame;  /* from 1 */
    int64_t time_ns; /* since any fixed moment */
    struct connection_path path;
};

/* A close that counts. */
struct hangup {
    struct endpoint ends[2]; /* as those of its service */
    bool by_server;
    struct service_close close;
};

/* A watch that has seen nothing, for at most MOST_CONNECTIONS and
 * MOST_SERVICES, each above 3. SEED: see connection_table_init(). Free with
 * hangup_watch_free(), which allows NULL. */
struct hangup_watch *hangup_watch_new(uint64_t seed, uint32_t most_connections,
                                      uint32_t most_services);
void hangup_watch_free(struct hangup_watch *watch);

/* Takes in SEGMENT, of which one port at least is of a service. One without
 * payload and flags but ACK shows nothing and need not be taken in. Returns
 * whether it is a close that counts, and sets HANGUP if so. */
bool hangup_watch_take(struct hangup_watch *watch,
                       const struct tcp_segment *segment,
                       const struct hangup_sighting *sighting,
                       struct hangup *hangup);

/* The service between ENDS, or NULL. */
const struct service *hangup_watch_service(const struct hangup_watch *watch,
                                           const struct endpoint ends[2]);

#endif
