/* Processes SIP messages: session timers, registrations, keep-alives, calls and
 * trunks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_WATCH_H
#define LYNC_CORE_SIP_WATCH_H

#include "analysis.h"
#include "sip_sighting.h"

/* Results for one message. */
struct sip_said {
    struct session_view view; /* result of the session timer */
    uint32_t call;            /* lync.call, or NO_INDEX */
    const char *verdict;      /* verdict as known by then if the message ends
                                 its call (static), else NULL */
};

/* Processes SIGHTING and sets all of SAID. Call this once for each message, in
 * capture order. */
void sip_watch_on_message(struct analysis *analysis,
                          const struct sip_sighting *sighting,
                          struct sip_said *said);

/* Whether TCP packets matter: a connection must be kept alive. */
bool sip_watch_wants_tcp(const struct analysis *analysis);

/* Processes a TCP packet from SOURCE to DESTINATION. Call this before the
 * messages in it are processed. */
void sip_watch_on_tcp(struct analysis *analysis, const struct moment *moment,
                      const struct endpoint *source,
                      const struct endpoint *destination);

#endif
