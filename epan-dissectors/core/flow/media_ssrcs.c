/* SSRCs in SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_ssrcs.h"

#include "hash.h"

/* SSRCs in a row whose owners are kept in one bucket: a range lies in two
 * buckets at most. */
#define BUCKET_SSRCS SDP_SSRC_RANGE_MAX

#define BUCKET_MAX 64 /* ranges kept of one bucket */

struct owned {
    struct sdp_ssrcs ssrcs;
    struct media_ssrc_owner owner;
};

static gpointer bucket_of(uint32_t ssrc)
{
    return GUINT_TO_POINTER(ssrc / BUCKET_SSRCS);
}

GHashTable *media_ssrcs_new(void)
{
    return g_hash_table_new_full(hash_of_number, g_direct_equal, NULL,
                                 (GDestroyNotify)g_array_unref);
}

static bool same_owner(const struct media_ssrc_owner *a,
                       const struct media_ssrc_owner *b)
{
    return a->call == b->call && a->side == b->side && a->line == b->line;
}

static bool is_kept(const GArray *bucket, const struct owned *owned)
{
    for (guint i = 0; i < bucket->len; i++) {
        const struct owned *there = &g_array_index(bucket, struct owned, i);

        if (there->ssrcs.first == owned->ssrcs.first &&
            there->ssrcs.last == owned->ssrcs.last &&
            same_owner(&there->owner, &owned->owner))
            return true;
    }
    return false;
}

static void add(GHashTable *set, gpointer key, const struct owned *owned)
{
    GArray *bucket = g_hash_table_lookup(set, key);

    if (bucket == NULL) {
        if (g_hash_table_size(set) >= MEDIA_SSRCS_MAX)
            return;
        bucket = g_array_new(FALSE, FALSE, sizeof(struct owned));
        g_hash_table_insert(set, key, bucket);
    }
    if (bucket->len < BUCKET_MAX && !is_kept(bucket, owned))
        g_array_append_val(bucket, *owned);
}

void media_ssrcs_add(GHashTable *set, const struct media_ssrc_owner *owner,
                     const struct sdp_media *media)
{
    for (unsigned i = 0; i < media->n_ssrcs; i++) {
        const struct owned owned = {media->ssrcs[i], *owner};

        add(set, bucket_of(owned.ssrcs.first), &owned);
        if (bucket_of(owned.ssrcs.last) != bucket_of(owned.ssrcs.first))
            add(set, bucket_of(owned.ssrcs.last), &owned);
    }
}

bool media_ssrcs_find(GHashTable *set, uint32_t ssrc,
                      struct media_ssrc_owner *owner)
{
    const GArray *bucket = g_hash_table_lookup(set, bucket_of(ssrc));
    bool found = false;

    for (guint i = 0; bucket != NULL && i < bucket->len; i++) {
        const struct owned *owned = &g_array_index(bucket, struct owned, i);

        if (ssrc < owned->ssrcs.first || ssrc > owned->ssrcs.last)
            continue;
        if (found && !same_owner(owner, &owned->owner))
            return false;
        *owner = owned->owner;
        found = true;
    }
    return found;
}
