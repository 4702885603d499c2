/* Rules that compare a response with its request: T3-T10, T15, and the
 * Mediation Server as refresher. RFC 4028 7.2, 9 and table 2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_RULES_RESPONSE_H
#define LYNC_CORE_SESSION_RULES_RESPONSE_H

#include "session_event.h"

/* The event has to have a leg and a transaction in both. */

/* A 2xx to INVITE or UPDATE that settles the timer: T3-T10, Mediation Server.
 * To be called before session_refresh_success, which puts it in force. */
void session_rules_success(const struct session_event *event);

/* A final failure of INVITE or UPDATE: T15 (420 and 421). */
void session_rules_rejected(const struct session_event *event);

#endif
