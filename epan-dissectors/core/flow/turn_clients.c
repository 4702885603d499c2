/* Clients of TURN servers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_clients.h"

#include "hash.h"

static void free_places(void *places)
{
    g_array_unref(places);
}

void turn_clients_init(struct turn_clients *clients)
{
    clients->all = g_ptr_array_new_with_free_func(g_free);
    clients->by_client = g_hash_table_new(endpoint_hash, endpoint_equal);
    clients->by_call = g_hash_table_new_full(hash_of_number, g_direct_equal,
                                             NULL, free_places);
}

void turn_clients_clear(struct turn_clients *clients)
{
    g_hash_table_destroy(clients->by_call);
    g_hash_table_destroy(clients->by_client);
    g_ptr_array_unref(clients->all);
}

/* Whether REQUEST to SERVER begins another allocation than KEPT. */
static bool begins(const struct turn_client_of *kept,
                   const struct turn_allocation *request,
                   const struct endpoint *server)
{
    return !endpoint_equal(&kept->turn.server, server) ||
           (!request->has_credentials && kept->turn.answered &&
            (kept->turn.allocated || kept->turn.error != 0));
}

/* Returns the entry for REQUEST from CLIENT to SERVER; NULL if there is no
 * room. */
static struct turn_client_of *entry_of(struct turn_clients *clients,
                                       const struct turn_allocation *request,
                                       const struct endpoint *client,
                                       const struct endpoint *server)
{
    struct turn_client_of *kept =
        g_hash_table_lookup(clients->by_client, client);

    if (kept != NULL && !begins(kept, request, server))
        return kept;
    if (clients->all->len >= TURN_CLIENTS_MAX)
        return NULL;
    kept = g_new0(struct turn_client_of, 1);
    kept->turn.client = *client;
    kept->turn.server = *server;
    kept->call = NO_INDEX;
    kept->place = clients->all->len;
    g_ptr_array_add(clients->all, kept);
    g_hash_table_replace(clients->by_client, &kept->turn.client, kept);
    return kept;
}

/* KEPT is of SIDE of CALL from now on. */
static void set_call(struct turn_clients *clients, struct turn_client_of *kept,
                     uint32_t call, enum side side)
{
    GArray *places;

    kept->side = side;
    if (kept->call == call)
        return;
    kept->call = call;
    places = g_hash_table_lookup(clients->by_call, GUINT_TO_POINTER(call));
    if (places == NULL) {
        places = g_array_new(FALSE, FALSE, sizeof kept->place);
        g_hash_table_insert(clients->by_call, GUINT_TO_POINTER(call), places);
    }
    g_array_append_val(places, kept->place);
}

void turn_clients_on_message(struct turn_clients *clients,
                             struct media_ends *ends,
                             const struct media_path *path, bool is_tcp,
                             const uint8_t *octets, size_t length_bytes,
                             int64_t now_ns)
{
    const struct endpoint *from = &path->ends[path->direction];
    const struct endpoint *to = &path->ends[1 - path->direction];
    struct turn_allocation message;
    struct turn_client_of *kept;
    enum side side = SIDE_UNKNOWN;

    if (!turn_allocation_read(octets, length_bytes, &message))
        return;
    if (message.kind == TURN_ALLOCATION_REQUEST) {
        kept = entry_of(clients, &message, from, to);
        if (kept == NULL)
            return;
        kept->turn.is_tcp = is_tcp;
        if (kept->call == NO_INDEX) {
            uint32_t call = media_ends_sender(ends, from, to, &side);

            set_call(clients, kept, call, side);
        }
        turn_client_on_request(&kept->turn, &message, now_ns);
        return;
    }
    if (message.relayed.family != 0)
        media_ends_relay(ends, to, &message.relayed);
    kept = g_hash_table_lookup(clients->by_client, to);
    if (kept != NULL && endpoint_equal(&kept->turn.server, from))
        turn_client_on_answer(&kept->turn, &message);
}

void turn_clients_on_sdp(struct turn_clients *clients, uint32_t call,
                         enum side side, const struct sdp *sdp)
{
    for (unsigned i = 0; i < sdp->n_media && clients->all->len > 0; i++) {
        const struct sdp_media *media = &sdp->media[i];

        for (unsigned j = 0; j < media->n_candidates; j++) {
            struct turn_client_of *kept = g_hash_table_lookup(
                clients->by_client, &media->candidates[j].end);

            if (kept != NULL)
                set_call(clients, kept, call, side);
        }
    }
}

const struct turn_client *
turn_clients_refused(const struct turn_clients *clients, uint32_t call)
{
    const GArray *places =
        g_hash_table_lookup(clients->by_call, GUINT_TO_POINTER(call));
    const struct turn_client_of *first = NULL;

    for (guint i = 0; places != NULL && i < places->len; i++) {
        const struct turn_client_of *kept =
            g_ptr_array_index(clients->all, g_array_index(places, uint32_t, i));

        if (kept->call == call && turn_client_is_refused(&kept->turn) &&
            (first == NULL || kept->place < first->place))
            first = kept;
    }
    return first != NULL ? &first->turn : NULL;
}
