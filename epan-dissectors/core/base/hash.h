/* Hashes of keys that packets choose, seeded once a process, so that nobody can
 * prepare keys that all fall into one bucket.
 *
 * They are multiply-shift hashes over words of 32 bits: of any two keys that
 * were chosen without knowing the seed, a share of about 2^-32 collide.
 * (Dietzfelbinger, "Universal hashing and k-wise independence via integer
 * arithmetic without primes", STACS 1996.)
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_HASH_H
#define LYNC_CORE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include <glib.h>

/* Continues BEFORE, 0 at the beginning, with LENGTH octets. The upper 32 bits
 * are the better ones. Keys of different lengths differ in nothing but their
 * octets: pass those lengths that vary. */
uint64_t hash_octets(uint64_t before, const void *octets, size_t length);

/* A GHashFunc for texts; g_str_equal compares them. */
guint hash_of_text(gconstpointer text);

/* A GHashFunc for keys made with GUINT_TO_POINTER; g_direct_equal compares
 * them. */
guint hash_of_number(gconstpointer key);

#endif
