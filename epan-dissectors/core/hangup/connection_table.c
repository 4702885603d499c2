/* A hash table with open addressing over an array of connections.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "connection_table.h"

#include <string.h>

#include <glib.h>

#define MULTIPLIER    UINT64_C(0x9E3779B97F4A7C15) /* 2^64 / golden ratio */
#define N_SLOTS_FIRST 64

void connection_table_init(struct connection_table *table, uint64_t seed,
                           uint32_t most)
{
    memset(table, 0, sizeof *table);
    table->seed = seed * MULTIPLIER;
    table->most = most;
    table->n_slots = N_SLOTS_FIRST;
    table->slots = g_new0(uint32_t, table->n_slots);
}

void connection_table_clear(struct connection_table *table)
{
    g_free(table->connections);
    g_free(table->slots);
    memset(table, 0, sizeof *table);
}

/* Mixes three words into HASH. The seed goes into every multiplication, so that
 * collisions depend on it. */
static uint64_t mix(const struct connection_table *table, uint64_t hash,
                    uint32_t first, uint32_t second, uint32_t third)
{
    hash ^= (uint64_t)first << 32 | second;
    hash *= MULTIPLIER ^ (table->seed << 1);
    return (hash ^ (hash >> 32) ^ third) * MULTIPLIER;
}

/* Uses only the words that are not 0 for IPv4. */
static uint32_t slot_of(const struct connection_table *table,
                        const struct connection_key *key, bool is_ipv6)
{
    const uint32_t *words = key->words;
    uint64_t hash = mix(table, table->seed, words[0], words[4], words[8]);

    if (is_ipv6) {
        hash = mix(table, hash, words[1], words[2], words[3]);
        hash = mix(table, hash, words[5], words[6], words[7]);
    }
    return (uint32_t)(hash >> 32) & (table->n_slots - 1);
}

static bool is_key(const struct connection *connection,
                   const struct connection_key *key, bool is_ipv6)
{
    const uint32_t *words = connection->key.words;

    if (words[8] != key->words[8] || words[4] != key->words[4] ||
        words[0] != key->words[0] ||
        connection_has(connection, CONNECTION_IPV6) != is_ipv6)
        return false;
    return !is_ipv6 || memcmp(words, key->words, sizeof key->words) == 0;
}

struct connection *connection_table_find(struct connection_table *table,
                                         const struct connection_key *key,
                                         bool is_ipv6)
{
    uint32_t slot;

    if (table->latest < table->n &&
        is_key(&table->connections[table->latest], key, is_ipv6))
        return &table->connections[table->latest];
    for (slot = slot_of(table, key, is_ipv6); table->slots[slot] != 0;
         slot = (slot + 1) & (table->n_slots - 1)) {
        uint32_t place = table->slots[slot] - 1;

        if (is_key(&table->connections[place], key, is_ipv6)) {
            table->latest = place;
            return &table->connections[place];
        }
    }
    return NULL;
}

static void put(struct connection_table *table, uint32_t place)
{
    const struct connection *connection = &table->connections[place];
    uint32_t slot = slot_of(table, &connection->key,
                            connection_has(connection, CONNECTION_IPV6));

    while (table->slots[slot] != 0)
        slot = (slot + 1) & (table->n_slots - 1);
    table->slots[slot] = place + 1;
}

static void put_all(struct connection_table *table)
{
    memset(table->slots, 0, table->n_slots * sizeof *table->slots);
    for (uint32_t i = 0; i < table->n; i++)
        put(table, i);
}

/* What a connection is worth; the lowest are removed first. */
enum worth {
    WORTH_CLOSED,
    WORTH_ATTEMPT,
    WORTH_SILENT,
    WORTH_FIRST, /* replaced no other connection */
    WORTH_MOST,
};

static enum worth worth_of(const struct connection *connection)
{
    if (connection_has(connection, CONNECTION_CLOSED))
        return WORTH_CLOSED;
    if (!connection_has(connection, CONNECTION_ESTABLISHED))
        return WORTH_ATTEMPT;
    if (!connection_has(connection, CONNECTION_DATA))
        return WORTH_SILENT;
    return connection->gap_ms == CONNECTION_NEVER ? WORTH_FIRST : WORTH_MOST;
}

/* Removes connections worth at most WORTH, the oldest first, until N are
 * left. */
static void drop(struct connection_table *table, enum worth worth, uint32_t n)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < table->n; i++) {
        const struct connection *connection = &table->connections[i];
        uint32_t left = table->n - i + kept;

        if (left > n && worth_of(connection) <= worth) {
            table->n_dropped += worth_of(connection) != WORTH_CLOSED;
            continue;
        }
        table->connections[kept++] = *connection;
    }
    table->n = kept;
}

static void make_room(struct connection_table *table)
{
    uint32_t n = table->most - table->most / 4;

    for (int worth = WORTH_CLOSED; worth <= WORTH_MOST && table->n > n; worth++)
        drop(table, (enum worth)worth, n);
    put_all(table);
}

/* Makes room for one more connection. At most three quarters of the slots are
 * used. */
static void grow(struct connection_table *table)
{
    if (table->n == table->n_allocated) {
        table->n_allocated = MAX(16, table->n_allocated * 2);
        table->connections =
            g_renew(struct connection, table->connections, table->n_allocated);
    }
    if ((table->n + 1) * 4 > table->n_slots * 3) {
        g_free(table->slots);
        table->n_slots *= 2;
        table->slots = g_new(uint32_t, table->n_slots);
        put_all(table);
    }
}

struct connection *connection_table_add(struct connection_table *table,
                                        const struct connection *connection)
{
    if (table->n >= table->most)
        make_room(table);
    grow(table);
    table->connections[table->n] = *connection;
    put(table, table->n);
    table->latest = table->n++;
    return &table->connections[table->latest];
}
