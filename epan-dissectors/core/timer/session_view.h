/* What one SIP message shows of session timers. RFC 4028.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_VIEW_H
#define LYNC_CORE_SESSION_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"
#include "sip_sighting.h"

struct session_event;

/* What one message shows. A member is valid only if its *_known flag is set. */
struct session_view {
    bool dialog_known; /* the message belongs to a dialog that is followed */
    uint32_t dialog;   /* its index, from 0: one a dialog and hop */
    bool repeated;     /* a retransmission or a mirror port's copy: the values
                          are those of the first */

    bool interval_known; /* Session-Expires stands here, in a message that may
                            carry it, and is readable */
    uint32_t interval_s;
    bool min_se_known;
    uint32_t min_se_s;
    enum sip_refresher refresher; /* as written */
    bool party_known;             /* who has to refresh, in this transaction */
    bool party_assumed; /* the 2xx names nobody: what its request asked for */
    bool party_sends;   /* that is the side that sends this message */
    struct endpoint party; /* where that is: behind a proxy the endpoint, where
                              the capture has its hop (sip_leg_endpoint()) */

    bool deadlines_known; /* a 2xx that arms the timer */
    int64_t refresh_due_ns;
    int64_t give_up_ns;
    int64_t expires_ns;
};

/* Sets VIEW to what the message of EVENT, that of SIGHTING, shows. To be called
 * before the message is judged. Nothing but the message's own values is known
 * where EVENT has no leg. */
void session_view_fill(struct session_view *view,
                       const struct session_event *event,
                       const struct sip_sighting *sighting);

#endif
