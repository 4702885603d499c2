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
    double r;

    if (codec == NULL || (codec->bpl <= 0 && input->loss_percent > 0))
        return (struct stream_score){0};
    all.scale = codec->scale;
    all.ie = codec->ie;
    all.bpl = codec->bpl;
    r = e_model_r(&all);
    return (struct stream_score){codec, r, e_model_mos(all.scale, r),
                                 all.scale == E_MODEL_NARROWBAND ? all.delay_ms
                                                                 : 0};
}
