/* Findings that only the end of a capture proves.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ANALYSIS_END_H
#define LYNC_CORE_ANALYSIS_END_H

#include "analysis.h"

/* Makes the findings of the end, again if frames were read since the last call,
 * because a capture may still be growing. */
void analysis_end(struct analysis *analysis);

#endif
