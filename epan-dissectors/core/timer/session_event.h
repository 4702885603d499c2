/* One SIP message under judgement: where it stands in its dialog, and what the
 * rules ask of it. RFC 4028 4, 9.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_EVENT_H
#define LYNC_CORE_SESSION_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "session.h"
#include "sip_dialog.h"
#include "sip_message.h"

/* The names used in findings, made when one is first needed; "": not made. */
struct session_names {
    char sender[ENDPOINT_TEXT_BYTES];
    char receiver[ENDPOINT_TEXT_BYTES];
    char parties[2][ENDPOINT_TEXT_BYTES]; /* of the endpoints behind proxies */
};

/* One message under judgement. Owns nothing. */
struct session_event {
    const GPtrArray *sessions; /* struct session of every leg, by leg index */
    int64_t grace_ns;          /* tolerance on deadlines */
    const struct sip_message *message;
    struct sip_place place;  /* leg NULL: not followed */
    struct session *session; /* of the leg; NULL with it */
    uint32_t frame;
    int64_t now_ns;                /* of the frame, since the first frame */
    GPtrArray *findings;           /* list that findings are added to */
    const struct endpoint *source; /* who sent it on this hop */
    const struct endpoint *destination; /* to whom */
    struct session_names *names;        /* of the same, and of the endpoints */
};

/* Has EVENT's names made anew, in NAMES. */
void session_event_unname(struct session_event *event,
                          struct session_names *names);

/* The names of EVENT's source and destination for a finding: their addresses,
 * with ports only if both have the same address. */
const char *session_event_sender(const struct session_event *event);
const char *session_event_receiver(const struct session_event *event);

/* The name of PARTY (0 or 1) for a finding: its address, as of this message, or
 * behind a proxy that of the endpoint. The event has to have a leg. */
const char *session_event_party(const struct session_event *event,
                                unsigned party);

/* Whether the sender is a Mediation Server or other Microsoft software, by the
 * User-Agent or Server of the leg; of the message alone where there is no
 * leg. */
bool session_event_from_microsoft(const struct session_event *event);

/* Whether MESSAGE may carry Session-Expires (RFC 4028 4): INVITE and UPDATE,
 * and their 2xx. */
bool session_event_may_expire(const struct sip_message *message);

/* Whether a 2xx to this request decides on the session timer: an UPDATE before
 * the INVITE is answered does not (R13). The event has to have a
 * transaction. */
bool session_event_settles(const struct session_event *event);

/* Whether the 2xx of EVENT has no interval because its sender knows no session
 * timers: it never listed them, neither in this message nor before. What its
 * peer asks for never was in force for it. The event has to have a
 * transaction. */
bool session_event_unaware(const struct session_event *event);

/* Whether REFRESHER is uac or uas. */
bool session_event_is_token(enum sip_refresher refresher);

/* Who refreshes by the 2xx of EVENT (RFC 4028 9, table 2): what it says, else
 * what its request asked for. SIP_REFRESHER_ABSENT if neither tells. ASSUMED:
 * set to whether the 2xx itself does not say. */
enum sip_refresher session_event_refresher(const struct session_event *event,
                                           bool *assumed);

#endif
