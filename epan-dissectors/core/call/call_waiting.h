/* SIP messages that would open a call while the table of calls is crowded
 * (call_table.h). They wait for the other side: an INVITE that nobody answers
 * takes no room in the table, a call that is answered loses nothing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_WAITING_H
#define LYNC_CORE_CALL_WAITING_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "sip_sighting.h"

/* What waits at most: the oldest gives way. */
#define CALL_WAITING_MAX       16384
#define CALL_WAITING_BYTES_MAX (16 << 20)
/* A longer message does not wait, and a Call-ID has a message for each hop. */
#define CALL_WAITING_MESSAGE_BYTES_MAX 8192
#define CALL_WAITING_HOPS_MAX          4

struct call_waiting;

/* Returns a place where nothing waits. Free it with call_waiting_free(). */
struct call_waiting *call_waiting_new(void);
void call_waiting_free(struct call_waiting *waiting);

/* Has a copy of SIGHTING wait, unless one of the bounds forbids it. Returns
 * whether nothing else of its Call-ID waits. */
bool call_waiting_add(struct call_waiting *waiting,
                      const struct sip_sighting *sighting);

/* Takes out what MESSAGE answers: messages of its dialog, which the other side
 * sent. 100 and refusals (3xx to 6xx) are no answers. Returns struct
 * sip_sighting, owned, in the order of capture, for the caller to unref; NULL
 * if there is nothing. Cheap as long as nothing waits. */
GPtrArray *call_waiting_answered(struct call_waiting *waiting,
                                 const struct sip_message *message);

#endif
