/* A call as the media checks see it: who its parties are, whether it is up,
 * what its media streams excuse. KB 981218, Set-CsTrunkConfiguration.
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

/* RTP that came this recently before a BYE is music on hold. */
#define MEDIA_CALL_MUSIC_NS INT64_C(5000000000)

struct media_call {
    enum silence
        reading[N_SIDES]; /* of the silence that the packet at hand ends */
    int64_t reading_ns[N_SIDES];       /* how long that was */
    const struct media_limits *limits; /* not owned */
    struct media_timeout timeout;
    enum product_generation generation; /* may be set at any time */
    bool bye_names_media; /* the BYE says that expected media did not come; to
                             be set before media_call_on_bye() */

    /* Kept by the sessions of the call: */
    struct endpoint media[N_SIDES]; /* of the session joined first */
    unsigned n_expecting[N_SIDES];  /* sessions that do not excuse it */
    unsigned n_held;                /* sessions that SDP holds */
    int64_t last_rtp_ns[N_SIDES];
    bool rtp_seen[N_SIDES];
    unsigned n_noise[N_SIDES]; /* comfort noise packets last sent, without
                                  speech; at most 2 */
    bool timeout_unproved; /* the BYE would be explained by a silence that the
                              capture does not prove */
};

/* Makes CALL valid: not yet up, without sessions. LIMITS has to live as long
 * as CALL. */
void media_call_init(struct media_call *call,
                     const struct media_limits *limits);

/* The call is up from TIME_NS on: the 2xx to its first INVITE, or the first
 * in-dialog message if the capture begins in mid-call. Has no effect on a call
 * that is up or has ended. */
void media_call_on_up(struct media_call *call, int64_t time_ns);

/* A SIP message of the call at TIME_NS, before its SDP takes effect. */
void media_call_on_message(struct media_call *call, int64_t time_ns);

/* The BYE of side BY (SIDE_UNKNOWN: it could not be told) at TIME_NS.
 * Adds FINDING_MEDIA_TIMEOUT as media_call_on_message does, and
 * FINDING_MEDIA_TIMEOUT_BYE when BY hangs up on a side that has been silent
 * for about the limit (media_limit_explains()), and the capture would show what
 * that side had sent, or the BYE itself says that nothing came. Returns whether
 * it did. Ends the call; a second BYE adds nothing. */
bool media_call_on_bye(struct media_call *call, enum side by, int64_t time_ns,
                       GPtrArray *findings);

/* The call ended in another way (CANCEL, failure, dialog timed out). */
void media_call_on_end(struct media_call *call);

/* What only the end of the capture at END_NS proves, for the reports: adds
 * FINDING_MEDIA_TIMEOUT for silence beyond the limit that no frame has proved
 * yet. */
void media_call_at_end(const struct media_call *call, int64_t end_ns,
                       GPtrArray *findings);

/* For the sessions: the next packet of SIDE, at TIME_NS, ends a silence of its
 * stream that was SILENCE and took SILENCE_NS. One in which it sent all the
 * time was none. */
void media_call_on_silence(struct media_call *call, enum side side,
                           enum silence silence, int64_t silence_ns,
                           int64_t time_ns);

/* For the sessions: RTP or RTCP of SIDE at TIME_NS. Adds FINDING_MEDIA_TIMEOUT
 * when it ends a silence that was longer than the limit, and the capture would
 * show what SIDE had sent. */
void media_call_on_media(struct media_call *call, enum side side, bool is_rtp,
                         int64_t time_ns, GPtrArray *findings);

/* For a session that joins: SIDE has sent what PRESENCE says. */
void media_call_on_history(struct media_call *call, enum side side,
                           const struct rtcp_presence *presence);

/* For the sessions: from TIME_NS on RTP of SIDE comes from TO instead of
 * FROM. */
void media_call_on_moved(struct media_call *call, enum side side,
                         const struct endpoint *from, const struct endpoint *to,
                         int64_t time_ns);

/* For the sessions: from TIME_NS on one more (CHANGE 1) or one fewer (-1) of
 * them gives SIDE no excuse for silence. */
void media_call_expect(struct media_call *call, enum side side, int change,
                       int64_t time_ns);

#endif
