/* The watch over SIP: takes in the messages, and what they prove of session
 * timers, registrations, keep-alives, calls and trunks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_WATCH_H
#define LYNC_CORE_SIP_WATCH_H

#include "analysis.h"
#include "sip_sighting.h"

/* What became known of a message. */
struct sip_said {
    struct session_view view; /* what the judge of session timers said */
    uint32_t call;            /* lync.call, or NO_INDEX */
    const char *verdict;      /* what became of the call that the message ends,
                                 as far as is known then; static; or NULL */
};

/* Takes in SIGHTING; messages come in the order of the capture, each once.
 * SAID is set whole. */
void sip_watch_on_message(struct analysis *analysis,
                          const struct sip_sighting *sighting,
                          struct sip_said *said);

/* Whether packets of TCP matter: some connection has to be kept alive. */
bool sip_watch_wants_tcp(const struct analysis *analysis);

/* A packet of TCP from SOURCE to DESTINATION, before the messages in it. */
void sip_watch_on_tcp(struct analysis *analysis, const struct moment *moment,
                      const struct endpoint *source,
                      const struct endpoint *destination);

#endif
