/* Tests of hashes of keys that packets choose.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "hash.h"

#include <stdint.h>
#include <string.h>

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

/* Texts that g_str_hash() gives one value: 33 * 'A' + 'z' is 33 * 'B' + 'Y'. */
static void write_same_text(char text[25], unsigned number)
{
    for (unsigned bit = 0; bit < 12; bit++)
        memcpy(text + 2 * (gsize)bit, number >> bit & 1 ? "Az" : "BY", 2);
    text[24] = '\0';
}

TEST(text_chosen_to_collide)
{
    unsigned buckets[N_BUCKETS] = {0};
    char first[25];
    char text[25];

    write_same_text(first, 0);
    for (unsigned i = 0; i < N_KEYS; i++) {
        write_same_text(text, i);
        g_assert_cmpuint(g_str_hash(text), ==, g_str_hash(first));
        g_assert_cmpuint(++buckets[hash_of_text(text) % N_BUCKETS], <=,
                         MOST_IN_A_BUCKET);
    }
}

TEST(text_of_any_length)
{
    char text[600];
    guint before = hash_of_text("");

    for (gsize length = 1; length < sizeof text; length++) {
        memset(text, 'x', length);
        text[length] = '\0';
        g_assert_cmpuint(hash_of_text(text), !=, before);
        before = hash_of_text(text);
        g_assert_cmpuint(hash_of_text(text), ==, before);
        /* The last octet counts, wherever it is in its word and block. */
        text[length - 1] = 'y';
        g_assert_cmpuint(hash_of_text(text), !=, before);
    }
}

/* The same bit of two words, changed together: a hash that multiplies after an
 * exclusive or does not see the highest. */
TEST(octets_two_bits)
{
    uint32_t words[4] = {1, 2, 3, 4};
    uint64_t plain = hash_octets(0, words, sizeof words);

    for (unsigned bit = 0; bit < 32; bit++)
        for (unsigned first = 0; first < 3; first++) {
            words[first] ^= 1u << bit;
            words[first + 1] ^= 1u << bit;
            g_assert_cmphex(hash_octets(0, words, sizeof words) >> 32, !=,
                            plain >> 32);
            words[first] ^= 1u << bit;
            words[first + 1] ^= 1u << bit;
        }
}

TEST(octets_go_on)
{
    g_assert_cmphex(hash_octets(hash_octets(0, "ab", 2), "cd", 2), !=,
                    hash_octets(hash_octets(0, "cd", 2), "ab", 2));
}
