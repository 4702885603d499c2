/* The legs of calls at the end of what has been read: what signalling and
 * media tell of each, and its verdict.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_LEGS_H
#define LYNC_CORE_CALL_LEGS_H

#include "analysis.h"
#include "call_join.h"
#include "call_record.h"
#include "flow_join.h"
#include "call_judge.h"
#include "call_facts.h"

/* One leg: a SIP call, or a flow of media without signalling. */
struct judged_leg {
    bool known; /* false: its number is unused, because its media turned out to
                   be another call's */
    const struct call_record *record; /* NULL without signalling */
    GArray *streams; /* uint32_t: lync.stream, ascending; NULL for none */
    struct call_point first_media; /* RTP; frame 0: none */
    struct call_point last_media;
    struct call_facts facts;
    struct call_judgement judgement;
    int64_t end_ns;       /* its end, or its last frame where none was seen */
    struct call_leg leg;  /* with signalling */
    struct flow_leg flow; /* without */
};

/* All legs, by number: an array of *N, to be freed with call_legs_free(). */
struct judged_leg *call_legs(const struct analysis *analysis, uint32_t *n);

/* Whether LEG is of a call that was up, of which the capture holds no SDP: it
 * begins in its middle, or cuts it. CALL is then how its media can be told,
 * valid as long as LEG is. */
bool judged_leg_lacks_media(const struct judged_leg *leg,
                            struct flow_call *call);

/* Frees what call_legs() has made. */
void call_legs_free(struct judged_leg *legs, uint32_t n);

#endif
