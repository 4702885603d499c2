/* What an administrator can change about RTCP checks and media timeouts, by
 * product generation. KB 981218, KB 977937 (OCS 2007 R2);
 * Set-CsTrunkConfiguration (Lync 2010 and later).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_ADVICE_H
#define LYNC_CORE_TRUNK_ADVICE_H

#include <stdbool.h>

enum trunk_generation {
    TRUNK_GENERATION_UNKNOWN,
    TRUNK_GENERATION_OCS_2007_R2,
    TRUNK_GENERATION_LYNC, /* Lync 2010 and later, Skype for Business */
    N_TRUNK_GENERATIONS
};

enum trunk_situation {
    TRUNK_NO_RTCP,   /* RTP flows without RTCP */
    TRUNK_NO_MEDIA,  /* neither RTP nor RTCP on a call that is not held */
    TRUNK_HELD,      /* the same on a held call without music */
    TRUNK_CALL_LOST, /* a call was dropped for that, not held */
    TRUNK_HELD_LOST, /* a held one without music was */
    N_TRUNK_SITUATIONS
};

/* What can be changed: one sentence or two, with their full stops. Values out
 * of range give the text of an unknown generation or of TRUNK_NO_RTCP. */
const char *trunk_advice_text(enum trunk_generation generation,
                              enum trunk_situation situation);

/* The sentence to add where media goes past the Mediation Server. */
const char *trunk_advice_bypass(void);

#endif
