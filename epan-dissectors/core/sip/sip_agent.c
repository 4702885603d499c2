/* Which of Microsoft's servers sent a SIP message. KB 981218, KB 2735323.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_agent.h"

#include <string.h>

#define RTCC "RTCC/"

/* What follows "RTCC/". The first match counts, so longer versions come
 * first. */
static const struct {
    const char *number;
    enum product product;
} versions[] = {
    {"3.5", PRODUCT_OCS_2007_R2}, {"3.", PRODUCT_OCS_2007},
    {"4.", PRODUCT_LYNC_2010},    {"5.", PRODUCT_LYNC_2013},
    {"6.", PRODUCT_SFB_2015},     {"7.", PRODUCT_SFB_2019},
};

/* The product whose version TEXT begins with. */
static enum product product_of(struct text text)
{
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++)
        if (text_begins(text, versions[i].number))
            return versions[i].product;
    return PRODUCT_UNKNOWN;
}

/* Adds to AGENT what TEXT, a User-Agent or Server header, says. Called for
 * each message: most texts take two searches. */
static void read_header(struct text text, struct sip_agent *agent)
{
    if (text_contains(text, "Mediation") &&
        (text_contains(text, "MediationServer") ||
         text_contains(text, "Mediation Server")))
        agent->mediation = true;
    if (!text_contains(text, RTCC))
        return;
    agent->rtcc = true;
    agent->conference = agent->conference || text_contains(text, "AV-MCU");
    while (agent->product == PRODUCT_UNKNOWN && text.length > 0) {
        if (text_begins(text, RTCC))
            agent->product = product_of(text_skip(text, strlen(RTCC)));
        text = text_skip(text, 1);
    }
}

struct sip_agent sip_agent_read(struct text user_agent, struct text server)
{
    struct sip_agent agent = {0};

    read_header(user_agent, &agent);
    read_header(server, &agent);
    agent.rtcc = agent.rtcc || agent.mediation;
    return agent;
}
