/* Recognises messages captured at several points of the network. Each counts
 * once, where it is first in the file, even if the clocks of the points differ.
 * A message that its sender repeats byte for byte counts again.
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

/* Table entries, two or more for each message. When the table is full, no
 * message is recognised as a copy. */
#define CAPTURE_COPIES_MAX (1u << 20)

struct capture_copies;

/* Returns an empty table; free it with capture_copies_free(). */
struct capture_copies *capture_copies_new(void);
void capture_copies_free(struct capture_copies *copies);

/* Whether the LENGTH bytes of MESSAGE, from SOURCE to DESTINATION, are a copy:
 * some other interface has shown them at least as often as the interface of
 * MOMENT, this time included. Counts the message, so call this once for each.
 * Returns false if the file does not name the interface, or if the table is
 * full. */
bool capture_copies_message(struct capture_copies *copies,
                            const struct moment *moment,
                            const struct endpoint *source,
                            const struct endpoint *destination,
                            const void *message, size_t length);

#endif
