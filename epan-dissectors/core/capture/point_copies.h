/* Messages that pass several places of the network: each counts once, where it
 * is seen first, whatever the clocks of the places say. What its sender sends
 * again, octet for octet, counts again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_POINT_COPIES_H
#define LYNC_CORE_POINT_COPIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#define POINT_COPIES_MAX (1u << 20) /* entries; beyond it nothing is a copy */

/* What POINT_COPIES_HASH begins with. */
#define POINT_COPIES_SEED UINT64_C(0xcbf29ce484222325)

struct point_copies;

/* An empty memory; free with point_copies_free, which allows NULL. */
struct point_copies *point_copies_new(void);
void point_copies_free(struct point_copies *copies);

/* HASH, of a message's first parts, with LENGTH octets more (FNV-1a). */
uint64_t point_copies_hash(uint64_t hash, const void *octets, size_t length);

/* Takes in a message with HASH at INTERFACE_ID. Returns whether it is a copy:
 * another place has shown it as often as this one now. */
bool point_copies_seen(struct point_copies *copies, uint64_t hash,
                       uint32_t interface_id);

#endif
