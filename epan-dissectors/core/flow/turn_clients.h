/* The clients of TURN servers in a capture, and the calls that they are of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TURN_CLIENTS_H
#define LYNC_CORE_TURN_CLIENTS_H

#include "media_ends.h"
#include "media_streams.h"
#include "turn_client.h"

#define TURN_CLIENTS_MAX 65536 /* kept; later ones are not */

/* One client, from the first request of an allocation on. */
struct turn_client_of {
    struct turn_client turn;
    uint32_t call;  /* the latest whose SDP declares the client's endpoint, or
                       NO_INDEX */
    enum side side; /* valid if call is known */
    uint32_t place; /* among all */
};

struct turn_clients {
    GPtrArray *all;        /* struct turn_client_of, owned */
    GHashTable *by_client; /* the latest of them, by the client's endpoint */
    GHashTable *by_call; /* GArray of uint32_t: the places of those that are, or
                            were, of the call */
};

/* Initializes CLIENTS: none. */
void turn_clients_init(struct turn_clients *clients);

/* Frees what CLIENTS holds. */
void turn_clients_clear(struct turn_clients *clients);

/* A STUN message in OCTETS, of which LENGTH_BYTES were captured, took PATH at
 * NOW_NS. If it is an Allocate request or response, notes it; the
 * address that a server gives is told to ENDS. */
void turn_clients_on_message(struct turn_clients *clients,
                             struct media_ends *ends,
                             const struct media_path *path, bool is_tcp,
                             const uint8_t *octets, size_t length_bytes,
                             int64_t now_ns);

/* SDP of SIDE of CALL has come: the clients at its candidates are of CALL. */
void turn_clients_on_sdp(struct turn_clients *clients, uint32_t call,
                         enum side side, const struct sdp *sdp);

/* The first client of CALL that a server refused or did not answer
 * (turn_client.h); NULL: none. */
const struct turn_client *
turn_clients_refused(const struct turn_clients *clients, uint32_t call);

#endif
