/* What is known of Microsoft's Mediation Server and session timers.
 * Set-CsTrunkConfiguration (EnableSessionTimer); KB 981218
 * (GatewaySessionTimer); KB 2735323.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_agent.h"

#include <stddef.h>
#include <string.h>

#define RTCC "RTCC/"

/* Behind RTCC. The first match counts: longer versions before shorter ones. */
static const struct {
    const char *number;
    enum product product;
} versions[] = {
    {"3.5", PRODUCT_OCS_2007_R2}, {"3.", PRODUCT_OCS_2007},
    {"4.", PRODUCT_LYNC_2010},    {"5.", PRODUCT_LYNC_2013},
    {"6.", PRODUCT_SFB_2015},     {"7.", PRODUCT_SFB_2019},
};

/* The product whose version begins with TEXT. */
static enum product product_of(struct text text)
{
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++)
        if (text_begins(text, versions[i].number))
            return versions[i].product;
    return PRODUCT_UNKNOWN;
}

/* Reads TEXT, User-Agent or Server, into SERVER. Asked for each message: most
 * texts are done with after two searches. */
static void read_agent(struct text text, struct sip_agent *server)
{
    if (text_contains(text, "Mediation") &&
        (text_contains(text, "MediationServer") ||
         text_contains(text, "Mediation Server")))
        server->mediation = true;
    if (!text_contains(text, RTCC))
        return;
    server->rtcc = true;
    while (server->product == PRODUCT_UNKNOWN && text.length > 0) {
        if (text_begins(text, RTCC))
            server->product = product_of(text_skip(text, strlen(RTCC)));
        text = text_skip(text, 1);
    }
}

struct sip_agent sip_agent_read(const struct sip_message *message)
{
    struct sip_agent server = {false, false, PRODUCT_UNKNOWN};

    read_agent(message->user_agent, &server);
    read_agent(message->server, &server);
    server.rtcc = server.rtcc || server.mediation;
    return server;
}
