/* Tests of how a Mediation Server is recognised.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_agent.h"
#include "product.h"
#include "product_advice.h"

#include <string.h>

#include <glib.h>

static struct sip_agent recognise(const char *agent, bool as_server)
{
    struct sip_message message = {0};
    struct text text = {agent, strlen(agent)};

    if (as_server) {
        message.server = text;
    } else {
        message.user_agent = text;
    }
    return sip_agent_read(&message);
}

static const struct {
    const char *agent;
    bool rtcc;
    bool mediation;
    const char *product;
} rows[] = {
    {"RTCC/3.5.0.0 MediationServer", true, true, "OCS 2007 R2"},
    {"RTCC/3.0.0.0 MediationServer", true, true, "OCS 2007"},
    {"RTCC/4.0.0.0 MediationServer", true, true, "Lync Server 2010"},
    {"RTCC/5.0.0.0 MediationServer", true, true, "Lync Server 2013"},
    {"rtcc/6.0.0.0 mediationserver", true, true,
     "Skype for Business Server 2015"},
    {"RTCC/7.0.2046.0 MediationServer", true, true,
     "Skype for Business Server 2019"},
    {"RTCC/9.0.0.0 MediationServer", true, true, "Mediation Server"},
    {"RTCC/5.0.0.0 Conferencing_Attendant_1.0", true, false,
     "Lync Server 2013"},
    {"UCCAPI/15.0.4420.1017 OC/15.0.4420.1017 (Microsoft Lync)", false, false,
     "Mediation Server"},
    {"Asterisk PBX 20.4.0", false, false, "Mediation Server"},
    {"", false, false, "Mediation Server"},
};

static void test_recognise(void)
{
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(rows); i++) {
        size_t row = i / 2;
        struct sip_agent server = recognise(rows[row].agent, i % 2 == 1);

        g_assert_cmpint(server.rtcc, ==, rows[row].rtcc);
        g_assert_cmpint(server.mediation, ==, rows[row].mediation);
        g_assert_cmpstr(product_name(server.product), ==, rows[row].product);
    }
}

/* Every advice names the trunk parameter; OCS has its own file as well. */
static void test_advice(void)
{
    for (int product = PRODUCT_UNKNOWN; product <= PRODUCT_SFB_2019;
         product++) {
        struct sip_agent server = {true, true, (enum product)product};
        const char *advice =
            product_advice_refresh(server.product, server.rtcc);
        bool ocs =
            product == PRODUCT_OCS_2007 || product == PRODUCT_OCS_2007_R2;

        g_assert_nonnull(strstr(advice, "EnableSessionTimer"));
        g_assert_cmpint(strstr(advice, "GatewaySessionTimer") != NULL, ==, ocs);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sip_agent/recognise", test_recognise);
    g_test_add_func("/sip_agent/advice", test_advice);
    return g_test_run();
}
