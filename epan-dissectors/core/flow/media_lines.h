/* The media of one call: its m-lines, as sessions. RFC 3264 5, 6, 8.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_LINES_H
#define LYNC_CORE_MEDIA_LINES_H

#include "media_call.h"
#include "media_sessions.h"
#include "sdp.h"
#include "side.h"

struct media_lines {
    struct media_call call;
    struct media_session_entry *entries[SDP_MAX_MEDIA]; /* in the order of the
                                                           SDP; NULL: none */
};

/* How the media of a call stood when a BYE came. */
struct media_lines_end {
    bool timeout_bye; /* lync.media_timeout.bye was raised on it, because the
                         other side had sent neither RTP nor RTCP */
    bool timeout_unproved; /* the other side seems to have been silent for as
                              long as explains it; the capture may lack its
                              media */
    bool held;             /* SDP held all its streams */
    int64_t rtcp_silence_ns[N_SIDES]; /* of RTP without RTCP; 0: none */
};

/* Makes LINES valid: no media yet. LIMITS has to live as long as LINES. */
void media_lines_init(struct media_lines *lines,
                      const struct media_limits *limits);

/* OFFER of side OFFERER and the other side's ANSWER are in force from NOW_NS
 * on. Each m-line of CALL becomes one of SESSIONS, and the endpoints that it
 * declares lead there. */
void media_lines_on_sdp(struct media_lines *lines,
                        struct media_sessions *sessions, uint32_t call,
                        enum side offerer, const struct sdp *offer,
                        const struct sdp *answer, int64_t now_ns);

/* A BYE of side BY (SIDE_UNKNOWN if that could not be told) at NOW_NS.
 * CHECKS_RTCP: BY may hang up because RTCP alone is missing, and gives no other
 * reason. Adds FINDING_MEDIA_TIMEOUT and FINDING_MEDIA_TIMEOUT_BYE as
 * media_call_on_bye() and media_session_on_bye() do. END is set to how
 * things stood just before. */
void media_lines_on_bye(struct media_lines *lines, enum side by,
                        bool checks_rtcp, int64_t now_ns, GPtrArray *findings,
                        struct media_lines_end *end);

/* The sessions of LINES, in their order; returns how many. */
unsigned media_lines_sessions(const struct media_lines *lines,
                              const struct media_session *all[SDP_MAX_MEDIA]);

#endif
