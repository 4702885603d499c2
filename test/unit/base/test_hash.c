/* Tests of hashes of keys that packets choose.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "hash.h"

#include <stdint.h>

#include "unit_test.h"

#define N_KEYS    4096
#define N_BUCKETS 256 /* a power of two; those of a GHashTable nearly are */

/* 16 keys a bucket on average: 64 in one would be 12 deviations away. */
#define MOST_IN_A_BUCKET 64

TEST(number_same_key)
{
    for (uint32_t key = 0; key < 3; key++)
        g_assert_cmpuint(hash_of_number(GUINT_TO_POINTER(key)), ==,
                         hash_of_number(GUINT_TO_POINTER(key)));
}

/* The most keys that fall into one bucket, STEP apart. */
static unsigned most_in_a_bucket(uint32_t step)
{
    unsigned buckets[N_BUCKETS] = {0};
    unsigned most = 0;

    for (uint32_t i = 0; i < N_KEYS; i++) {
        unsigned bucket =
            hash_of_number(GUINT_TO_POINTER(i * step)) % N_BUCKETS;

        buckets[bucket]++;
        most = MAX(most, buckets[bucket]);
    }
    return most;
}

TEST(number_neighbours_spread)
{
    g_assert_cmpuint(most_in_a_bucket(1), <=, MOST_IN_A_BUCKET);
}

/* SSRCs that differ in their upper half only. */
TEST(number_upper_half_counts)
{
    g_assert_cmpuint(most_in_a_bucket(1u << 16), <=, MOST_IN_A_BUCKET);
    g_assert_cmpuint(most_in_a_bucket(1u << 20), <=, MOST_IN_A_BUCKET);
}

TEST(number_in_a_table)
{
    GHashTable *table = g_hash_table_new(hash_of_number, g_direct_equal);

    for (uint32_t key = 0; key < 1000; key++)
        g_hash_table_insert(table, GUINT_TO_POINTER(key * 65536u + key),
                            GUINT_TO_POINTER(key));
    g_assert_cmpuint(g_hash_table_size(table), ==, 1000);
    g_assert_cmpuint(GPOINTER_TO_UINT(g_hash_table_lookup(
                         table, GUINT_TO_POINTER(999 * 65536u + 999))),
                     ==, 999);
    g_hash_table_destroy(table);
}
