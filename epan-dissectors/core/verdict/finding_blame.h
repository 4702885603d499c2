/* What a finding comes down to for the user, and what to change: a few words
 * for one line, by kind.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_FINDING_BLAME_H
#define LYNC_CORE_FINDING_BLAME_H

#include "call_blame.h"
#include "finding.h"

/* What all findings of one kind come down to. */
struct finding_blame {
    const char *what;   /* "sends no RTCP" */
    const char *change; /* "make it send RTCP" */
    enum call_harm harm;
    enum call_certainty certainty; /* that it is a fault, and whose */
};

/* The row of ID, which is below N_FINDINGS; NULL for a kind that is no fault
 * by itself. Every kind that is a Warn or an Error has a row. */
const struct finding_blame *finding_blame(enum finding_id id);

/* Whether FINDING is a fault: a Warn, an Error, or milder with words of its
 * own (finding_point_at). */
bool finding_is_fault(const struct finding *finding);

/* Whether VERDICT on its call says the same as a finding of kind ID. */
bool finding_is_in_verdict(enum finding_id id, enum call_verdict verdict);

#endif
