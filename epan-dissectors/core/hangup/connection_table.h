/* The connections of a capture: a hash table by their ends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CONNECTION_TABLE_H
#define LYNC_CORE_CONNECTION_TABLE_H

#include "connection.h"

#define CONNECTIONS_MAX 65536

/* Use the functions below. A connection takes 88 bytes here and 6 to 11 bytes
 * of slots. */
struct connection_table {
    uint64_t seed;
    struct connection *connections; /* in the order in which they were added */
    uint32_t n;
    uint32_t n_allocated;
    uint32_t most;      /* limit of n */
    uint32_t *slots;    /* index of a connection plus 1; 0: free */
    uint32_t n_slots;   /* a power of two */
    uint32_t latest;    /* index of the connection found last */
    uint64_t n_dropped; /* connections removed although not closed */
};

/* Initializes an empty table for at most MOST (above 3) connections. SEED goes
 * into the hash; it should be a number that the author of a capture cannot
 * predict. Free the table with connection_table_clear(). */
void connection_table_init(struct connection_table *table, uint64_t seed,
                           uint32_t most);
void connection_table_clear(struct connection_table *table);

/* Returns the connection with KEY and IS_IPV6; NULL if there is none. Valid
 * until the next connection_table_add(). */
struct connection *connection_table_find(struct connection_table *table,
                                         const struct connection_key *key,
                                         bool is_ipv6);

/* Adds a copy of CONNECTION, whose key must be new, and returns it. If the
 * table is full, at least a quarter is removed first, in this order: closed
 * connections, those never established, those without payload, those that
 * replaced no other, all others; the oldest of each first. */
struct connection *connection_table_add(struct connection_table *table,
                                        const struct connection *connection);

#endif
