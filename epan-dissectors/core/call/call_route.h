/* Where the messages of a call were sent, and who asked for that.
 * RFC 3261 12.1.2, 12.2.1.1 (ACK), 18.2.2 (responses).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_ROUTE_H
#define LYNC_CORE_CALL_ROUTE_H

#include "call_facts.h"
#include "sip_sighting.h"

/* Notes in the route of FACTS what SIGHTING shows, a message of the call that
 * FACTS hold already, and in the reason of its final response what that message
 * says beside (call_reason_add_headers). The headers of a message are only read
 * again if it is the final response, or the first repeat of a 2xx. */
void call_route_on_message(struct call_facts *facts,
                           const struct sip_sighting *sighting);

#endif
