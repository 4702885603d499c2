/* Processes TCP segments and finds closes that count as hang-ups.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "hangup_watch.h"

#include <string.h>

#include "service_ports.h"

struct hangup_watch *hangup_watch_new(uint64_t seed, uint32_t most_connections,
                                      uint32_t most_services)
{
    struct hangup_watch *watch = g_new0(struct hangup_watch, 1);

    connection_table_init(&watch->connections, seed, most_connections);
    watch->by_ends = g_hash_table_new(endpoint_pair_hash, endpoint_pair_equal);
    watch->services = g_ptr_array_new_with_free_func(g_free);
    watch->most_services = most_services;
    return watch;
}

void hangup_watch_free(struct hangup_watch *watch)
{
    if (watch == NULL)
        return;
    connection_table_clear(&watch->connections);
    g_hash_table_destroy(watch->by_ends);
    g_ptr_array_unref(watch->services);
    g_free(watch);
}

const struct service *hangup_watch_service(const struct hangup_watch *watch,
                                           const struct endpoint ends[2])
{
    return g_hash_table_lookup(watch->by_ends, ends);
}

/* Sets ENDS to those of CONNECTION's service. */
static void service_ends(const struct connection *connection,
                         struct endpoint ends[2])
{
    unsigned server = connection_server(connection);

    ends[0] = connection_end(connection, !server);
    ends[0].port = 0;
    ends[1] = connection_end(connection, server);
}

/* Removes the services without an interval so far. */
static void make_room(struct hangup_watch *watch)
{
    GPtrArray *all = watch->services;

    watch->services = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_set_free_func(all, NULL);
    for (guint i = 0; i < all->len; i++) {
        struct service *service = g_ptr_array_index(all, i);

        if (service->sides[0].run.n + service->sides[1].run.n > 0 ||
            service->sides[0].proof_frame + service->sides[1].proof_frame > 0) {
            g_ptr_array_add(watch->services, service);
            continue;
        }
        watch->n_dropped++;
        g_hash_table_remove(watch->by_ends, service->ends);
        g_free(service);
    }
    g_ptr_array_unref(all);
}

/* Returns the service between ENDS, adding it if it is new; NULL if there is no
 * room. */
static struct service *service_get(struct hangup_watch *watch,
                                   const struct endpoint ends[2])
{
    struct service *service = g_hash_table_lookup(watch->by_ends, ends);

    if (service != NULL)
        return service;
    if (watch->services->len >= watch->most_services)
        make_room(watch);
    if (watch->services->len >= watch->most_services) {
        watch->n_refused++;
        return NULL;
    }
    service = g_new0(struct service, 1);
    service->ends[0] = ends[0];
    service->ends[1] = ends[1];
    g_ptr_array_add(watch->services, service);
    g_hash_table_insert(watch->by_ends, service->ends, service);
    return service;
}

/* Starts the connection of SEGMENT: replaces FOUND, or adds it if that is
 * NULL. */
static struct connection *
begin(struct hangup_watch *watch, struct connection *found,
      const struct connection_key *key, const struct tcp_segment *segment,
      const struct hangup_sighting *sighting, unsigned end)
{
    bool is_iscsi = segment->source_port == SERVICE_PORT_ISCSI ||
                    segment->destination_port == SERVICE_PORT_ISCSI;
    struct connection fresh;

    connection_begin(&fresh, key, sighting->path.is_ipv6, is_iscsi, segment,
                     end, sighting->time_ns);
    if (found == NULL)
        return connection_table_add(&watch->connections, &fresh);
    *found = fresh;
    return found;
}

/* Returns the connection of SEGMENT, adding it if it is new; NULL if SEGMENT is
 * the FIN or RST of one never seen before. */
static struct connection *connection_get(struct hangup_watch *watch,
                                         const struct tcp_segment *segment,
                                         const struct hangup_sighting *sighting,
                                         unsigned *end)
{
    struct connection_key key =
        connection_key_of(&sighting->path, segment, end);
    struct connection *found = connection_table_find(&watch->connections, &key,
                                                     sighting->path.is_ipv6);

    if (found != NULL && !connection_begins_anew(found, segment, *end))
        return found;
    if (found == NULL && (segment->flags & (TCP_FIN | TCP_RST)) != 0)
        return NULL;
    return begin(watch, found, &key, segment, sighting, *end);
}

static void opened(struct hangup_watch *watch, struct connection *connection)
{
    struct endpoint ends[2];
    struct service *service;

    if (g_hash_table_size(watch->by_ends) == 0)
        return;
    service_ends(connection, ends);
    service = g_hash_table_lookup(watch->by_ends, ends);
    if (service != NULL)
        service_open(service, connection);
}

/* Processes the close of CONNECTION. Returns whether it counts. */
static bool ended(struct hangup_watch *watch, struct connection *connection,
                  const struct tcp_segment *segment, unsigned end,
                  const struct hangup_sighting *sighting, struct hangup *hangup)
{
    struct close_facts facts =
        close_facts_of(connection, segment, end, sighting->time_ns);
    struct service *service;

    connection_close(connection);
    if (facts.kind != CLOSE_HANGUP)
        return false;
    service_ends(connection, hangup->ends);
    service = service_get(watch, hangup->ends);
    if (service == NULL)
        return false;
    hangup->by_server = facts.by_server;
    hangup->close = service_close(service, connection, &facts, sighting->frame,
                                  sighting->time_ns);
    return true;
}

bool hangup_watch_take(struct hangup_watch *watch,
                       const struct tcp_segment *segment,
                       const struct hangup_sighting *sighting,
                       struct hangup *hangup)
{
    unsigned end;
    struct connection *connection =
        connection_get(watch, segment, sighting, &end);

    if (connection == NULL)
        return false;
    switch (connection_take(connection, segment, end, sighting->time_ns)) {
    case CONNECTION_OPENED:
        opened(watch, connection);
        return false;
    case CONNECTION_ENDED:
        return ended(watch, connection, segment, end, sighting, hangup);
    default:
        return false;
    }
}
