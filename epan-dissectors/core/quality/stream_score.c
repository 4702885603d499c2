/* The score of one audio stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stream_score.h"

#include <stddef.h>

struct stream_score stream_score(const struct codec_impairment *codec,
                                 const struct e_model_input *input)
{
    struct e_model_input all = *input;

    if (codec == NULL || (codec->bpl <= 0 && input->loss_percent > 0))
        return (struct stream_score){0};
    all.scale = codec->scale;
    all.ie = codec->ie;
    all.bpl = codec->bpl;
    return (struct stream_score){codec, e_model_r(&all),
                                 all.scale == E_MODEL_NARROWBAND ? all.delay_ms
                                                                 : 0};
}

double stream_score_mos(const struct stream_score *score)
{
    return score->codec != NULL ? e_model_mos(score->codec->scale, score->r)
                                : 0;
}
