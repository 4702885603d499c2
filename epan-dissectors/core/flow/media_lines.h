/* The media of one call: one session for each m-line. RFC 3264 5, 6, 8.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_LINES_H
#define LYNC_CORE_MEDIA_LINES_H

#include "media_call.h"
#include "media_sessions.h"
#include "sdp.h"
#include "side.h"

/* The SDP of one side, kept in case the other side's is never captured. */
struct media_lines_half {
    unsigned n;
    struct media_description lines[]; /* N */
};

struct media_lines {
    struct media_call call;
    struct media_session_entry *
        *entries; /* one per m-line, the first
                     N_ENTRIES; NULL: no session; owned */
    unsigned n_entries;
    bool answered; /* an offer and its answer have been in force */
    struct media_lines_half *halves[N_SIDES]; /* latest SDP of each side, owned;
                                                 NULL: none, or answered */
};

/* The state of a call's media when a BYE came. */
struct media_lines_end {
    bool timeout_bye; /* lync.media_timeout.bye was added because the other side
                         had sent neither RTP nor RTCP */
    bool timeout_unproved; /* the other side seems to have been silent long
                              enough to explain the BYE, but the capture may
                              lack its media */
    bool judged; /* SDP was in force and the call known to be up, so stopped
                    media would have been found */
    int64_t silent_ns[N_SIDES];       /* for how long each side that had to send
                                         had sent neither RTP nor RTCP */
    bool held;                        /* all streams were on hold by SDP */
    int64_t rtcp_silence_ns[N_SIDES]; /* time with RTP and without RTCP; 0:
                                         none */
};

/* Initializes LINES without media. LIMITS must outlive LINES. */
void media_lines_init(struct media_lines *lines,
                      const struct media_limits *limits);

/* Frees what LINES owns. */
void media_lines_clear(struct media_lines *lines);

/* Keeps SDP of SIDE for media_lines_adopt() until media_lines_on_sdp() has both
 * offer and answer. */
void media_lines_on_half(struct media_lines *lines, enum side side,
                         const struct sdp *sdp);

/* Tries to make ENTRY the session of one of the call's m-lines although the
 * capture lacks the offer or the answer. Call this at NOW_NS when RTP of ENTRY
 * flows or a BYE ends the call. ENTRY must have the call number of LINES and no
 * SDP in force.
 *
 * Succeeds if the SDP of one side declared one of ENTRY's endpoints and the
 * call is up, which RTP of both sides that began 10 s ago proves too. What was
 * sent before counts. Returns whether there is a session now: ENTRY, or a new
 * one between the same endpoints. */
bool media_lines_adopt(struct media_lines *lines,
                       struct media_sessions *sessions,
                       struct media_session_entry *entry, int64_t now_ns);

/* OFFER of side OFFERER and the other side's ANSWER are in force from NOW_NS
 * on. Makes each m-line of CALL one of SESSIONS and assigns its endpoints to
 * that. */
void media_lines_on_sdp(struct media_lines *lines,
                        struct media_sessions *sessions, uint32_t call,
                        enum side offerer, const struct sdp *offer,
                        const struct sdp *answer, int64_t now_ns);

/* Processes a BYE of side BY (SIDE_UNKNOWN: not known) at NOW_NS. CHECKS_RTCP:
 * BY gives no other reason and may have hung up only because RTCP was missing.
 * Adds FINDING_MEDIA_TIMEOUT and FINDING_MEDIA_TIMEOUT_BYE as
 * media_call_on_bye() and media_session_on_bye() do. Sets END to the state just
 * before the BYE. */
void media_lines_on_bye(struct media_lines *lines, enum side by,
                        bool checks_rtcp, int64_t now_ns, GPtrArray *findings,
                        struct media_lines_end *end);

/* Sets ALL to the sessions of LINES in the order of their m-lines; returns how
 * many. */
unsigned media_lines_sessions(const struct media_lines *lines,
                              const struct media_session *all[SDP_MAX_MEDIA]);

#endif
