/* The watched TCP services of one capture: processes segments and finds closes
 * that count as hang-ups.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_HANGUP_WATCH_H
#define LYNC_CORE_HANGUP_WATCH_H

#include <glib.h>

#include "connection_table.h"
#include "service.h"

#define SERVICES_MAX 8192

/* Use the functions below. */
struct hangup_watch {
    struct connection_table connections;
    GHashTable *by_ends; /* struct service by its ends, not owned */
    GPtrArray *services; /* the same in the order of their first close; owned */
    uint32_t most_services;
    uint64_t n_refused; /* services not added because there was no room */
    uint64_t n_dropped; /* services removed to make room */
};

/* Where and when a segment was captured. */
struct hangup_sighting {
    uint32_t frame;  /* frame number, from 1 */
    int64_t time_ns; /* since any fixed moment */
    struct connection_path path;
};

/* A close that counts as a hang-up. */
struct hangup {
    struct endpoint ends[2]; /* ends of its service */
    bool by_server;
    struct service_close close;
};

/* Returns an empty watch for at most MOST_CONNECTIONS and MOST_SERVICES, each
 * above 3. SEED: see connection_table_init(). Free it with hangup_watch_free(),
 * which accepts NULL. */
struct hangup_watch *hangup_watch_new(uint64_t seed, uint32_t most_connections,
                                      uint32_t most_services);
void hangup_watch_free(struct hangup_watch *watch);

/* Processes SEGMENT, of which at least one port must be watched. A segment
 * without payload and with no flag but ACK may be left out. Returns whether it
 * is a close that counts, and then sets HANGUP. */
bool hangup_watch_take(struct hangup_watch *watch,
                       const struct tcp_segment *segment,
                       const struct hangup_sighting *sighting,
                       struct hangup *hangup);

/* Returns the service between ENDS; NULL if there is none. */
const struct service *hangup_watch_service(const struct hangup_watch *watch,
                                           const struct endpoint ends[2]);

#endif
