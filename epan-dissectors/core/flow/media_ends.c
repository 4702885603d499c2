/* Endpoints declared by SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_ends.h"

#include <string.h>

#include "hash.h"

void media_ends_init(struct media_ends *ends)
{
    memset(ends, 0, sizeof *ends);
    ends->by_end =
        g_hash_table_new_full(endpoint_hash, endpoint_equal, NULL, g_free);
    ends->relayed =
        g_hash_table_new_full(endpoint_hash, endpoint_equal, g_free, g_free);
    ends->servers =
        g_hash_table_new_full(endpoint_hash, endpoint_equal, g_free, NULL);
    ends->by_user = g_hash_table_new(hash_of_number, g_direct_equal);
    ends->ssrcs = media_ssrcs_new();
    ends->proved =
        g_hash_table_new_full(endpoint_hash, endpoint_equal, g_free, g_free);
    ends->formats = media_formats_new();
    ends->lines =
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
}

void media_ends_clear(struct media_ends *ends)
{
    g_hash_table_destroy(ends->by_end);
    g_hash_table_destroy(ends->lines);
    g_hash_table_destroy(ends->formats);
    g_hash_table_destroy(ends->proved);
    g_hash_table_destroy(ends->ssrcs);
    g_hash_table_destroy(ends->by_user);
    g_hash_table_destroy(ends->servers);
    g_hash_table_destroy(ends->relayed);
}

struct media_end *media_ends_get(struct media_ends *ends,
                                 const struct endpoint *end)
{
    struct media_end *there = g_hash_table_lookup(ends->by_end, end);

    if (there != NULL || g_hash_table_size(ends->by_end) >= MEDIA_ENDS_MAX)
        return there;
    there = g_new0(struct media_end, 1);
    there->end = *end;
    there->call = NO_INDEX;
    g_hash_table_insert(ends->by_end, &there->end, there);
    return there;
}

static gpointer line_key(uint32_t call, unsigned line)
{
    return GUINT_TO_POINTER(call * SDP_MAX_MEDIA + line);
}

struct media_line *media_ends_line_get(struct media_ends *ends, uint32_t call,
                                       unsigned line)
{
    gpointer key = line_key(call, line);
    struct media_line *there = g_hash_table_lookup(ends->lines, key);

    if (there == NULL) {
        there = g_new0(struct media_line, 1);
        g_hash_table_insert(ends->lines, key, there);
    }
    return there;
}

uint16_t media_ends_bucket(const struct endpoint *end)
{
    return endpoint_hash(end) % MEDIA_ENDS_BUCKETS;
}

uint32_t media_ends_bindings(const struct media_ends *ends,
                             const uint16_t buckets[2])
{
    return ends->bindings_anywhere + ends->bindings_at[buckets[0]] +
           ends->bindings_at[buckets[1]];
}

/* Whether what SDP declares for an endpoint may hold for another one. */
static bool are_linked(const struct media_ends *ends)
{
    return g_hash_table_size(ends->relayed) > 0 ||
           g_hash_table_size(ends->proved) > 0;
}

static bool has_candidates(const struct media_line *line)
{
    return line != NULL &&
           (line->n_candidates[SIDE_A] > 0 || line->n_candidates[SIDE_B] > 0);
}

/* Counts a change of the session of END and of those linked with it. */
static void count_binding(struct media_ends *ends, const struct endpoint *end)
{
    ends->n_bindings++;
    if (are_linked(ends))
        ends->bindings_anywhere++;
    else
        ends->bindings_at[media_ends_bucket(end)]++;
}

void media_ends_bind(struct media_ends *ends, const struct endpoint *end,
                     struct media_session_entry *entry, enum side side)
{
    struct media_end *there = media_ends_get(ends, end);

    if (there == NULL || (there->entry == entry && there->side == side))
        return;
    there->entry = entry;
    there->side = side;
    count_binding(ends, end);
}

void media_ends_relay(struct media_ends *ends, const struct endpoint *client,
                      const struct endpoint *relayed)
{
    struct endpoint server = *relayed;

    if (MAX(g_hash_table_size(ends->relayed),
            g_hash_table_size(ends->servers)) >= MEDIA_ENDS_MAX)
        return;
    server.port = 0;
    g_hash_table_add(ends->servers, g_memdup2(&server, sizeof server));
    g_hash_table_insert(ends->relayed, g_memdup2(client, sizeof *client),
                        g_memdup2(relayed, sizeof *relayed));
    count_binding(ends, client);
}

void media_ends_offered(struct media_ends *ends,
                        const struct media_line *before,
                        const struct media_line *after)
{
    if (are_linked(ends) || has_candidates(before) || has_candidates(after))
        ends->n_offers++;
}

void media_ends_reflexive(struct media_ends *ends, const struct endpoint *end)
{
    struct media_end *there = g_hash_table_lookup(ends->by_end, end);

    if (there == NULL || !there->candidate ||
        there->type != SDP_CANDIDATE_UNKNOWN)
        return;
    there->type = SDP_CANDIDATE_SRFLX;
    ends->n_offers++;
}

static bool lists(const struct media_formats *formats, uint8_t payload_type)
{
    return formats != NULL &&
           payload_type_set_has(&formats->listed, payload_type);
}

bool media_ends_of_ssrc(const struct media_ends *ends, uint32_t ssrc,
                        uint8_t payload_type, struct media_ssrc_owner *owner)
{
    const struct media_line *line;

    if (g_hash_table_size(ends->ssrcs) == 0 ||
        !media_ssrcs_find(ends->ssrcs, ssrc, owner))
        return false;
    line = media_ends_line(ends, owner->call, owner->line);
    return line != NULL && (lists(line->formats[SIDE_A], payload_type) ||
                            lists(line->formats[SIDE_B], payload_type));
}

static void prove(struct media_ends *ends, const struct endpoint *end,
                  const struct endpoint *declared)
{
    if (declared->family == 0 || end->port == TURN_PORT ||
        end->port == TURN_PORT_HTTPS || media_ends_find(ends, end) != NULL ||
        g_hash_table_size(ends->proved) >= MEDIA_ENDS_MAX)
        return;
    g_hash_table_insert(ends->proved, g_memdup2(end, sizeof *end),
                        g_memdup2(declared, sizeof *declared));
    count_binding(ends, end);
}

void media_ends_prove(struct media_ends *ends,
                      const struct media_ssrc_owner *owner,
                      const struct endpoint *from, const struct endpoint *to)
{
    const struct media_line *line =
        media_ends_line(ends, owner->call, owner->line);

    prove(ends, from, &line->at[owner->side]);
    prove(ends, to, &line->at[side_other(owner->side)]);
}

const struct media_end *media_ends_declared(const struct media_ends *ends,
                                            const struct endpoint *end)
{
    const struct media_end *there = g_hash_table_lookup(ends->by_end, end);
    const struct endpoint *relayed;

    if (there != NULL)
        return there;
    relayed = g_hash_table_lookup(ends->relayed, end);
    return relayed != NULL ? g_hash_table_lookup(ends->by_end, relayed) : NULL;
}

const struct media_end *media_ends_find(const struct media_ends *ends,
                                        const struct endpoint *end)
{
    const struct media_end *there = media_ends_declared(ends, end);
    const struct endpoint *declared;

    if (there != NULL || g_hash_table_size(ends->proved) == 0)
        return there;
    declared = g_hash_table_lookup(ends->proved, end);
    return declared != NULL ? g_hash_table_lookup(ends->by_end, declared)
                            : NULL;
}

/* Returns the entry of END if it takes RTP and the side that declared it uses
 * ICE, or declared the address that a TURN server gave to END; else NULL. */
static const struct media_end *ice_end(const struct media_ends *ends,
                                       const struct endpoint *end)
{
    const struct media_end *there = media_ends_find(ends, end);

    return there != NULL && there->rtp != NULL &&
                   (there->rtp->n_candidates[there->offered_by] > 0 ||
                    !endpoint_equal(&there->end, end))
               ? there
               : NULL;
}

static const struct media_formats *formats_of(const struct media_end *end)
{
    return end->rtp->formats[end->offered_by];
}

enum media_pair media_ends_pair(const struct media_ends *ends,
                                const struct endpoint pair[2],
                                uint8_t payload_type)
{
    const struct media_end *a = ice_end(ends, &pair[0]);
    const struct media_end *b = ice_end(ends, &pair[1]);

    if ((a == NULL || !lists(formats_of(a), payload_type)) &&
        (b == NULL || !lists(formats_of(b), payload_type)))
        return MEDIA_PAIR_UNKNOWN;
    return a != NULL && b != NULL &&
                   (a->call != b->call || a->offered_by != b->offered_by)
               ? MEDIA_PAIR_BOTH_ENDS
               : MEDIA_PAIR_ONE_END;
}

const struct media_formats *media_ends_formats(const struct media_ends *ends,
                                               const struct endpoint *to,
                                               const struct endpoint *from)
{
    const struct media_end *there = ice_end(ends, to);
    const struct media_formats *formats;

    if (there != NULL)
        return formats_of(there);
    there = ice_end(ends, from);
    if (there == NULL)
        return NULL;
    formats = there->rtp->formats[side_other(there->offered_by)];
    return formats != NULL ? formats : formats_of(there);
}

bool media_ends_has_ice(const struct media_ends *ends,
                        const struct endpoint pair[2])
{
    return g_hash_table_size(ends->lines) > 0 &&
           (ice_end(ends, &pair[0]) != NULL || ice_end(ends, &pair[1]) != NULL);
}

const struct media_line *media_ends_line(const struct media_ends *ends,
                                         uint32_t call, unsigned line)
{
    return g_hash_table_lookup(ends->lines, line_key(call, line));
}

enum media_kind media_ends_kind(const struct media_ends *ends,
                                const struct endpoint *end,
                                uint8_t payload_type)
{
    const struct media_end *there = media_ends_find(ends, end);
    enum media_kind kind = MEDIA_KIND_UNKNOWN;

    if (there == NULL || there->call == NO_INDEX ||
        there->offered_by >= N_SIDES)
        return MEDIA_KIND_UNKNOWN;
    for (unsigned i = 0; i < SDP_MAX_MEDIA; i++) {
        const struct media_line *line = media_ends_line(ends, there->call, i);
        const struct media_formats *formats =
            line != NULL ? line->formats[there->offered_by] : NULL;

        if (formats == NULL ||
            !payload_type_set_has(&formats->listed, payload_type))
            continue;
        if (kind != MEDIA_KIND_UNKNOWN && kind != formats->kind)
            return MEDIA_KIND_UNKNOWN;
        kind = formats->kind;
    }
    return kind;
}

uint32_t media_ends_sender(const struct media_ends *ends,
                           const struct endpoint *from,
                           const struct endpoint *to, enum side *sender)
{
    const struct media_end *end = media_ends_find(ends, from);

    if (end != NULL && end->call != NO_INDEX && end->offered_by < N_SIDES) {
        *sender = end->offered_by;
        return end->call;
    }
    end = media_ends_find(ends, to);
    if (end == NULL || end->call == NO_INDEX || end->offered_by >= N_SIDES)
        return NO_INDEX;
    *sender = side_other(end->offered_by);
    return end->call;
}

uint32_t media_ends_call(const struct media_ends *ends,
                         const struct endpoint *end)
{
    const struct media_end *there = media_ends_find(ends, end);

    return there != NULL ? there->call : NO_INDEX;
}
