/* The SIP messages of a call, for those who draw them: who sent what to whom.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_MESSAGES_H
#define LYNC_CORE_CALL_MESSAGES_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "sip_sighting.h"

#define CALL_MESSAGES_MAX 64 /* kept of a call: the first half and the last */

#define CALL_MESSAGE_TEXT_BYTES 16

struct call_message {
    uint32_t frame;
    int64_t shown_ns; /* since the first frame, as the file says */
    struct endpoint source;
    struct endpoint destination;
    enum sip_method method; /* of a response: of its request */
    uint16_t status;        /* 0: a request */
    bool sdp;
};

/* All zero: none; free what it owns with call_messages_clear(). */
struct call_messages {
    GArray *kept;       /* struct call_message, in capture order; NULL: none */
    uint32_t n_dropped; /* from the middle */
};

/* Takes the next message of the call. */
void call_messages_add(struct call_messages *messages,
                       const struct sip_sighting *sighting);

/* Writes what MESSAGE is into TEXT and returns TEXT: "INVITE", "200 INVITE";
 * for a method without a name here "request", "200". */
const char *call_message_text(const struct call_message *message,
                              char text[CALL_MESSAGE_TEXT_BYTES]);

/* Frees what MESSAGES owns and makes it all zero. */
void call_messages_clear(struct call_messages *messages);

#endif
