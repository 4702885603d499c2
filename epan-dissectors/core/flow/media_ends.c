/* Endpoints that SDP declared.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_ends.h"

void media_ends_init(struct media_ends *ends)
{
    ends->by_end =
        g_hash_table_new_full(endpoint_hash, endpoint_equal, NULL, g_free);
    ends->n_bindings = 0;
}

void media_ends_clear(struct media_ends *ends)
{
    g_hash_table_destroy(ends->by_end);
}

/* The entry of END, made when there is none; NULL past the bound. */
static struct media_end *end_get(struct media_ends *ends,
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

/* The m-line whose endpoints are noted, and the SDP that it belongs to. */
struct offer {
    uint32_t call;
    enum side side;
    uint8_t line;
    const struct sdp_media *media;
};

static void note(struct media_ends *ends, const struct offer *offer,
                 struct endpoint end)
{
    struct media_end *there = end.family != 0 ? end_get(ends, &end) : NULL;

    if (there == NULL)
        return;
    there->call = offer->call;
    there->offered_by = offer->side;
    there->line = offer->line;
    there->has_keys =
        offer->media->crypto_present && !offer->media->fingerprint_present;
}

static void note_media(struct media_ends *ends, const struct offer *offer)
{
    const struct sdp_media *media = offer->media;

    if (media->rtp.port == 0)
        return;
    note(ends, offer, sdp_destination(&media->rtp));
    note(ends, offer, sdp_media_rtcp_destination(media));
    for (unsigned i = 0; i < media->n_candidates; i++)
        if (media->candidates[i].is_udp)
            note(ends, offer, sdp_destination(&media->candidates[i].end));
}

void media_ends_offer(struct media_ends *ends, uint32_t call, enum side side,
                      const struct sdp *sdp)
{
    for (unsigned i = 0; i < sdp->n_media; i++) {
        const struct offer offer = {call, side, (uint8_t)i, &sdp->media[i]};

        note_media(ends, &offer);
    }
}

void media_ends_bind(struct media_ends *ends, const struct endpoint *end,
                     struct media_session_entry *entry, enum side side)
{
    struct media_end *there = end_get(ends, end);

    if (there == NULL || (there->entry == entry && there->side == side))
        return;
    there->entry = entry;
    there->side = side;
    ends->n_bindings++;
}

const struct media_end *media_ends_find(const struct media_ends *ends,
                                        const struct endpoint *end)
{
    return g_hash_table_lookup(ends->by_end, end);
}

uint32_t media_ends_call(const struct media_ends *ends,
                         const struct endpoint *end)
{
    const struct media_end *there = media_ends_find(ends, end);

    return there != NULL ? there->call : NO_INDEX;
}
