/* The watch over loss: lync.loss for each stream, on the BYE of its call or at
 * the end of the capture, when all of it is known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_LOSS_WATCH_H
#define LYNC_CORE_LOSS_WATCH_H

#include "analysis.h"

/* Packets of STREAM are missing before the one at NOW_NS, as VERDICT says. */
void loss_watch_on_missing(struct media_stream *stream,
                           const struct capture_rtp_verdict *verdict,
                           int64_t now_ns);

/* The BYE of CALL is in the frame of MOMENT: reports on its streams. */
void loss_watch_on_bye(struct analysis *analysis, uint32_t call,
                       const struct moment *moment);

/* Adds the streams that no BYE has reported on to the findings of the end. */
void loss_watch_at_end(struct analysis *analysis);

#endif
