/* A list of time spans, such as those in which a capture saw nothing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TIME_SPANS_H
#define LYNC_CORE_TIME_SPANS_H

#include <stdint.h>

#include <glib.h>

#define TIME_SPANS_MAX 64 /* spans kept: 1 KB */

struct time_span {
    int64_t since_ns;
    int64_t until_ns; /* not before since_ns */
};

/* A list. All zero: empty. */
struct time_spans {
    GArray *list; /* struct time_span, ascending, not touching; NULL: empty */
};

/* Adds SINCE_NS to UNTIL_NS and merges it with the spans it touches. Does
 * nothing unless UNTIL_NS is after SINCE_NS. If the list is full, the two spans
 * closest to each other are merged, with the time between them, so that the
 * list always covers all that was added. */
void time_spans_add(struct time_spans *spans, int64_t since_ns,
                    int64_t until_ns);

/* Adds all spans of OTHER. */
void time_spans_add_all(struct time_spans *spans,
                        const struct time_spans *other);

/* How much of SINCE_NS to UNTIL_NS the list covers, in ns. */
int64_t time_spans_cover_ns(const struct time_spans *spans, int64_t since_ns,
                            int64_t until_ns);

/* Frees what the list holds and empties it. */
void time_spans_clear(struct time_spans *spans);

#endif
