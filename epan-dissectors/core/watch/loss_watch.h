/* Reports lync.loss for each stream, and judges its quality, on the BYE of its
 * call or at the end of the capture, when all of the stream is known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_LOSS_WATCH_H
#define LYNC_CORE_LOSS_WATCH_H

#include "analysis.h"

/* Counts the packets of STREAM that are missing before the one at NOW_NS,
 * according to VERDICT. */
void loss_watch_on_missing(struct media_stream *stream,
                           const struct capture_rtp_verdict *verdict,
                           int64_t now_ns);

/* Returns the point of STREAM, which must have one, that lacks the fewest
 * packets: what it holds was not lost before it. Loss between points is
 * lync.points.loss. */
const struct rtp_point *
loss_watch_best_point(const struct media_stream *stream);

/* Reports on the streams of CALL, whose BYE is in the frame of MOMENT. */
void loss_watch_on_bye(struct analysis *analysis, uint32_t call,
                       const struct moment *moment);

/* Adds a report to the findings of the end for each stream that no BYE has
 * reported. */
void loss_watch_at_end(struct analysis *analysis);

#endif
