/* Seeded hashes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "hash.h"

#include <string.h>

#define BLOCK_WORDS 62 /* of a key, beside two of the hash so far */
#define N_FACTORS   (BLOCK_WORDS + 2)

#define SPREAD_FACTOR 0x9E3779B1u /* 2^32 / golden ratio, odd */

/* Draws the odd factors of this process. */
static const uint64_t *factors(void)
{
    static uint64_t drawn[N_FACTORS]; /* 0: not drawn */

    if (drawn[0] == 0)
        for (unsigned i = 0; i < N_FACTORS; i++)
            drawn[i] =
                (uint64_t)g_random_int() << 32 | g_random_int() | UINT64_C(1);
    return drawn;
}

/* Adds a block of at most BLOCK_WORDS words. */
static uint64_t hash_block(uint64_t before, const uint8_t *octets,
                           size_t length)
{
    const uint64_t *factor = factors();
    uint64_t sum = (before >> 32) * factor[0] + (uint32_t)before * factor[1];
    uint32_t word;

    for (factor += 2; length >= sizeof word; length -= sizeof word) {
        memcpy(&word, octets, sizeof word);
        octets += sizeof word;
        sum += *factor++ * word;
    }
    if (length > 0) {
        word = 0;
        memcpy(&word, octets, length);
        sum += *factor * word;
    }
    return sum;
}

uint64_t hash_octets(uint64_t before, const void *octets, size_t length)
{
    const size_t most = BLOCK_WORDS * sizeof(uint32_t);
    const uint8_t *at = octets;

    for (; length > most; at += most, length -= most)
        before = hash_block(before, at, most);
    return hash_block(before, at, length);
}

/* Spreads the upper half of SUM over all bits: keys that are equally far apart
 * would fall into few buckets under some factors otherwise. Different
 * halves stay different. */
static guint spread(uint64_t sum)
{
    uint32_t hash = (uint32_t)(sum >> 32);

    hash ^= hash >> 16;
    hash *= SPREAD_FACTOR;
    hash ^= hash >> 15;
    hash *= SPREAD_FACTOR;
    return hash ^ hash >> 16;
}

guint hash_of_text(gconstpointer text)
{
    size_t length = strlen(text);

    return spread(hash_octets(length, text, length));
}

guint hash_of_number(gconstpointer key)
{
    return spread(factors()[0] * GPOINTER_TO_UINT(key));
}
