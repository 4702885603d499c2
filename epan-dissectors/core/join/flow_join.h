/* Which flows of media are one call where no signalling can be seen.
 *
 * A flow is all RTP between two endpoints. One call has several where its
 * sides do not send from where they receive, and where it has audio and video.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_FLOW_JOIN_H
#define LYNC_CORE_FLOW_JOIN_H

#include "call_group.h"
#include "media_kind.h"

/* Audio and video of a call begin within this time. */
#define FLOW_JOIN_WINDOW_NS INT64_C(2000000000)

/* Earlier flows that one flow is compared with. */
#define FLOW_JOIN_CANDIDATES_MAX 64

/* A flow. */
struct flow_leg {
    struct endpoint ends[2];
    bool sends[2];        /* whether RTP comes from that end */
    enum media_kind kind; /* unknown when it has both */
    int64_t begin_ns;     /* first RTP */
    int64_t end_ns;       /* last RTP */
};

/* Groups the N FLOWS, in the order of their begin; FLOWS[i] may be NULL for a
 * place that is no flow. GROUPS: N of them, set whole. Two flows are one call,
 * likely, not certainly, when their times overlap and
 *
 *  1. both run between the same two hosts, each in one direction, opposite
 *     ones, and have one endpoint in common; or
 *  2. both run between the same two hosts, began within FLOW_JOIN_WINDOW_NS,
 *     and one is audio and the other video.
 *
 * When two earlier flows that are not of one call fit alike, nothing is
 * joined. */
void flow_join(const struct flow_leg *const *flows, unsigned n,
               struct call_group *groups);

/* A call whose SDP is not in the capture: it begins too late, or cuts it. */
struct flow_call {
    const struct endpoint *hosts; /* two; ports do not count */
    int64_t since_ns;             /* when its media can have begun: */
    int64_t until_ns;
    int64_t bye_ns;
};

/* How well FLOW fits CALL. If it began in the time and ended within
 * FLOW_JOIN_WINDOW_NS of the BYE: how many of the hosts it has, 1 or 2 (media
 * may have a host of its own); else 0. Where several flows fit a call, or
 * several calls a flow, the result proves nothing. */
unsigned flow_fits_call(const struct flow_leg *flow,
                        const struct flow_call *call);

#endif
