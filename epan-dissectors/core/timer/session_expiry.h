/* The end of a session that nobody refreshed: R3-R5. RFC 4028 10.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_EXPIRY_H
#define LYNC_CORE_SESSION_EXPIRY_H

#include "session_event.h"

/* After which time any sign of life proves that the call on LEG outlived
 * SESSION: expiry plus GRACE_NS. SESSION_NEVER_NS if no timer runs, the expiry
 * was reported, an attempt to refresh has no known outcome, or the leg is not
 * confirmed. */
int64_t session_expiry_deadline_ns(const struct session *session,
                                   const struct sip_leg *leg, int64_t grace_ns);

/* Any message: R3, unless it is a BYE that ends the session itself. */
void session_expiry_message(struct session_event *event);

/* R3 without a look at the clock. PROOF: what goes on, "media still flows". */
void session_expiry_report(struct session_event *event, const char *proof);

/* A BYE: R4, R5; sets how the dialog ended. */
void session_expiry_bye(struct session_event *event);

#endif
