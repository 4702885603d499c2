/* Which call and which stream of the capture a quality report is about.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_REPORTED_JOIN_H
#define LYNC_CORE_REPORTED_JOIN_H

#include "analysis.h"

/* Returns the call that REPORT names by Call-ID and tags, as a lync.call of the
 * first pass; NO_INDEX if the capture does not show its signalling. */
uint32_t reported_call(const struct analysis *analysis,
                       const struct qoe_report *report);

/* Returns the stream that LINE of a report on CALL (NO_INDEX: not known)
 * describes as going WAY; NULL if none, or more than one, fits best. It is
 * known by its SSRC; of several with that, the one between the addresses of the
 * line counts, then that of the call. Without such an SSRC it is the only
 * stream between the addresses. */
struct media_stream *reported_stream(const struct analysis *analysis,
                                     uint32_t call, const struct qoe_line *line,
                                     enum qoe_way way);

#endif
