/* Which product sent a SIP message, by its User-Agent or Server header. RFC
 * 3261 20.35 and 20.41; KB 981218 and KB 2735323 (versions).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_AGENT_H
#define LYNC_CORE_SIP_AGENT_H

#include <stdbool.h>

#include "product.h"
#include "text.h"

#define SIP_AGENT_LABEL_BYTES 32

/* What the User-Agent and Server headers say about who sent a message. */
struct sip_agent {
    bool rtcc;            /* Microsoft's server SIP stack (RTCC); true for
                             every Mediation Server */
    bool mediation;       /* a Mediation Server */
    bool client;          /* a Microsoft client, which says what servers do
                             not ([MS-SIPAE] and [MS-CONMGMT] show examples) */
    bool conference;      /* an A/V Conferencing Server */
    enum product product; /* by the first version of RTCC that is listed, or
                             the first word of another product */
};

/* Recognises the sender by its USER_AGENT and SERVER headers, which may be
 * absent and in any case. All zero when neither names a product that is
 * known. */
struct sip_agent sip_agent_read(struct text user_agent, struct text server);

/* Writes the name of a product to LABEL, for people: the one of AGENT if it is
 * known, else the first word of SAID, its header, without the version. What
 * does not print becomes "?", and a long name is cut; "" if there is none. */
void sip_agent_label(struct sip_agent agent, struct text said,
                     char label[SIP_AGENT_LABEL_BYTES]);

#endif
