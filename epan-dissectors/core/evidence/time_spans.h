/* A list of spans of time, for what a capture could not see.
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

/* All zero is an empty list. */
struct time_spans {
    GArray *list; /* struct time_span, ascending, apart; NULL for none */
};

/* Adds SINCE_NS to UNTIL_NS, joined with what it touches; nothing when UNTIL_NS
 * is not after SINCE_NS. When the list is full the two spans that lie closest
 * together become one, with the time between them: the list never shows less
 * than was added. */
void time_spans_add(struct time_spans *spans, int64_t since_ns,
                    int64_t until_ns);

/* Adds all of OTHER. */
void time_spans_add_all(struct time_spans *spans,
                        const struct time_spans *other);

/* How much of SINCE_NS to UNTIL_NS the spans cover, in ns. */
int64_t time_spans_cover_ns(const struct time_spans *spans, int64_t since_ns,
                            int64_t until_ns);

/* Frees what the list holds and leaves it empty. */
void time_spans_clear(struct time_spans *spans);

#endif
