/* What is known of Microsoft's Mediation Server and session timers: how to
 * recognise it, its habits, and the setting that helps.
 * Set-CsTrunkConfiguration (EnableSessionTimer); KB 981218
 * (GatewaySessionTimer); KB 2735323.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_AGENT_H
#define LYNC_CORE_SIP_AGENT_H

#include <stdbool.h>

#include "product.h"
#include "sip_message.h"

/* What a User-Agent or Server header says about who sent it. */
struct sip_agent {
    bool rtcc;      /* Microsoft's server SIP stack (RTCC), or the next: */
    bool mediation; /* a Mediation Server */
    enum product product;
};

/* Reads the User-Agent and Server headers of MESSAGE. All false when neither
 * names Microsoft's server stack. A header may stand in any case. */
struct sip_agent sip_agent_read(const struct sip_message *message);

#endif
