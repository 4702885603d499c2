/* Tests of how Microsoft's servers are recognised.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_agent.h"

#include "unit_test.h"

static const struct {
    const char *agent;
    bool rtcc;
    bool mediation;
    enum product product;
} rows[] = {
    {"RTCC/3.5.0.0 MediationServer", true, true, PRODUCT_OCS_2007_R2},
    {"RTCC/3.0.0.0 MediationServer", true, true, PRODUCT_OCS_2007},
    {"RTCC/4.0.0.0 MediationServer", true, true, PRODUCT_LYNC_2010},
    {"RTCC/5.0.0.0 MediationServer", true, true, PRODUCT_LYNC_2013},
    {"rtcc/6.0.0.0 mediationserver", true, true, PRODUCT_SFB_2015},
    {"RTCC/7.0.2046.0 MediationServer", true, true, PRODUCT_SFB_2019},
    {"RTCC/9.0.0.0 MediationServer", true, true, PRODUCT_UNKNOWN},
    {"RTCC/5.0.0.0 Conferencing_Attendant_1.0", true, false, PRODUCT_LYNC_2013},
    {"UCCAPI/15.0.4420.1017 OC/15.0.4420.1017 (Microsoft Lync)", false, false,
     PRODUCT_UNKNOWN},
    {"Asterisk PBX 20.4.0", false, false, PRODUCT_UNKNOWN},
    {"", false, false, PRODUCT_UNKNOWN},
};

TEST(recognise)
{
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(rows); i++) {
        size_t row = i / 2;
        struct text text = text_of(rows[row].agent);
        struct text absent = {0};
        struct sip_agent agent = i % 2 == 0 ? sip_agent_read(text, absent)
                                            : sip_agent_read(absent, text);

        g_assert_cmpint(agent.rtcc, ==, rows[row].rtcc);
        g_assert_cmpint(agent.mediation, ==, rows[row].mediation);
        g_assert_cmpint(agent.product, ==, rows[row].product);
    }
}

TEST(conference)
{
    struct text absent = {0};

    g_assert_true(
        sip_agent_read(text_of("RTCC/4.0.0.0 AV-MCU"), absent).conference);
    g_assert_true(
        sip_agent_read(absent, text_of("RTCC/5.0.0.0 AV-MCU")).conference);
    g_assert_false(
        sip_agent_read(text_of("RTCC/5.0.0.0 MediationServer"), absent)
            .conference);
    g_assert_false(sip_agent_read(text_of("AV-MCU/1"), absent).conference);
}

/* The two headers add up; of two versions the User-Agent's counts. */
TEST(both)
{
    struct sip_agent agent =
        sip_agent_read(text_of("RTCC/5.0.0.0"), text_of("X MediationServer"));

    g_assert_true(agent.rtcc && agent.mediation);
    g_assert_cmpint(agent.product, ==, PRODUCT_LYNC_2013);
    agent = sip_agent_read(text_of("RTCC/9.0 RTCC/4.0"), text_of("RTCC/6.0"));
    g_assert_cmpint(agent.product, ==, PRODUCT_LYNC_2010);
    g_assert_false(agent.mediation);
}
