/* What belongs together in a report: the call of a leg, a stream or a finding,
 * and the findings of a call or a stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_LINKS_H
#define LYNC_REPORT_LINKS_H

#include <glib.h>

#include "finding_store.h"

#define REPORT_NO_CALL  UINT32_MAX
#define REPORT_NO_PLACE UINT32_MAX

struct report_links;

/* Links what has been read so far. CALLS comes from call_list(), and is not
 * needed afterwards. Free with report_links_free(). */
struct report_links *report_links_new(const GPtrArray *calls);
void report_links_free(struct report_links *links);

/* The number of the call that a leg, a stream, or the finding at PLACE belongs
 * to; REPORT_NO_CALL for none. */
uint32_t report_links_call_of_leg(const struct report_links *links,
                                  uint32_t leg);
uint32_t report_links_call_of_stream(const struct report_links *links,
                                     uint32_t stream);
uint32_t report_links_call_of_finding(const struct report_links *links,
                                      uint32_t place);

/* The place of the first finding of STREAM, and of the next one after PLACE, in
 * ascending order; REPORT_NO_PLACE for none. */
uint32_t report_links_first_of_stream(const struct report_links *links,
                                      uint32_t stream);
uint32_t report_links_next_of_stream(const struct report_links *links,
                                     uint32_t place);

/* The same for a call, which is given by its number. */
uint32_t report_links_first_of_call(const struct report_links *links,
                                    uint32_t call);
uint32_t report_links_next_of_call(const struct report_links *links,
                                   uint32_t place);

/* All findings: first those made on frames, then those that only the end
 * proves. How many there are, and the one at PLACE, which must be below that
 * number. */
uint32_t report_n_findings(void);
const struct stored_finding *report_finding_at(uint32_t place);

#endif
