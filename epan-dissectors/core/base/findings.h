/* The findings of a capture, in the order in which frames proved them and then
 * those that only its end proves; by frame and by call too.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_FINDINGS_H
#define LYNC_CORE_FINDINGS_H

#include <stdint.h>

#include <glib.h>

#include "finding.h"
#include "index.h"
#include "moment.h"

/* Findings kept about frames, and as many about the end. */
#define FINDINGS_MAX 100000

/* Of each severity, how many findings of frames are told in full in expert
 * items. Wireshark's -z expert compares each text with all others of its
 * severity, so a capture in which each of many findings says something else
 * would take a time that grows with their square. */
#define FINDINGS_IN_FULL 1000

struct findings {
    GPtrArray *pending;   /* not kept yet; a list as finding.h makes it, */
    GPtrArray *of_frames; /* as are these two */
    GPtrArray *at_end;
    GHashTable *of_call; /* the latest struct finding of a call */
    uint32_t n_kept[FINDING_ERROR + 1]; /* of frames, by severity */
    uint32_t n_not_kept;                /* because of FINDINGS_MAX */
    uint32_t n_not_kept_at_end;         /* of these, those of the end */
};

/* An empty collection; free with findings_free(). */
struct findings *findings_new(void);
void findings_free(struct findings *findings);

/* Keeps the pending findings as proven by the frame of MOMENT, about STREAM and
 * CALL (NO_INDEX: about none); then none is pending. Cheap if none was. */
void findings_keep(struct findings *findings, const struct moment *moment,
                   uint32_t stream, uint32_t call);

/* The same for the findings in LIST; those that are pending stay pending. */
void findings_keep_list(struct findings *findings, GPtrArray *list,
                        const struct moment *moment, uint32_t stream,
                        uint32_t call);

/* Keeps the pending findings as proven only by the end of the capture.
 * findings_forget_end() drops them all, so that they can be worked out again.
 */
void findings_keep_at_end(struct findings *findings, uint32_t stream,
                          uint32_t call);
void findings_forget_end(struct findings *findings);

/* The first finding of FRAME, the others linked by next_of_frame; NULL for
 * none. Works only for the latest frame with findings and later ones; the
 * caller has to remember the result for earlier ones. */
const struct finding *findings_of_latest_frame(const struct findings *findings,
                                               uint32_t frame);

/* The latest finding that a frame proved about CALL, the others linked by
 * older_of_call; NULL for none. */
const struct finding *findings_of_call(const struct findings *findings,
                                       uint32_t call);

/* How many are kept, and the one at PLACE below that number: those of frames
 * first, in the order of the frames, then those of the end. */
uint32_t findings_count(const struct findings *findings);
const struct finding *findings_at(const struct findings *findings,
                                  uint32_t place);

#endif
