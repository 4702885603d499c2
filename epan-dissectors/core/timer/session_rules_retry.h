/* The rules around 422 (Session Interval Too Small): T12-T14. RFC 4028 6, 7.3,
 * 7.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_RULES_RETRY_H
#define LYNC_CORE_SESSION_RULES_RETRY_H

#include "session_event.h"

/* The event has to have a leg and a transaction in all of them. */

/* A 422 to INVITE or UPDATE: T12. Counts the round, and remembers the largest
 * Min-SE. */
void session_rules_too_small(struct session_event *event);

/* An INVITE or UPDATE: T13 if it is the retry after a 422. */
void session_rules_retry(struct session_event *event);

/* An INVITE or UPDATE: T14, a refresh below the largest Min-SE that its sender
 * has learnt in the dialog. */
void session_rules_min_se(struct session_event *event);

/* A 2xx that settles the timer: its sender has learnt the request's Min-SE, and
 * the rounds of 422 are over. */
void session_rules_learn(struct session_event *event);

#endif
