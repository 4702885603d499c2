/* What a proxy between two hops of one dialog must not change: T11. RFC 4028
 * 8.1, 8.2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_RULES_PROXY_H
#define LYNC_CORE_SESSION_RULES_PROXY_H

#include "session_event.h"

/* Compares an INVITE or UPDATE, or a 2xx to one, with the same message on the
 * hop before it. Does nothing where that hop is not in the capture. The event
 * has to have a leg and a transaction. */
void session_rules_proxy(const struct session_event *event);

#endif
