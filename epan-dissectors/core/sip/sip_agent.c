/* Which product sent a SIP message. KB 981218, KB 2735323.
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

/* How other products begin their headers. FreePBX is Asterisk; Mediant is
 * AudioCodes' gateway. */
static const struct {
    const char *word;
    enum product product;
} others[] = {
    {"Asterisk", PRODUCT_ASTERISK},     {"FPBX-", PRODUCT_ASTERISK},
    {"AudioCodes", PRODUCT_AUDIOCODES}, {"AUDC-", PRODUCT_AUDIOCODES},
    {"Mediant", PRODUCT_AUDIOCODES},    {"Cisco", PRODUCT_CISCO},
    {"FreeSWITCH", PRODUCT_FREESWITCH}, {"kamailio", PRODUCT_KAMAILIO},
};

/* The product whose version TEXT begins with. */
static enum product product_of(struct text text)
{
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++)
        if (text_begins(text, versions[i].number))
            return versions[i].product;
    return PRODUCT_UNKNOWN;
}

static void read_others(struct text text, struct sip_agent *agent)
{
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (text_begins(text, others[i].word))
            agent->product = others[i].product;
}

/* Whether a token that read_token knows may begin with the octets A and B.
 * Called for each octet of each message's header. */
static bool may_begin_token(char a, char b)
{
#define LETTER(c) (UINT32_C(1) << ((c)&31))
    static const uint32_t first = LETTER('M') | LETTER('R') | LETTER('U') |
                                  LETTER('O') | LETTER('L') | LETTER('S');
    static const uint32_t second = LETTER('E') | LETTER('T') | LETTER('C') |
                                   LETTER('F') | LETTER('Y') | LETTER('K');

    return (LETTER(a) & first) != 0 && (LETTER(b) & second) != 0;
#undef LETTER
}

static bool begins_client(struct text text)
{
    return text_begins(text, "UCCAPI/") || text_begins(text, "UCCP/") ||
           text_begins(text, "OC/") || text_begins(text, "Lync") ||
           text_begins(text, "Skype for Business") ||
           text_begins(text, "Office Communicator");
}

/* Adds to AGENT what the token at the start of TEXT says. */
static void read_token(struct text text, struct sip_agent *agent, bool *rtcc)
{
    switch (text.start[0] | TEXT_CASE) {
    case 'm':
        if (text_begins(text, "MediationServer") ||
            text_begins(text, "Mediation Server"))
            agent->mediation = true;
        break;
    case 'r':
        if (!text_begins(text, RTCC))
            break;
        *rtcc = true;
        if (agent->product == PRODUCT_UNKNOWN)
            agent->product = product_of(text_skip(text, strlen(RTCC)));
        break;
    default:
        agent->client = agent->client || begins_client(text);
        break;
    }
}

/* Adds to AGENT what TEXT, a User-Agent or Server header, says. */
static void read_header(struct text text, struct sip_agent *agent)
{
    bool rtcc = false;

    for (size_t i = 0; i + 1 < text.length; i++)
        if (may_begin_token(text.start[i], text.start[i + 1]))
            read_token(text_skip(text, i), agent, &rtcc);
    if (!rtcc) {
        read_others(text, agent);
        return;
    }
    agent->rtcc = true;
    agent->conference = agent->conference || text_contains(text, "AV-MCU");
}

struct sip_agent sip_agent_read(struct text user_agent, struct text server)
{
    struct sip_agent agent = {0};

    read_header(user_agent, &agent);
    read_header(server, &agent);
    agent.rtcc = agent.rtcc || agent.mediation;
    return agent;
}

void sip_agent_label(struct sip_agent agent, struct text said,
                     char label[SIP_AGENT_LABEL_BYTES])
{
    size_t length = 0;

    if (agent.product != PRODUCT_UNKNOWN || agent.mediation) {
        const char *name = product_name(agent.product);

        text_print(text_of(name), label, SIP_AGENT_LABEL_BYTES);
        return;
    }
    while (length < said.length && said.start[length] != '/' &&
           said.start[length] != ' ')
        length++;
    text_print(text_head(said, length), label, SIP_AGENT_LABEL_BYTES);
}
