/* What is known of Microsoft's Mediation Server and session timers: how to
 * recognise it, its habits, and the setting that helps.
 * Set-CsTrunkConfiguration (EnableSessionTimer); KB 981218
 * (GatewaySessionTimer); KB 2735323.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIATION_SERVER_H
#define LYNC_CORE_MEDIATION_SERVER_H

#include <stdbool.h>

#include "sip_message.h"

/* The product behind "RTCC/<major>.<minor>...". */
enum mediation_product {
    MEDIATION_PRODUCT_UNKNOWN, /* an RTCC of a version not listed */
    MEDIATION_PRODUCT_OCS_2007,
    MEDIATION_PRODUCT_OCS_2007_R2,
    MEDIATION_PRODUCT_LYNC_2010,
    MEDIATION_PRODUCT_LYNC_2013,
    MEDIATION_PRODUCT_SFB_2015,
    MEDIATION_PRODUCT_SFB_2019,
};

/* What a User-Agent or Server header says about who sent it. */
struct mediation_server {
    bool rtcc;      /* Microsoft's server SIP stack (RTCC), or the next: */
    bool mediation; /* a Mediation Server */
    enum mediation_product product;
};

/* Reads the User-Agent and Server headers of MESSAGE. All false when neither
 * names Microsoft's server stack. A header may stand in any case. */
struct mediation_server
mediation_server_recognise(const struct sip_message *message);

/* "Lync Server 2013" and so on; "Mediation Server" when not known. */
const char *mediation_product_name(enum mediation_product product);

/* What an administrator can change so that the server refreshes the session
 * itself: one clause that names EnableSessionTimer, and for OCS 2007 R2 the
 * configuration file's GatewaySessionTimer. Never NULL. */
const char *mediation_refresh_advice(const struct mediation_server *server);

#endif
