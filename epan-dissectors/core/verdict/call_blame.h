/* What a call's end comes down to: what happened to the user, who is to be
 * looked at, and what to change there. A few words each, for one line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_BLAME_H
#define LYNC_CORE_CALL_BLAME_H

#include <stdbool.h>

#include "call_facts.h"
#include "call_judge.h"

#define CALL_BLAME_WHAT_BYTES 48

/* What a fault did to the user, the worst last. */
enum call_harm {
    CALL_HARM_NONE,    /* nothing */
    CALL_HARM_RISK,    /* nothing yet, as far as is seen; it may */
    CALL_HARM_MEDIA,   /* sound or picture were bad */
    CALL_HARM_FAILED,  /* the call did not come about */
    CALL_HARM_DROPPED, /* it was up, and was cut */
    N_CALL_HARMS
};

/* The fault of a call. */
struct call_blame {
    enum call_harm harm;              /* NONE: the call has no fault */
    char what[CALL_BLAME_WHAT_BYTES]; /* "dropped, no ACK" */
    struct endpoint who;              /* whom to look at; family 0: not known */
    const char *product; /* of WHO, belongs to the facts; "": not known */
    const char *change;  /* "see why it fell silent"; static */
    enum call_certainty certainty;
    int64_t after_ns; /* from the answer to the BYE; 0: not known */
};

/* What FACTS and the judgement that call_judge() made of them come down to.
 * Everyday ends have no fault: normal, cancelled, busy or declined, and calls
 * whose end is not known. */
struct call_blame call_blame_of(const struct call_facts *facts,
                                const struct call_judgement *judgement);

/* "none", "risk", "media", "failed", "dropped"; NULL out of range. */
const char *call_harm_name(enum call_harm harm);

/* Whether the INVITE was repeated for 15 s or more and nothing came back: a
 * caller that gets any response stops (RFC 3261 17.1.1.2). */
bool call_blame_is_unanswered(const struct call_facts *facts);

#endif
