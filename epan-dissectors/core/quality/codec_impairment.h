/* What speech codecs cost in the E-model: published values only. ITU-T G.113
 * (09/2024) table IV.1, and appendix I (05/2002, 11/2007).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CODEC_IMPAIRMENT_H
#define LYNC_CORE_CODEC_IMPAIRMENT_H

#include <stdint.h>

#include "e_model.h"

/* One row of the table. */
struct codec_impairment {
    const char *name; /* encoding name in SDP */
    enum e_model_scale scale;
    uint32_t payload_bytes; /* of a packet of one frame, where that tells the
                               mode of the codec; 0: all other packets */
    double ie;              /* at no loss */
    double bpl;             /* robustness to random loss; 0: not published, no
                               score with loss */
    const char *assumed;    /* what the values assume of the codec; "": nothing
                             */
};

/* Returns the row of the codec NAME (case does not matter, NULL: not known)
 * that sends PAYLOAD_BYTES in a packet (0: not known, or not always the same).
 * NULL if nothing is published: then there is no score. */
const struct codec_impairment *codec_impairment_find(const char *name,
                                                     uint32_t payload_bytes);

#endif
