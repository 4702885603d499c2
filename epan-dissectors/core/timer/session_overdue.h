/* A refresh whose outcome is late: it was answered and the capture lacks the
 * answer, it was not, or it was refused and not tried again: R6, R7. RFC 4028
 * 10; RFC 3261 14.1, 17.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_OVERDUE_H
#define LYNC_CORE_SESSION_OVERDUE_H

#include "session_event.h"

/* Any message, before it is judged itself: R6, R7. A request over UDP that its
 * sender has stopped repeating was answered: the timer of the session is armed
 * anew from its time on, with the interval that it asks for. */
void session_overdue(struct session_event *event);

#endif
