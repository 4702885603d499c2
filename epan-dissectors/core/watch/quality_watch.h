/* How each stream sounded, as far as the capture can tell: its score, and its
 * class by Microsoft's thresholds.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_QUALITY_WATCH_H
#define LYNC_CORE_QUALITY_WATCH_H

#include "analysis.h"
#include "stream_loss.h"

/* A stream is judged while it runs once it is this old: until then a few bad
 * seconds count too much. */
#define QUALITY_RUNNING_NS (60 * NS_PER_S)

/* Sets the score and the class of STREAM, of which SIDES was lost, and unless
 * its loss was told, adds lync.quality.poor or .degraded to the pending
 * findings. BESIDE are the streams of its session.
 *
 * No score if nothing is published of its codec, if it had several, for less
 * than STREAM_LOSS_PACKETS_MIN packets, and if the capture itself may have lost
 * STREAM_LOSS_NOTE_PERCENT of it. The class ignores loss and jitter that the
 * capture itself may have made. */
void quality_watch_judge(struct analysis *analysis, const GPtrArray *beside,
                         struct media_stream *stream,
                         const struct stream_loss_sides *sides);

/* Another ten seconds of STREAM, which runs, have ended: adds lync.quality.poor
 * if its jitter has become poor by now. */
void quality_watch_on_ten_seconds(struct analysis *analysis,
                                  struct media_stream *stream);

#endif
