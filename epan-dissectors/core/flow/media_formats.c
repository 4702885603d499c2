/* Payload types of m-lines.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_formats.h"

#include <string.h>

#include "hash.h"

static guint hash_add(guint hash, uint32_t number)
{
    return hash_of_number(GUINT_TO_POINTER(hash ^ number));
}

/* The names are zero behind their end. */
static guint formats_hash(gconstpointer key)
{
    const struct media_formats *formats = key;
    guint hash = formats->n;
    uint32_t word = 1;

    for (unsigned i = 0; i < formats->n; i++, word = 1) {
        const struct media_format *format = &formats->formats[i];

        hash = hash_add(hash, format->payload_type);
        for (size_t at = 0; at < sizeof format->name && word != 0;
             at += sizeof word) {
            memcpy(&word, format->name + at, sizeof word);
            hash = hash_add(hash, word);
        }
    }
    return hash;
}

/* Compares padding too: both structs come from fill(), which zeroes it. */
static gboolean formats_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(struct media_formats)) == 0;
}

static void fill(struct media_formats *formats, const struct sdp_media *media)
{
    memset(formats, 0, sizeof *formats);
    formats->kind = media->kind;
    formats->is_secure = media->is_secure || media->fingerprint_present;
    formats->may_be_secure = formats->is_secure || media->crypto_present;
    formats->listed = media->listed;
    formats->n = media->n_formats;
    for (unsigned i = 0; i < media->n_formats; i++) {
        const struct sdp_format *from = &media->formats[i];
        struct media_format *to = &formats->formats[i];

        to->payload_type = from->payload_type;
        to->channels = from->channels;
        to->clock_rate_hz = from->clock_rate_hz;
        text_print(from->name, to->name, sizeof to->name);
    }
}

GHashTable *media_formats_new(void)
{
    return g_hash_table_new_full(formats_hash, formats_equal, g_free, NULL);
}

const struct media_formats *media_formats_get(GHashTable *set,
                                              const struct sdp_media *media)
{
    struct media_formats formats;
    struct media_formats *there;

    if (!media->is_rtp)
        return NULL;
    fill(&formats, media);
    there = g_hash_table_lookup(set, &formats);
    if (there == NULL && g_hash_table_size(set) < MEDIA_FORMATS_MAX) {
        there = g_memdup2(&formats, sizeof formats);
        g_hash_table_add(set, there);
    }
    return there;
}
