/* Findings about calls that only the end of a capture proves: media timeouts,
 * and sides that the capture lacks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_END_H
#define LYNC_CORE_CALL_END_H

#include "analysis.h"

/* Adds to the findings of the end what the end of the capture proves about the
 * media of each call with signalling. */
void call_end_report(struct analysis *analysis);

/* Adds FINDING_CAPTURE_ONE_WAY to the findings of the end for each side of a
 * call, with or without signalling, whose packets the capture lacks. Adds
 * nothing if media was dropped because of a limit, since it may be what seems
 * to be missing. */
void call_end_report_sides(struct analysis *analysis);

#endif
