/* Runs a ladder through the session timer judge and checks what it expects.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_LADDER_RUN_H
#define LYNC_TEST_LADDER_RUN_H

#include "ladder.h"
#include "session_timer.h"

/* What the judge said to each message of a case. */
struct ladder_run {
    const struct ladder_case *ladder;
    struct session_timer *timer;
    GPtrArray *findings;        /* GPtrArray of struct finding, by message */
    struct session_view *views; /* by message */
};

/* Feeds every message of LADDER to a judge of its own; free with
 * ladder_run_free(). */
struct ladder_run ladder_run_case(const struct ladder_case *ladder);

void ladder_run_free(struct ladder_run *run);

/* Fails the test with the place of the case and all that was found. */
void ladder_complain(const struct ladder_run *run, const char *why,
                     const char *what);

/* Fails the test unless everything expected was found, and nothing else. */
void ladder_check(const struct ladder_run *run);

#endif
