/* How each stream sounded.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "quality_watch.h"

/* Loss of the stream in percent; below 0 if the capture may have lost more than
 * next to nothing. */
static double loss_percent(const struct stream_loss_sides *sides)
{
    double percent = 100.0 * (double)(sides->n_before + sides->n_behind) /
                     (double)MAX(sides->n_sent, 1);

    return sides->known || percent < STREAM_LOSS_NOTE_PERCENT ? percent : -1;
}

/* BurstR of G.107 7.5: the mean run of lost packets over that of random loss.
 * Of loss that the capture does not show it is not known, and 1. */
static double burst_ratio(const struct media_stream *stream,
                          const struct stream_loss_sides *sides)
{
    const struct rtp_seq *seq = &stream->points.first.stats.seq;

    if (seq->n_gaps == 0 || sides->n_behind > 0 ||
        stream->capture.track.n_in_holes > 0)
        return 1;
    return (double)rtp_seq_lost(seq) / seq->n_gaps *
           (double)rtp_seq_received(seq) /
           (double)MAX(rtp_seq_expected(seq), 1);
}

void quality_watch_judge(struct media_stream *stream,
                         const struct stream_loss_sides *sides)
{
    const struct e_model_input input = {
        .loss_percent = loss_percent(sides),
        .burst_ratio = burst_ratio(stream, sides),
    };
    const struct codec_impairment *codec = NULL;

    if (input.loss_percent >= 0 && !stream->codec_changed &&
        sides->n_sent >= STREAM_LOSS_PACKETS_MIN)
        codec = codec_impairment_find(stream->codec, 0);
    stream->score = stream_score(codec, &input);
}
