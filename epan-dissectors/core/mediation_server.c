/* What is known of Microsoft's Mediation Server and session timers.
 * Set-CsTrunkConfiguration (EnableSessionTimer); KB 981218
 * (GatewaySessionTimer); KB 2735323.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "mediation_server.h"

#include <stddef.h>

/* The first match counts: longer versions before shorter ones. */
static const struct {
    const char *token;
    enum mediation_product product;
} versions[] = {
    {"RTCC/3.5", MEDIATION_PRODUCT_OCS_2007_R2},
    {"RTCC/3.", MEDIATION_PRODUCT_OCS_2007},
    {"RTCC/4.", MEDIATION_PRODUCT_LYNC_2010},
    {"RTCC/5.", MEDIATION_PRODUCT_LYNC_2013},
    {"RTCC/6.", MEDIATION_PRODUCT_SFB_2015},
    {"RTCC/7.", MEDIATION_PRODUCT_SFB_2019},
};

static const char *const product_names[] = {
    [MEDIATION_PRODUCT_UNKNOWN] = "Mediation Server",
    [MEDIATION_PRODUCT_OCS_2007] = "OCS 2007",
    [MEDIATION_PRODUCT_OCS_2007_R2] = "OCS 2007 R2",
    [MEDIATION_PRODUCT_LYNC_2010] = "Lync Server 2010",
    [MEDIATION_PRODUCT_LYNC_2013] = "Lync Server 2013",
    [MEDIATION_PRODUCT_SFB_2015] = "Skype for Business Server 2015",
    [MEDIATION_PRODUCT_SFB_2019] = "Skype for Business Server 2019",
};

static bool either_contains(const struct sip_message *message,
                            const char *needle)
{
    return sip_text_contains(message->user_agent, needle) ||
           sip_text_contains(message->server, needle);
}

struct mediation_server
mediation_server_recognise(const struct sip_message *message)
{
    struct mediation_server server = {false, false, MEDIATION_PRODUCT_UNKNOWN};

    server.mediation = either_contains(message, "MediationServer") ||
                       either_contains(message, "Mediation Server");
    server.rtcc = server.mediation || either_contains(message, "RTCC/");
    if (!server.rtcc) {
        return server;
    }
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
        if (either_contains(message, versions[i].token)) {
            server.product = versions[i].product;
            break;
        }
    }
    return server;
}

const char *mediation_product_name(enum mediation_product product)
{
    return product_names[product];
}

const char *mediation_refresh_advice(const struct mediation_server *server)
{
    switch (server->product) {
    case MEDIATION_PRODUCT_OCS_2007:
    case MEDIATION_PRODUCT_OCS_2007_R2:
        return "set GatewaySessionTimer in MediationServerSvc.exe.config (from "
               "Lync Server on: Set-CsTrunkConfiguration -EnableSessionTimer "
               "$true), or have the other side refresh";
    default:
        break;
    }
    if (server->rtcc) {
        return "set EnableSessionTimer on the trunk (Set-CsTrunkConfiguration "
               "-EnableSessionTimer $true), or have the other side refresh";
    }
    return "look at its session timer settings (on a Lync or Skype for "
           "Business trunk: Set-CsTrunkConfiguration -EnableSessionTimer "
           "$true), or have the other side refresh";
}
