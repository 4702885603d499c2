/* Hashes of keys that packets choose, seeded once a process, so that nobody can
 * prepare keys that all fall into one bucket.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_HASH_H
#define LYNC_CORE_HASH_H

#include <stdint.h>

#include <glib.h>

/* The seed of this process: any number but 0, drawn at the first call. */
uint32_t hash_seed(void);

/* A GHashFunc for keys made with GUINT_TO_POINTER; g_direct_equal compares
 * them. */
guint hash_of_number(gconstpointer key);

#endif
