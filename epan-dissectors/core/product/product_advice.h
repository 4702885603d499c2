/* What an administrator can change about RTCP checks and media timeouts, by
 * product generation. KB 981218, KB 977937 (OCS 2007 R2);
 * Set-CsTrunkConfiguration (Lync 2010 and later).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_PRODUCT_ADVICE_H
#define LYNC_CORE_PRODUCT_ADVICE_H

#include <stdbool.h>

#include "product.h"

enum product_situation {
    PRODUCT_NO_RTCP,   /* RTP flows without RTCP */
    PRODUCT_NO_MEDIA,  /* neither RTP nor RTCP on a call that is not held */
    PRODUCT_HELD,      /* the same on a held call without music */
    PRODUCT_RTCP_LOST, /* a call was dropped for RTP without RTCP */
    PRODUCT_CALL_LOST, /* a call that was not held was dropped for neither */
    PRODUCT_HELD_LOST, /* the same on a held call without music */
    N_PRODUCT_SITUATIONS
};

/* What an administrator can change: one or two whole sentences. A GENERATION
 * out of range counts as unknown, a SITUATION out of range as
 * PRODUCT_NO_RTCP. */
const char *product_advice_text(enum product_generation generation,
                                enum product_situation situation);

/* The same for RTP to a multicast group, which is no call over a trunk. */
const char *product_advice_multicast(void);

/* What can be changed so that a server of PRODUCT refreshes the session itself:
 * a sentence that names EnableSessionTimer if IS_MICROSOFT, and for OCS 2007 R2
 * the configuration file's GatewaySessionTimer. Never NULL. KB 981218;
 * KB 2735323. */
const char *product_advice_refresh(enum product product, bool is_microsoft);

#endif
