/* A side that was gone when the other one hung up: the root of a call that a
 * timer ended.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_VANISHED_H
#define LYNC_CORE_CALL_VANISHED_H

#include "call_facts.h"
#include "call_verdict.h"

/* Whether VERDICT on FACTS is a timer's (media or session), and the side that
 * did not hang up had vanished by then: the BYE was repeated and never
 * answered, and nothing of that side was seen since 5 s before it or earlier,
 * though it was before. Never if the capture may have missed all answers. */
bool call_vanished(const struct call_facts *facts, enum call_verdict verdict);

/* Puts before CAUSE, the sentence of a call of which that holds, who vanished,
 * when, and how many BYEs went unanswered, and replaces its advice. */
void call_vanished_explain(const struct call_facts *facts, GString *cause);

#endif
