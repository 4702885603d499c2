/* The connections of a capture, found by their ends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CONNECTION_TABLE_H
#define LYNC_CORE_CONNECTION_TABLE_H

#include "connection.h"

#define CONNECTIONS_MAX 65536

/* Members belong to the table. A connection costs 88 octets, and 6 to 11 of
 * slots. */
struct connection_table {
    uint64_t seed;
    struct connection *connections; /* in the order in which they began */
    uint32_t n;
    uint32_t n_allocated;
    uint32_t most;      /* never more than these */
    uint32_t *slots;    /* place of a connection, plus 1; 0: free */
    uint32_t n_slots;   /* a power of two */
    uint32_t latest;    /* place of the latest one found */
    uint64_t n_dropped; /* open ones, to make room */
};

/* An empty table for at most MOST connections, above 3. SEED, which nobody
 * outside can know, decides where keys from packets go. */
void connection_table_init(struct connection_table *table, uint64_t seed,
                           uint32_t most);
void connection_table_clear(struct connection_table *table);

/* The connection with KEY and IS_IPV6, or NULL. Valid until the next
 * connection_table_add(). */
struct connection *connection_table_find(struct connection_table *table,
                                         const struct connection_key *key,
                                         bool is_ipv6);

/* Adds CONNECTION, whose key the table does not hold. Where the table is full,
 * at least a quarter goes: closed ones first, then those that never came up,
 * then those that have carried no data, then the oldest that replace no other,
 * then the oldest. */
struct connection *connection_table_add(struct connection_table *table,
                                        const struct connection *connection);

#endif
