/* What belongs together in a report: the call of a leg, a stream or a finding,
 * and the findings of a call or a stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_LINKS_H
#define LYNC_CORE_LINKS_H

#include <glib.h>

#include "analysis.h"

struct links;

/* Links what ANALYSIS, which has to live as long, knows so far. CALLS comes
 * from call_list(), and is not needed afterwards. Free with links_free(). */
struct links *links_new(const struct analysis *analysis,
                        const GPtrArray *calls);
void links_free(struct links *links);

/* The number of the call that a stream, or the finding at PLACE, belongs to;
 * NO_INDEX for none. */
uint32_t links_call_of_stream(const struct links *links, uint32_t stream);
uint32_t links_call_of_finding(const struct links *links, uint32_t place);

/* The place of the first finding of STREAM, and of the next one after PLACE, in
 * ascending order; NO_INDEX for none. */
uint32_t links_first_of_stream(const struct links *links, uint32_t stream);
uint32_t links_next_of_stream(const struct links *links, uint32_t place);

/* The same for a call, which is given by its number. */
uint32_t links_first_of_call(const struct links *links, uint32_t call);
uint32_t links_next_of_call(const struct links *links, uint32_t place);

#endif
