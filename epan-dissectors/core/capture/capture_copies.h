/* Messages that pass several places of the network: each counts once, where it
 * is seen first, whatever the clocks of the places say. What its sender sends
 * again, octet for octet, counts again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_COPIES_H
#define LYNC_CORE_CAPTURE_COPIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "moment.h"

#define CAPTURE_COPIES_MAX                                                     \
    (1u << 20) /* entries; beyond it nothing is a copy                         \
                */

/* What CAPTURE_COPIES_HASH begins with. */
#define CAPTURE_COPIES_SEED UINT64_C(0xcbf29ce484222325)

struct capture_copies;

/* An empty memory; free with capture_copies_free, which allows NULL. */
struct capture_copies *capture_copies_new(void);
void capture_copies_free(struct capture_copies *copies);

/* HASH, of a message's first parts, with LENGTH octets more (FNV-1a). */
uint64_t capture_copies_hash(uint64_t hash, const void *octets, size_t length);

/* Takes in a message with HASH at INTERFACE_ID. Returns whether it is a copy:
 * another place has shown it as often as this one now. */
bool capture_copies_seen(struct capture_copies *copies, uint64_t hash,
                         uint32_t interface_id);

/* Whether another interface has shown the LENGTH octets of MESSAGE, from SOURCE
 * to DESTINATION. To be asked once for each message; always false where the
 * file does not say which interface it was. */
bool capture_copies_message(struct capture_copies *copies,
                            const struct moment *moment,
                            const struct endpoint *source,
                            const struct endpoint *destination,
                            const void *message, size_t length);

#endif
