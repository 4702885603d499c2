/* A call as seen by the media checks: its parties, whether it is up, and which
 * silence its streams excuse. KB 981218, Set-CsTrunkConfiguration.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_CALL_H
#define LYNC_CORE_MEDIA_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "media_limits.h"
#include "side.h"
#include "silence.h"
#include "media_timeout.h"
#include "product_advice.h"
#include "product.h"
#include "rtcp_presence.h"

/* RTP this recently before a BYE is music on hold. */
#define MEDIA_CALL_MUSIC_NS INT64_C(5000000000)

struct media_call {
    const struct media_limits *limits; /* not owned */
    struct media_timeout timeout;
    enum silence reading[N_SIDES]; /* kind of silence that the current packet of
                                      the side ends */
    int64_t reading_ns[N_SIDES];   /* length of that silence */

    /* Maintained by the sessions of the call: */
    int64_t last_rtp_ns[N_SIDES];
    bool rtp_seen[N_SIDES];
    unsigned n_noise[N_SIDES]; /* consecutive comfort noise packets at the end
                                  of what was sent; at most 2 */
    bool timeout_unproved; /* a silence that the capture does not prove would
                              explain the BYE */
    struct endpoint media[N_SIDES]; /* endpoints of the session that joined
                                       first */
    unsigned n_expecting[N_SIDES];  /* number of sessions in which SDP does not
                                       excuse silence */
    unsigned n_held;                /* number of sessions on hold by SDP */

    enum product_generation generation; /* may be set at any time */
    bool bye_names_media; /* the BYE says that expected media did not come; set
                             before media_call_on_bye() */
};

/* Initializes CALL: not up, without sessions. LIMITS must outlive CALL. */
void media_call_init(struct media_call *call,
                     const struct media_limits *limits);

/* The call is up from TIME_NS on: the 2xx to its first INVITE, or the first
 * in-dialog message if the capture begins during the call. No effect on a call
 * that is up or has ended. */
void media_call_on_up(struct media_call *call, int64_t time_ns);

/* Processes a SIP message of the call at TIME_NS. Call this before its SDP
 * takes effect. */
void media_call_on_message(struct media_call *call, int64_t time_ns);

/* Processes the BYE of side BY (SIDE_UNKNOWN: not known) at TIME_NS and ends
 * the call; a second BYE has no effect. Adds FINDING_MEDIA_TIMEOUT for each
 * side whose silence exceeds the limit, as media_call_on_media() does.
 *
 * Adds FINDING_MEDIA_TIMEOUT_BYE and returns true if the other side was silent
 * for about the limit (media_limit_explains()), and either the capture would
 * show what that side had sent, or the BYE itself says that no media came. */
bool media_call_on_bye(struct media_call *call, enum side by, int64_t time_ns,
                       GPtrArray *findings);

/* The call ended otherwise (CANCEL, failure, dialog expired). */
void media_call_on_end(struct media_call *call);

/* Adds FINDING_MEDIA_TIMEOUT for each silence above the limit that lasts at
 * END_NS, the end of the capture. */
void media_call_at_end(const struct media_call *call, int64_t end_ns,
                       GPtrArray *findings);

/* Called by sessions: the next packet of SIDE, at TIME_NS, ends a pause of its
 * stream, which was SILENCE and took SILENCE_NS. If packets were sent
 * meanwhile, the pause does not count as silence. */
void media_call_on_silence(struct media_call *call, enum side side,
                           enum silence silence, int64_t silence_ns,
                           int64_t time_ns);

/* Called by sessions for RTP or RTCP of SIDE at TIME_NS. Adds
 * FINDING_MEDIA_TIMEOUT if it ends a silence above the limit and the capture
 * would show what SIDE had sent. */
void media_call_on_media(struct media_call *call, enum side side, bool is_rtp,
                         int64_t time_ns, GPtrArray *findings);

/* Called by a session that joins: SIDE has sent what PRESENCE says. */
void media_call_on_history(struct media_call *call, enum side side,
                           const struct rtcp_presence *presence);

/* Called by sessions: from TIME_NS on, RTP of SIDE comes from TO instead of
 * FROM. */
void media_call_on_moved(struct media_call *call, enum side side,
                         const struct endpoint *from, const struct endpoint *to,
                         int64_t time_ns);

/* Called by sessions: from TIME_NS on, the number of sessions in which SDP does
 * not excuse silence of SIDE changes by CHANGE (1 or -1). */
void media_call_expect(struct media_call *call, enum side side, int change,
                       int64_t time_ns);

#endif
