/* The E-model: how speech sounds to its listener, from its codec, loss and
 * delay. ITU-T G.107 (narrowband), G.107.1 (wideband), with the default values
 * of all other parameters.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_E_MODEL_H
#define LYNC_CORE_E_MODEL_H

/* The two scales are not comparable: the best R is 93.2 on one and 129 on the
 * other. */
enum e_model_scale { E_MODEL_NARROWBAND, E_MODEL_WIDEBAND };

struct e_model_input {
    enum e_model_scale scale;
    double ie;           /* equipment impairment factor: Ie, or Ie,WB */
    double bpl;          /* packet-loss robustness factor; above 0 */
    double loss_percent; /* 0 to 100 */
    double burst_ratio;  /* mean run of lost packets over that of random loss; 1
                            if less. Not used for BPL below 16 (G.113), nor
                            wideband */
    double delay_ms;     /* one way, mouth to ear; 0: listening quality only.
                            Not used wideband */
};

/* Returns the transmission rating R. G.107 7.1, 7.4 (with the exact Idd), 7.5;
 * G.107.1 7. It may be below 0. */
double e_model_r(const struct e_model_input *input);

/* Returns the mean opinion score, 1 to 4.5, of rating R on SCALE. G.107 annex
 * B, G.107.1 annex A. Small positive R, where the formula dips below 1, give
 * 1. */
double e_model_mos(enum e_model_scale scale, double r);

/* "narrowband", "wideband". */
const char *e_model_scale_name(enum e_model_scale scale);

#endif
