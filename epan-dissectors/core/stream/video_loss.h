/* Much loss on video while audio between the same hosts is clean: what the
 * Windows XP QoS fault looks like anywhere but on the sender. KB 969695,
 * KB 971846.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_VIDEO_LOSS_H
#define LYNC_CORE_VIDEO_LOSS_H

#include "finding.h"
#include "rtp_seq.h"

#define VIDEO_LOSS_MIN_EXPECTED  200 /* packets, of either stream */
#define VIDEO_LOSS_MIN_GAPS      20  /* one pause or handover is one gap */
#define VIDEO_LOSS_VIDEO_PERCENT 30  /* lost more than this */
#define VIDEO_LOSS_AUDIO_PERCENT 2   /* lost less than this */

/* Whether VIDEO alone looks like the fault so far; if not, there is no need to
 * find an audio stream to compare. */
bool video_loss_is_possible(const struct rtp_seq *video);

/* Whether VIDEO and AUDIO, two streams from one host to another, show the fault
 * so far. Cheap; ask when a packet of VIDEO skips sequence numbers, and at the
 * end of the capture. */
bool video_loss_seen(const struct rtp_seq *video, const struct rtp_seq *audio);

/* Adds lync.video_loss to LIST. WHO names the video stream's endpoints. Call it
 * once per video stream, when video_loss_seen() says so. */
void video_loss_report(GPtrArray *list, const struct rtp_seq *video,
                       const struct rtp_seq *audio, const char *who);

#endif
