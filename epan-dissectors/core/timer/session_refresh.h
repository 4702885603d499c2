/* The refresh: when it came, whether it worked, what it changed: R1, R2,
 * R6-R11. These functions arm and disarm the timer. RFC 4028 7.2, 7.4, 9, 10;
 * RFC 3311 5.1; RFC 3261 12.2.1.2, 14.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_REFRESH_H
#define LYNC_CORE_SESSION_REFRESH_H

#include "session_event.h"

/* The event has to have a leg, and in the first three a transaction. */

/* An INVITE or UPDATE: R1, R2, R11. In a dialog whose timer runs it becomes the
 * latest attempt to refresh. */
void session_refresh_request(struct session_event *event);

/* A 2xx that settles the timer: R8-R10. With a readable Session-Expires above 0
 * it arms the timer, else it ends it. */
void session_refresh_success(struct session_event *event);

/* A final failure of INVITE or UPDATE: R6, R7, R11. */
void session_refresh_failure(struct session_event *event);

#endif
