/* The media sessions of a capture, and how packets find theirs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_SESSIONS_H
#define LYNC_CORE_MEDIA_SESSIONS_H

#include "media_arrival.h"
#include "media_ends.h"
#include "media_session.h"
#include "media_streams.h"

/* Sessions that one RTCP packet is compared with. */
#define MEDIA_SESSION_CANDIDATES_MAX 32

/* One session: an m-line, or a pair of endpoints without signalling. */
struct media_session_entry {
    struct media_session session;
    uint32_t call;   /* whose SDP declared it, at least that of one side, or
                        NO_INDEX */
    bool numbered;   /* what follows is known */
    uint32_t number; /* lync.call: that call, else one of its own, or that of
                        early media; NO_INDEX past the bound */
};

struct media_sessions {
    struct media_limits limits;
    struct media_ends ends;
    GPtrArray *entries; /* struct media_session_entry, owned */
};

/* Makes SESSIONS valid: none yet. LIMITS are those in force for them all. */
void media_sessions_init(struct media_sessions *sessions,
                         const struct media_limits *limits);

/* Frees what SESSIONS holds. */
void media_sessions_clear(struct media_sessions *sessions);

/* A new session between A and B, which may be all zero when unknown. CALL: the
 * one whose SDP declares it, which is its number too; NO_INDEX: it has no
 * number yet. */
struct media_session_entry *media_sessions_add(struct media_sessions *sessions,
                                               const struct endpoint *a,
                                               const struct endpoint *b,
                                               uint32_t call);

/* The session of FLOW and the side that sends in DIRECTION, by the
 * latest SDP; without SDP one of the flow's own, which the caller has to number
 * if it has no number yet. Never NULL. */
struct media_session_entry *
media_sessions_of_flow(struct media_sessions *sessions, struct media_flow *flow,
                       uint8_t direction, int64_t now_ns, enum side *side);

/* The session that an RTCP packet with HEADER belongs to, and the side that
 * sent it: the best fit (rtcp_route.h) among the sessions of its flow, of its
 * SSRC and at its endpoints. NULL, and SIDE left alone, if none fits. */
struct media_session_entry *
media_sessions_of_rtcp(const struct media_sessions *sessions,
                       const struct media_streams *streams,
                       const struct media_arrival *arrival,
                       const struct rtcp_header *header, enum side *side);

#endif
