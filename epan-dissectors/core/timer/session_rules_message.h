/* Rules that one message shows by itself: S1-S7, T1, T2. RFC 4028 4, 5, 7.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_RULES_MESSAGE_H
#define LYNC_CORE_SESSION_RULES_MESSAGE_H

#include "session_event.h"

/* Reports what the Session-Expires and Min-SE of the message break. Works
 * without a leg, too. */
void session_rules_message(const struct session_event *event);

#endif
