/* How each stream sounded, as far as the capture can tell.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_QUALITY_WATCH_H
#define LYNC_CORE_QUALITY_WATCH_H

#include "analysis.h"
#include "stream_loss.h"

/* Scores STREAM, of which SIDES was lost. No score if nothing is published of
 * its codec, if it had several, for less than STREAM_LOSS_PACKETS_MIN packets,
 * and if the capture itself may have lost STREAM_LOSS_NOTE_PERCENT of it. */
void quality_watch_judge(struct media_stream *stream,
                         const struct stream_loss_sides *sides);

#endif
