/* The E-model.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "e_model.h"

#include <math.h>

#include <glib.h>

#define R_BEST_NARROWBAND 93.2  /* Ro - Is, all parameters at their defaults */
#define R_BEST_WIDEBAND   129.0 /* the same, G.107.1 */

/* What Ie,eff tends to at total loss, on both scales. */
#define IE_MOST 95.0

/* Burst loss is modelled only for codecs whose concealment keeps state, which
 * Bpl shows. G.113 appendix I. */
#define BPL_BURST_MIN 16.0

#define DELAY_FREE_MS 100.0 /* up to here no delay is noticed */

/* Idd: the impairment by delay alone, G.107 7.4 with sT = 1 and mT = 100 ms. */
static double delay_impairment(double delay_ms)
{
    double x;

    if (delay_ms <= DELAY_FREE_MS)
        return 0;
    x = log2(delay_ms / DELAY_FREE_MS);
    return 25 * (pow(1 + pow(x, 6), 1.0 / 6) -
                 3 * pow(1 + pow(x / 3, 6), 1.0 / 6) + 2);
}

/* Ie,eff: the impairment by codec and loss, G.107 7.5, G.107.1 7.5. */
static double codec_impairment(const struct e_model_input *input)
{
    double loss = CLAMP(input->loss_percent, 0, 100);
    double burst_ratio = 1;

    if (loss <= 0)
        return input->ie;
    if (input->scale == E_MODEL_NARROWBAND && input->bpl >= BPL_BURST_MIN)
        burst_ratio = MAX(input->burst_ratio, 1);
    return input->ie +
           (IE_MOST - input->ie) * loss / (loss / burst_ratio + input->bpl);
}

double e_model_r(const struct e_model_input *input)
{
    if (input->scale == E_MODEL_WIDEBAND)
        return R_BEST_WIDEBAND - codec_impairment(input);
    return R_BEST_NARROWBAND - delay_impairment(input->delay_ms) -
           codec_impairment(input);
}

double e_model_mos(enum e_model_scale scale, double r)
{
    if (scale == E_MODEL_WIDEBAND)
        r /= R_BEST_WIDEBAND / 100;
    if (r <= 0)
        return 1;
    if (r >= 100)
        return 4.5;
    return MAX(1, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r));
}

const char *e_model_scale_name(enum e_model_scale scale)
{
    return scale == E_MODEL_WIDEBAND ? "wideband" : "narrowband";
}
