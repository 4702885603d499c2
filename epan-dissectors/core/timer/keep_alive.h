/* Connections that were to be kept alive and fell silent. [MS-CONMGMT] 2.2.1,
 * 3.1: the server's ms-keep-alive names the longest silence of its client.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_KEEP_ALIVE_H
#define LYNC_CORE_KEEP_ALIVE_H

#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "finding.h"
#include "sip_sighting.h"

#define KEEP_ALIVES_MAX 65536

struct keep_alives {
    GHashTable *connections; /* {client, server} to struct kept_connection,
                                owned */
    int64_t grace_ns;
};

/* A table with no connection; GRACE_S is the tolerance on the timeout. Free
 * with keep_alives_free(). */
struct keep_alives *keep_alives_new(uint32_t grace_s);

/* Frees the table. */
void keep_alives_free(struct keep_alives *table);

/* Takes any SIP message over TCP or TLS. A response with "ms-keep-alive: UAS",
 * hop-hop=yes and a timeout above 0 obliges its receiver to keep the connection
 * alive from then on. */
void keep_alives_message(struct keep_alives *table,
                         const struct sip_sighting *sighting);

/* Takes any TCP packet, including a bare acknowledgement. Adds
 * lync.keep_alive.lapsed if its sender has to keep the connection alive and
 * sent nothing on it for longer than the timeout plus the grace. Does nothing
 * for other connections. */
void keep_alives_packet(struct keep_alives *table,
                        const struct endpoint *source,
                        const struct endpoint *destination, int64_t now_ns,
                        GPtrArray *findings);

#endif
