/* The media sessions of a capture, and which packet belongs to which.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_SESSIONS_H
#define LYNC_CORE_MEDIA_SESSIONS_H

#include "media_arrival.h"
#include "media_ends.h"
#include "media_session.h"
#include "media_streams.h"

/* Most sessions that one RTCP packet is compared with. */
#define MEDIA_SESSION_CANDIDATES_MAX 32

/* One session: an m-line, or a pair of endpoints without signalling. */
struct media_session_entry {
    uint32_t call;   /* call whose SDP, of at least one side, declared it; or
                        NO_INDEX */
    bool numbered;   /* number is set */
    uint32_t number; /* lync.call: call, the number of early media, or a number
                        of its own; NO_INDEX past the limit */
    struct media_session session;
};

struct media_sessions {
    struct media_limits limits;
    struct media_ends ends;
    GPtrArray *entries; /* struct media_session_entry, owned */
};

/* Initializes SESSIONS without any. LIMITS apply to all of them. */
void media_sessions_init(struct media_sessions *sessions,
                         const struct media_limits *limits);

/* Frees what SESSIONS holds. */
void media_sessions_clear(struct media_sessions *sessions);

/* Adds a session between A and B, which are all zero if unknown. CALL is the
 * call whose SDP declares it, and becomes its number; NO_INDEX: no number
 * yet. */
struct media_session_entry *media_sessions_add(struct media_sessions *sessions,
                                               const struct endpoint *a,
                                               const struct endpoint *b,
                                               uint32_t call);

/* Returns the session of FLOW by the latest SDP, and sets SIDE to the side that
 * sends in DIRECTION. Without SDP the flow gets a session of its own, which the
 * caller must number if it has no number. Never NULL. */
struct media_session_entry *
media_sessions_of_flow(struct media_sessions *sessions, struct media_flow *flow,
                       uint8_t direction, int64_t now_ns, enum side *side);

/* Returns the session that an RTCP packet with HEADER belongs to, and sets SIDE
 * to its sender: the best match (rtcp_route.h) among the sessions of its flow,
 * of its SSRC and at its endpoints. NULL if none matches; SIDE is then
 * unchanged. */
struct media_session_entry *
media_sessions_of_rtcp(const struct media_sessions *sessions,
                       const struct media_streams *streams,
                       const struct media_arrival *arrival,
                       const struct rtcp_header *header, enum side *side);

#endif
