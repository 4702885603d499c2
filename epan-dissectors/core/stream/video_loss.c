/* Heavy loss of video while audio between the same hosts has almost none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "video_loss.h"

static double lost_percent(const struct rtp_seq *seq)
{
    return 100.0 * (double)rtp_seq_lost(seq) / (double)rtp_seq_expected(seq);
}

bool video_loss_is_possible(const struct rtp_seq *video)
{
    uint64_t video_expected = rtp_seq_expected(video);

    return video_expected >= VIDEO_LOSS_MIN_EXPECTED &&
           video->n_gaps >= VIDEO_LOSS_MIN_GAPS &&
           rtp_seq_lost(video) * 100 >
               video_expected * VIDEO_LOSS_VIDEO_PERCENT;
}

bool video_loss_seen(const struct rtp_seq *video, const struct rtp_seq *audio)
{
    uint64_t audio_expected = rtp_seq_expected(audio);

    return video_loss_is_possible(video) &&
           audio_expected >= VIDEO_LOSS_MIN_EXPECTED &&
           rtp_seq_lost(audio) * 100 <
               audio_expected * VIDEO_LOSS_AUDIO_PERCENT;
}

void video_loss_report(GPtrArray *list, const struct rtp_seq *video,
                       const struct rtp_seq *audio, const char *who)
{
    finding_add(
        list, FINDING_VIDEO_LOSS,
        "%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
        " video packets lost (%.1f %%) in %u gaps, but %.1f %% of audio "
        "between the same hosts, %s\nFits the QoS packet scheduler of Windows "
        "XP "
        "(Communicator 2007 R2 before 3.5.6907.37, KB 969695, KB 971846): at "
        "the sender the lost numbers appear twice. Otherwise look for policing "
        "of video.",
        rtp_seq_lost(video), rtp_seq_expected(video), lost_percent(video),
        video->n_gaps, lost_percent(audio), who);
}
