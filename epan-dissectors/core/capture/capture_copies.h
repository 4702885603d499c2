/* Messages that pass several places of the network: each counts once, where it
 * is seen first, whatever the clocks of the places say. What its sender sends
 * again, byte for byte, counts again.
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

/* Entries, two for a message at one interface; past them nothing is a copy. */
#define CAPTURE_COPIES_MAX (1u << 20)

struct capture_copies;

/* A memory without messages; free with capture_copies_free(). */
struct capture_copies *capture_copies_new(void);
void capture_copies_free(struct capture_copies *copies);

/* Whether the LENGTH bytes of MESSAGE, from SOURCE to DESTINATION, are a copy:
 * another interface has shown them at least as often as that of MOMENT has now.
 * Counts them, so ask once for each message. False where the file does not say
 * which interface it was, and past CAPTURE_COPIES_MAX. */
bool capture_copies_message(struct capture_copies *copies,
                            const struct moment *moment,
                            const struct endpoint *source,
                            const struct endpoint *destination,
                            const void *message, size_t length);

#endif
