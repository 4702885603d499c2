/* The score of one audio stream. ITU-T G.107, G.107.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_STREAM_SCORE_H
#define LYNC_CORE_STREAM_SCORE_H

#include <stdbool.h>

#include "codec_impairment.h"

/* All zero: no score. */
struct stream_score {
    const struct codec_impairment *codec; /* NULL: no score */
    double r;
    double delay_ms; /* that it counts; 0: listening quality only */
};

/* Returns the score of speech in CODEC (NULL: nothing is published of it) with
 * the loss and delay of INPUT, whose other members are not used. No score with
 * loss if the codec's robustness to it is not published. */
struct stream_score stream_score(const struct codec_impairment *codec,
                                 const struct e_model_input *input);

/* Returns the mean opinion score of SCORE; 0 if there is none. */
double stream_score_mos(const struct stream_score *score);

#endif
