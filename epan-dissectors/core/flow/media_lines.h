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

/* What one side's SDP says, kept until an answer puts it in force. */
struct media_lines_half {
    unsigned n;
    struct media_description lines[SDP_MAX_MEDIA];
};

struct media_lines {
    struct media_call call;
    struct media_session_entry *entries[SDP_MAX_MEDIA]; /* in the order of the
                                                           SDP; NULL: none */
    bool answered; /* an offer and its answer were in force */
    struct media_lines_half *halves[N_SIDES]; /* the latest SDP; NULL: none, or
                                                 answered; owned */
};

/* How the media of a call stood when a BYE came. */
struct media_lines_end {
    bool timeout_bye; /* lync.media_timeout.bye was raised on it, because the
                         other side had sent neither RTP nor RTCP */
    bool timeout_unproved; /* the other side seems to have been silent long
                              enough to explain the BYE, but the capture may
                              lack its media */
    bool judged; /* SDP of both sides was in force, and the call known to be
                    up: had media stopped, that would have been found */
    int64_t silent_ns[N_SIDES];       /* for how long each side that had to send
                                         anything had sent neither RTP nor RTCP */
    bool held;                        /* SDP held all its streams */
    int64_t rtcp_silence_ns[N_SIDES]; /* of RTP without RTCP; 0: none */
};

/* Makes LINES valid: no media yet. LIMITS has to live as long as LINES. */
void media_lines_init(struct media_lines *lines,
                      const struct media_limits *limits);

/* Frees what LINES holds of its own. */
void media_lines_clear(struct media_lines *lines);

/* Keeps SDP of SIDE until media_lines_on_sdp() says what it offers or answers,
 * and from when on it is in force. */
void media_lines_on_half(struct media_lines *lines, enum side side,
                         const struct sdp *sdp);

/* RTP of ENTRY flows at NOW_NS, or a BYE ends its call: a session of its own
 * that has the number of the call of LINES, whose SDP named one of its
 * endpoints. Where the capture lacks the offer or the answer it becomes the
 * session of that m-line, if the call is up; RTP of both sides that began 10 s
 * ago shows that it is. What was sent before counts. Returns whether there is a
 * session now: ENTRY, or another between the same endpoints. */
bool media_lines_adopt(struct media_lines *lines,
                       struct media_sessions *sessions,
                       struct media_session_entry *entry, int64_t now_ns);

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
