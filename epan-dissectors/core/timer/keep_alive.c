/* Connections that were to be kept alive. [MS-CONMGMT] 2.2.1, 3.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "keep_alive.h"

#include "seconds.h"

struct kept_connection {
    struct endpoint ends[2]; /* client, server: the key */
    uint32_t timeout_s;
    int64_t last_ns; /* the client's latest packet */
};

struct keep_alives *keep_alives_new(uint32_t grace_s)
{
    struct keep_alives *table = g_new0(struct keep_alives, 1);

    table->connections = g_hash_table_new_full(
        endpoint_pair_hash, endpoint_pair_equal, NULL, g_free);
    table->grace_ns = (int64_t)grace_s * NS_PER_S;
    return table;
}

void keep_alives_free(struct keep_alives *table)
{
    g_hash_table_destroy(table->connections);
    g_free(table);
}

static struct kept_connection *find(const struct keep_alives *table,
                                    const struct endpoint *client,
                                    const struct endpoint *server)
{
    struct endpoint ends[2] = {*client, *server};

    return g_hash_table_lookup(table->connections, ends);
}

void keep_alives_message(struct keep_alives *table,
                         const struct sip_sighting *sighting)
{
    const struct sip_keep_alive *asked = &sighting->message.keep_alive;
    struct kept_connection *connection;

    if (sighting->message.is_request || !asked->present ||
        !text_is(asked->role, "UAS") || asked->hop_hop != SIP_KEEP_YES ||
        !asked->timeout_present || asked->timeout_s == 0)
        return;
    connection = find(table, &sighting->destination, &sighting->source);
    if (connection != NULL) {
        connection->timeout_s = asked->timeout_s;
        return;
    }
    if (g_hash_table_size(table->connections) >= KEEP_ALIVES_MAX)
        return;
    connection = g_new0(struct kept_connection, 1);
    connection->ends[0] = sighting->destination;
    connection->ends[1] = sighting->source;
    connection->timeout_s = asked->timeout_s;
    connection->last_ns = sighting->moment.time_ns;
    g_hash_table_insert(table->connections, connection->ends, connection);
}

void keep_alives_packet(struct keep_alives *table,
                        const struct endpoint *source,
                        const struct endpoint *destination, int64_t now_ns,
                        GPtrArray *findings)
{
    struct kept_connection *connection = find(table, source, destination);
    char client[ENDPOINT_TEXT_BYTES];
    char server[ENDPOINT_TEXT_BYTES];
    int64_t silent_ns;

    if (connection == NULL)
        return;
    silent_ns = now_ns - connection->last_ns;
    connection->last_ns = now_ns;
    if (silent_ns <=
        (int64_t)connection->timeout_s * NS_PER_S + table->grace_ns)
        return;
    finding_add(findings, FINDING_KEEP_ALIVE_LAPSED,
                "%s sent nothing to %s for %.1f s; ms-keep-alive asks for a "
                "sign of life every %u s: a firewall or load balancer may have "
                "dropped the connection meanwhile",
                endpoint_text(source, client),
                endpoint_text(destination, server), seconds_of(silent_ns),
                connection->timeout_s);
}
