/* Recognises messages captured at several points of the network.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_copies.h"

#include "hash.h"

/* FNV-1a, 64 bits. */
#define FNV_OFFSET UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME  UINT64_C(0x100000001b3)

/* How often each message was seen at each interface, and the greatest of these
 * counts. Both are in one table, under different hashes. */
struct capture_copies {
    GHashTable *counts; /* hash to count, both stored as pointers */
};

struct capture_copies *capture_copies_new(void)
{
    struct capture_copies *copies = g_new0(struct capture_copies, 1);

    copies->counts = g_hash_table_new(hash_of_number, g_direct_equal);
    return copies;
}

void capture_copies_free(struct capture_copies *copies)
{
    g_hash_table_destroy(copies->counts);
    g_free(copies);
}

/* Continues HASH with the LENGTH bytes at OCTETS. */
static uint64_t hash_bytes(uint64_t hash, const void *octets, size_t length)
{
    const uint8_t *octet = octets;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ octet[i]) * FNV_PRIME;
    return hash;
}

/* Folds in the upper half, because GLib hashes only the lower 32 bits. */
static gpointer key_of(uint64_t hash)
{
    return GSIZE_TO_POINTER((gsize)(hash ^ hash >> 32));
}

static uintptr_t count_of(const struct capture_copies *copies, uint64_t hash)
{
    return (uintptr_t)g_hash_table_lookup(copies->counts, key_of(hash));
}

static void set_count(struct capture_copies *copies, uint64_t hash,
                      uintptr_t count)
{
    g_hash_table_insert(copies->counts, key_of(hash), (gpointer)count);
}

/* Counts a message with HASH at INTERFACE_ID. Returns whether it is a copy. */
static bool count_sighting(struct capture_copies *copies, uint64_t hash,
                           uint32_t interface_id)
{
    uint64_t hash_here = hash_bytes(hash, &interface_id, sizeof interface_id);
    uintptr_t n_here = count_of(copies, hash_here) + 1;

    if (g_hash_table_size(copies->counts) >= CAPTURE_COPIES_MAX)
        return false;
    set_count(copies, hash_here, n_here);
    if (n_here <= count_of(copies, hash))
        return true;
    set_count(copies, hash, n_here);
    return false;
}

static uint64_t hash_of_end(uint64_t hash, const struct endpoint *end)
{
    hash = hash_bytes(hash, end->address, sizeof end->address);
    return hash_bytes(hash, &end->port, sizeof end->port);
}

bool capture_copies_message(struct capture_copies *copies,
                            const struct moment *moment,
                            const struct endpoint *source,
                            const struct endpoint *destination,
                            const void *message, size_t length)
{
    uint64_t hash = FNV_OFFSET;

    if (!moment->interface_known)
        return false;
    hash = hash_of_end(hash, source);
    hash = hash_of_end(hash, destination);
    hash = hash_bytes(hash, message, length);
    return count_sighting(copies, hash, moment->interface_id);
}
