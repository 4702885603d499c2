/* A fault in one line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ANSWER_LINE_H
#define LYNC_CORE_ANSWER_LINE_H

#include "call_blame.h"

#define ANSWER_LINE_MAX 100 /* characters */

/* A fault of one call, or the same of several. */
struct fault {
    enum call_harm harm; /* never NONE */
    GArray *calls;       /* uint32_t: lync.call, ascending; empty: of none */
    char *what;          /* "dropped, no ACK" */
    struct endpoint who; /* whom to look at; family 0: not known */
    const char *product; /* of WHO; "": not known */
    const char *change;  /* what to change there */
    enum call_certainty certainty;
    int64_t after_ns; /* how long the call was up; 0: not known, or several */
    char *line;       /* all of that: answer_line() */
};

/* "Call 0, after 32 s: dropped, no ACK; 10.0.0.1 (Asterisk): see where it sends
 * its ACK (likely)", from all but the line of FAULT; a fault that did no harm
 * yet begins "Call 0, at risk: ". At most ANSWER_LINE_MAX characters: what does
 * not fit loses first the time, then the product is shortened ("SfB 2015"),
 * then left out, then the end of what to change. Free with g_free. */
char *answer_line(const struct fault *fault);

#endif
