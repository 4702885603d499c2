/* What is known of Microsoft's Mediation Server and session timers.
 * Set-CsTrunkConfiguration (EnableSessionTimer); KB 981218
 * (GatewaySessionTimer); KB 2735323.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "mediation_server.h"

#include <stddef.h>
#include <string.h>

#define RTCC "RTCC/"

/* Behind RTCC. The first match counts: longer versions before shorter ones. */
static const struct {
    const char *number;
    enum mediation_product product;
} versions[] = {
    {"3.5", MEDIATION_PRODUCT_OCS_2007_R2}, {"3.", MEDIATION_PRODUCT_OCS_2007},
    {"4.", MEDIATION_PRODUCT_LYNC_2010},    {"5.", MEDIATION_PRODUCT_LYNC_2013},
    {"6.", MEDIATION_PRODUCT_SFB_2015},     {"7.", MEDIATION_PRODUCT_SFB_2019},
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

/* The product whose version begins with TEXT. */
static enum mediation_product product_of(struct sip_text text)
{
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++)
        if (sip_text_begins(text, versions[i].number))
            return versions[i].product;
    return MEDIATION_PRODUCT_UNKNOWN;
}

/* Reads TEXT, User-Agent or Server, into SERVER. Asked for each message: most
 * texts are done with after two searches. */
static void read_agent(struct sip_text text, struct mediation_server *server)
{
    if (sip_text_contains(text, "Mediation") &&
        (sip_text_contains(text, "MediationServer") ||
         sip_text_contains(text, "Mediation Server")))
        server->mediation = true;
    if (!sip_text_contains(text, RTCC))
        return;
    server->rtcc = true;
    while (server->product == MEDIATION_PRODUCT_UNKNOWN && text.length > 0) {
        if (sip_text_begins(text, RTCC))
            server->product = product_of(sip_text_skip(text, strlen(RTCC)));
        text = sip_text_skip(text, 1);
    }
}

struct mediation_server
mediation_server_recognise(const struct sip_message *message)
{
    struct mediation_server server = {false, false, MEDIATION_PRODUCT_UNKNOWN};

    read_agent(message->user_agent, &server);
    read_agent(message->server, &server);
    server.rtcc = server.rtcc || server.mediation;
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
