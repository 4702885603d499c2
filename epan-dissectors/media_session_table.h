/* The media sessions of the capture and how packets find theirs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_MEDIA_SESSION_TABLE_H
#define LYNC_MEDIA_SESSION_TABLE_H

#include <epan/packet.h>

#include "capture_state.h"
#include "media_session.h"

#define MAX_SESSION_CANDIDATES 32 /* that one RTCP packet is compared with */

/* One session: a pair of endpoints without signalling, or an m-line. */
struct media_session_entry {
    struct media_session session;
    uint32_t call;   /* whose SDP declared it, or UINT32_MAX */
    uint32_t number; /* lync.call: that call, else one of its own, or that of
                        early media; UINT32_MAX past the bound */
};

/* The limits in force for the capture that is being read. */
const struct media_limits *media_session_limits(void);

/* A new session between A and B, which may be all zero when unknown; kept in
 * file scope. Declared ends lead to it with media_session_declare. */
struct media_session_entry *media_session_new(const struct endpoint *a,
                                              const struct endpoint *b,
                                              uint32_t call);

/* SDP says that SIDE of ENTRY receives at END: packets to and from there are
 * the session's from now on. */
void media_session_declare(struct media_session_entry *entry, enum side side,
                           const struct endpoint *end);

/* The session of FLOW and the side that sends in DIRECTION, as declared last,
 * or one of the flow's own. Never NULL. */
struct media_session_entry *media_session_of_flow(struct media_flow *flow,
                                                  uint8_t direction,
                                                  int64_t now_ns,
                                                  enum side *side);

/* The sessions that an RTCP packet between these endpoints could belong to,
 * each once, at most MAX_SESSION_CANDIDATES; returns how many. */
unsigned media_session_candidates(
    struct media_flow *flow, const struct endpoint *source,
    const struct endpoint *destination, const struct rtcp_header *header,
    struct media_session_entry *candidates[MAX_SESSION_CANDIDATES]);

/* All sessions: struct media_session_entry pointers, in the order they were
 * made. */
const GPtrArray *media_sessions(void);

/* Registers the routines that make and drop the table with each capture. */
void media_session_table_register(void);

#endif
