/* The calls of the capture as reports show them: legs joined, media added,
 * judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_LIST_H
#define LYNC_CORE_CALL_LIST_H

#include "analysis.h"
#include "call_facts.h"
#include "call_join.h"
#include "call_judge.h"
#include "endpoint.h"
#include "side.h"

/* One call. */
struct call_row {
    uint32_t call; /* lync.call: the number of its first leg */

    /* Its legs by number, ascending: uint32_t. A call without signalling has
     * flows of media for legs. */
    GArray *legs;
    struct call_join join; /* the least certain one; NO_CALL_JOIN for one leg */

    bool signalling_seen; /* its SIP is in the capture and readable */
    struct call_point begin;
    int64_t end_ns; /* BYE, CANCEL, final failure; else its last frame */
    bool up;        /* it was answered, or begins in the middle of a call */
    int64_t up_ns;  /* since when; valid if up */
    struct endpoint parties[N_SIDES]; /* of SIP, else of media; A: the
                                               caller, or who sent first */
    const char *names[N_SIDES];       /* From and To of the INVITE, URIs; NULL
                                               without signalling */
    bool timer_seen;     /* one is in force, or was when the call ended */
    uint32_t interval_s; /* the session interval; valid if timer_seen */
    bool refresher_known;
    struct endpoint refresher; /* who has to refresh; valid if known */
    uint32_t speaks;           /* the leg whose judgement is the call's */
    const struct call_judgement *judgement;
    const struct call_facts *facts; /* of that leg */

    const char *condition; /* what was bad while it was up: "20 % of audio lost
                              before the capture"; "no answer" until the capture
                              ended; NULL: nothing known */

    GArray *streams;  /* uint32_t: lync.stream, ascending */
    GArray *findings; /* uint32_t: places in the list of findings, those of
                         the frames first, then those of the end */
};

/* All calls in the order of their first frames, as far as the capture has been
 * read: struct call_row pointers, valid until the next frame is read for the
 * first time. Worked out when first asked for, with the findings of the end
 * (analysis_end). */
const GPtrArray *call_list(struct analysis *analysis);

/* The call that LEG (a lync.call of the first pass) is of, as far as the
 * capture has been read; NULL when that number is unused. For frames that are
 * shown again: on the first pass LEG itself is the number. */
const struct call_row *call_list_of_leg(struct analysis *analysis,
                                        uint32_t leg);

/* The number of that call; NO_INDEX when there is none, or LEG is NO_INDEX. */
uint32_t call_list_number(struct analysis *analysis, uint32_t leg);

/* The places (uint32_t, as in struct call_row) of the findings about STREAM, a
 * lync.stream, as far as the capture has been read; NULL if there is no such
 * stream. */
const GArray *call_list_findings_of_stream(struct analysis *analysis,
                                           uint32_t stream);

#endif
