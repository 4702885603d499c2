/* Heavy loss of video while audio between the same hosts has almost none: the
 * Windows XP QoS fault as seen anywhere but on the sender. KB 969695, KB
 * 971846.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_VIDEO_LOSS_H
#define LYNC_CORE_VIDEO_LOSS_H

#include "finding.h"
#include "rtp_seq.h"

#define VIDEO_LOSS_MIN_EXPECTED  200 /* packets, for either stream */
#define VIDEO_LOSS_MIN_GAPS      20  /* one pause or handover is one gap */
#define VIDEO_LOSS_VIDEO_PERCENT 30  /* video lost more than this */
#define VIDEO_LOSS_AUDIO_PERCENT 2   /* audio lost less than this */

/* Whether VIDEO alone looks like the fault so far; if not, no audio stream
 * needs to be compared. */
bool video_loss_is_possible(const struct rtp_seq *video);

/* Whether VIDEO and AUDIO, two streams from one host to another, show the fault
 * so far. Cheap; call it when a packet of VIDEO skips sequence numbers, and at
 * the end of the capture. */
bool video_loss_seen(const struct rtp_seq *video, const struct rtp_seq *audio);

/* Adds lync.video_loss to LIST. WHO names the video stream's endpoints. Call it
 * once for a video stream, when video_loss_seen() returns true. */
void video_loss_report(GPtrArray *list, const struct rtp_seq *video,
                       const struct rtp_seq *audio, const char *who);

#endif
