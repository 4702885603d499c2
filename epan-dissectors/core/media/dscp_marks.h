/* Which DSCP code points media uses, and where that changes or differs.
 * RFC 2474, RFC 4594; TechNet dd441192 and the Lync QoS guides (40 and 24 by
 * the QoS packet scheduler, 46 and 34 by policy-based QoS).
 *
 * All structs are valid when all zero.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_DSCP_MARKS_H
#define LYNC_CORE_DSCP_MARKS_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "media_limits.h"
#include "side.h"
#include "media_kind.h"

#define N_DSCP       64
#define DSCP_UNKNOWN 0xff /* the frame has no IP header that could be read */

/* Packets that each direction has to send before one is called marked and the
 * other unmarked: 0.2 s of audio, more than a sender lets go before its QoS
 * flow is set up, and more than a few stray ones. */
#define DSCP_ONE_WAY_PACKETS 10

/* What one stream (5-tuple and SSRC) uses. */
struct dscp_flow {
    uint64_t seen;        /* bit N: code point N was used */
    uint8_t current;      /* of the last packet; valid when seen is not 0 */
    bool changed;         /* reported */
    bool misplaced;       /* code point of the other kind: reported */
    enum media_kind kind; /* that the code point was judged by */
};

/* What all RTP and RTCP of one direction uses. */
struct dscp_direction {
    uint64_t seen;              /* by RTP */
    uint64_t rtcp_seen;         /* by RTCP */
    uint32_t n_media_marked;    /* RTP packets with a code point for media */
    uint32_t n_unmarked;        /* RTP packets with code point 0 */
    uint32_t n_packets[N_DSCP]; /* RTP packets, by code point */
};

enum dscp_flow_change {
    DSCP_FLOW_SAME = 0,
    DSCP_FLOW_CHANGED = 1,   /* the stream's first change */
    DSCP_FLOW_MISPLACED = 2, /* audio under video's code point, or reverse */
    /* or both, as a bit set */
};

/* Whether code point DSCP is in SET; false for DSCP_UNKNOWN. */
static inline bool dscp_set_has(uint64_t set, uint8_t dscp)
{
    return dscp < N_DSCP && (set >> dscp & 1) != 0;
}

/* An RTP packet of the stream with code point DSCP; DSCP_UNKNOWN changes
 * nothing. KIND: of its payload type, may be unknown. On a change PREVIOUS is
 * set to the code point before. Returns a set of enum dscp_flow_change, each
 * member once in the life of a stream. */
unsigned dscp_flow_on_rtp(struct dscp_flow *flow, uint8_t dscp,
                          enum media_kind kind,
                          const struct media_limits *limits, uint8_t *previous);

/* The stream moved to another 5-tuple: whatever code point comes next is not a
 * change. */
void dscp_flow_restart(struct dscp_flow *flow);

/* Counts an RTP packet of the direction; DSCP_UNKNOWN does not count. */
void dscp_direction_on_rtp(struct dscp_direction *direction, uint8_t dscp,
                           const struct media_limits *limits);

/* Counts an RTCP packet of the direction; DSCP_UNKNOWN does not count. */
void dscp_direction_on_rtcp(struct dscp_direction *direction, uint8_t dscp);

/* Whether DIRECTION has never marked a packet while REVERSE marks media, each
 * over at least DSCP_ONE_WAY_PACKETS packets. */
bool dscp_is_one_way(const struct dscp_direction *direction,
                     const struct dscp_direction *reverse);

/* Whether RTP and RTCP of the direction have no code point in common; false
 * while one of them was not seen. A fact for reports: RFC 3550 asks for no
 * marking of RTCP. */
bool dscp_rtcp_differs(const struct dscp_direction *direction);

/* The code point of most RTP packets of the direction; 0 if there are none. */
uint8_t dscp_direction_main(const struct dscp_direction *direction);

/* Where to look when a stream's code point changes from FROM to TO after
 * N_BEFORE packets: a clause without a full stop. */
const char *dscp_change_hint(uint8_t from, uint8_t to, uint64_t n_before);

/* Appends the code points of SET to TEXT, which is empty: "0, 40" with the
 * SEPARATOR ", ". */
void dscp_set_append(GString *text, uint64_t set, const char *separator);

#endif
