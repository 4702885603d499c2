/* The least and the greatest length of a silence. Both can differ from what the
 * frame times say, because the capture may have missed packets and its clock
 * may have been set. docs/evidence.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_EVIDENCE_SPAN_H
#define LYNC_CORE_EVIDENCE_SPAN_H

#include <stdint.h>

#include "capture_model.h"
#include "endpoint.h"

/* A silence of FROM towards TO, as the frames show it. */
struct evidence_silence {
    struct endpoint from; /* ports are ignored */
    struct endpoint to;
    int64_t since_ns; /* time of the last packet, in the model's time */
    int64_t until_ns; /* of the next packet, or of the current frame; not before
                         since_ns */
    int64_t gap_ns;   /* longest time between two packets while FROM sends */
};

/* What is certain of the silence. */
struct evidence_span {
    int64_t since_ns; /* the part in which nothing was sent, without dark time
                         at either end, in which packets may have been missed */
    int64_t until_ns;
    int64_t least_ns; /* length of that part, in ns, without jumps whose time
                         may not have passed */
    int64_t most_ns;  /* greatest length of the whole silence;
                         CAPTURE_TIME_MAX_NS if the clock was set back by an
                         unknown amount. If receiver reports give the time that
                         passed, both lengths follow them */
};

/* Measures SILENCE by the interface for which least_ns is greatest, of those
 * that show the direction. If none does, the certain part is empty. */
struct evidence_span evidence_span(const struct capture_model *model,
                                   const struct evidence_silence *silence);

#endif
