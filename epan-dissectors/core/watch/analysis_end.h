/* What only the end of a capture proves.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ANALYSIS_END_H
#define LYNC_CORE_ANALYSIS_END_H

#include "analysis.h"

/* Works out the findings of the end, anew when more has been read since: a
 * capture may still be growing. */
void analysis_end(struct analysis *analysis);

#endif
