/* Seeded hashes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "hash.h"

#define HASH_MULTIPLIER 0x9E3779B1u /* 2^32 / golden ratio, odd */

uint32_t hash_seed(void)
{
    static uint32_t seed; /* 0: not drawn */

    while (seed == 0)
        seed = g_random_int();
    return seed;
}

guint hash_of_number(gconstpointer key)
{
    uint32_t hash = GPOINTER_TO_UINT(key) ^ hash_seed();

    hash ^= hash >> 16;
    hash *= HASH_MULTIPLIER;
    hash ^= hash_seed() >> 7;
    return hash ^ hash >> 15;
}
