/* Which DSCP code points media has, and where they change or differ. RFC 2474,
 * RFC 4594; TechNet dd441192 and the Lync QoS guides (40 and 24 with the QoS
 * packet scheduler, 46 and 34 with policy-based QoS).
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
#define DSCP_UNKNOWN 0xff /* the frame has no readable IP header */

/* Packets that each direction must send before one is reported as marked and
 * the other as unmarked. 0.2 s of audio: more than a sender sends before its
 * QoS flow is set up, and more than a few stray packets. */
#define DSCP_ONE_WAY_PACKETS 10

#define DSCP_COUNTED 6 /* code points of a direction */

/* The code points of one stream (5-tuple and SSRC). */
struct dscp_flow {
    uint64_t seen;        /* bit N: code point N was used */
    uint8_t current;      /* of the last packet; valid if seen is not 0 */
    bool changed;         /* a change was reported */
    bool misplaced;       /* a code point of the other kind was reported */
    enum media_kind kind; /* kind by which current was judged */
};

/* The code points of all RTP and RTCP of one direction. */
struct dscp_direction {
    uint64_t seen;                 /* of RTP */
    uint32_t n_media_marked;       /* RTP packets with a code point for media */
    uint32_t n_unmarked;           /* RTP packets with code point 0 */
    uint32_t n_marked;             /* RTP packets with another one */
    uint32_t counts[DSCP_COUNTED]; /* RTP packets of the first code points that
                                      it had; 0: this and later ones are free */
    uint8_t dscps[DSCP_COUNTED];   /* which those are */
    uint64_t rtcp_seen;            /* of RTCP */
};

enum dscp_flow_change {
    DSCP_FLOW_SAME = 0,
    DSCP_FLOW_CHANGED = 1,   /* the stream's first change */
    DSCP_FLOW_MISPLACED = 2, /* audio with video's code point, or the reverse */
    /* both are combined as a bit set */
};

/* Whether code point DSCP is in SET; false for DSCP_UNKNOWN. */
static inline bool dscp_set_has(uint64_t set, uint8_t dscp)
{
    return dscp < N_DSCP && (set >> dscp & 1) != 0;
}

/* Processes an RTP packet of the stream with code point DSCP; DSCP_UNKNOWN is
 * ignored. KIND is that of its payload type and may be unknown. Returns a set
 * of enum dscp_flow_change; each value is returned once for a stream. On a
 * change, PREVIOUS is set to the previous code point. */
unsigned dscp_flow_on_rtp(struct dscp_flow *flow, uint8_t dscp,
                          enum media_kind kind,
                          const struct media_limits *limits, uint8_t *previous);

/* The stream has moved to another 5-tuple: the next code point does not count
 * as a change. */
void dscp_flow_restart(struct dscp_flow *flow);

/* Counts an RTP packet of the direction; DSCP_UNKNOWN is ignored. */
void dscp_direction_on_rtp(struct dscp_direction *direction, uint8_t dscp,
                           const struct media_limits *limits);

/* Counts an RTCP packet of the direction; DSCP_UNKNOWN is ignored. */
void dscp_direction_on_rtcp(struct dscp_direction *direction, uint8_t dscp);

/* Whether DIRECTION has never marked a packet although REVERSE marks media,
 * each with at least DSCP_ONE_WAY_PACKETS packets. */
bool dscp_is_one_way(const struct dscp_direction *direction,
                     const struct dscp_direction *reverse);

/* Whether RTP and RTCP of the direction have no code point in common; false
 * until both were seen. For reports only: RFC 3550 does not require RTCP to be
 * marked. */
bool dscp_rtcp_differs(const struct dscp_direction *direction);

/* Returns the most frequent code point in RTP of the direction, of the first
 * DSCP_COUNTED that it had; the lowest of several. 0 if there is no RTP. */
uint8_t dscp_direction_main(const struct dscp_direction *direction);

/* Returns advice where to look when a stream's code point changes from FROM to
 * TO after N_BEFORE packets: a clause without a full stop. */
const char *dscp_change_hint(uint8_t from, uint8_t to, uint64_t n_before);

/* Appends the code points of SET to TEXT, which must be empty, such as "0, 40"
 * with the SEPARATOR ", ". */
void dscp_set_append(GString *text, uint64_t set, const char *separator);

#endif
