/* The answer, before all details: the faults of a capture, a line each, or that
 * there is none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ANSWER_H
#define LYNC_CORE_ANSWER_H

#include "analysis.h"
#include "answer_line.h"

/* The faults of what has been read so far: struct fault, worst first, then by
 * their first calls. What befell several calls in the same way at the same
 * place is one fault. A finding that only repeats its call's verdict is none of
 * its own. Valid until the next frame is read; free with g_ptr_array_unref. */
GPtrArray *answer_faults(struct analysis *analysis);

/* What to say of a capture with N_FAULTS: "Nothing wrong was seen: 2 calls, 4
 * streams.", that it proves nothing, or how many faults there are in how many
 * calls and streams. At most ANSWER_LINE_MAX characters; free with g_free. */
char *answer_headline(struct analysis *analysis, unsigned n_faults);

/* The lines to begin a report with: those of the faults, else the headline;
 * then what the capture lacks, so that nothing is read into it: the begin of a
 * call, one direction, packets. Each ends with a newline. Free with g_free. */
char *answer_text(struct analysis *analysis);

#endif
