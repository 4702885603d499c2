/* Which of many flows of media is that of a call whose SDP is missing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_FLOW_OF_CALL_H
#define LYNC_CORE_FLOW_OF_CALL_H

#include "flow_join.h"

/* Flows of one host that a call is compared with. */
#define FLOW_OF_CALL_CANDIDATES_MAX 64

/* Flows that are looked for by their hosts and their end. */
struct flow_index;

/* Returns an index of the N FLOWS, to be freed with flow_index_free(); FLOWS[i]
 * may be NULL for a place that is no flow. FLOWS have to outlive it. */
struct flow_index *flow_index_new(const struct flow_leg *const *flows,
                                  unsigned n);

/* Frees INDEX. */
void flow_index_free(struct flow_index *index);

/* The place of the flow that fits CALL best (flow_fits_call()); N if there is
 * none, if two fit alike, or if more than FLOW_OF_CALL_CANDIDATES_MAX flows of
 * a host of CALL ended within FLOW_JOIN_WINDOW_NS of its BYE and those of the
 * other host do not settle it. */
unsigned flow_index_of_call(const struct flow_index *index,
                            const struct flow_call *call);

#endif
