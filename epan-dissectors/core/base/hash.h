/* Hashes of keys that packets choose, seeded once a process, so that nobody can
 * prepare keys that all fall into one bucket.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_HASH_H
#define LYNC_CORE_HASH_H

#include <glib.h>

/* A GHashFunc for keys made with GUINT_TO_POINTER; g_direct_equal compares
 * them. */
guint hash_of_number(gconstpointer key);

#endif
