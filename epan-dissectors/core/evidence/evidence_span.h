/* How long a silence lasted, at least and at most, in time that a capture
 * cannot quite tell: it does not see all of it, and its clock may be set.
 * docs/evidence.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_EVIDENCE_SPAN_H
#define LYNC_CORE_EVIDENCE_SPAN_H

#include <stdint.h>

#include "capture_model.h"
#include "endpoint.h"

/* A silence that a capture shows from FROM to TO. */
struct evidence_silence {
    struct endpoint from; /* ports do not matter */
    struct endpoint to;
    int64_t since_ns; /* the last packet, in the model's time */
    int64_t until_ns; /* the next one, or the frame at hand; not before since */
    int64_t gap_ns;   /* the longest time between two packets while it sends */
};

/* What is certain of it. */
struct evidence_span {
    int64_t since_ns; /* the part that it surely covers, if it was one at all:
                         what was dark at its ends may have held packets */
    int64_t until_ns;
    int64_t least_ns; /* how long that took: time between two frames may not
                         have passed where the clock jumped */
    int64_t most_ns;  /* of all of it; CAPTURE_TIME_MAX_NS where the clock was
                         set back in it, by nobody knows how much. A receiver's
                         reports may tell: both are right by its clock then */
};

/* By the interface that shows most of the direction; where none does, the part
 * is empty. */
struct evidence_span evidence_span(const struct capture_model *model,
                                   const struct evidence_silence *silence);

#endif
