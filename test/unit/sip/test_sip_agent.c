/* Tests of how products are recognised.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_agent.h"

#include "unit_test.h"

static void assert_read(struct sip_agent agent, bool rtcc, bool mediation,
                        enum product product)
{
    g_assert_cmpint(agent.rtcc, ==, rtcc);
    g_assert_cmpint(agent.mediation, ==, mediation);
    g_assert_cmpint(agent.product, ==, product);
}

/* What NAME says, in User-Agent or in Server. */
static void assert_agent(const char *name, bool rtcc, bool mediation,
                         enum product product)
{
    struct text absent = {0};

    g_test_message("%s", name);
    assert_read(sip_agent_read(text_of(name), absent), rtcc, mediation,
                product);
    assert_read(sip_agent_read(absent, text_of(name)), rtcc, mediation,
                product);
}

TEST(recognise)
{
    assert_agent("RTCC/3.5.0.0 MediationServer", true, true,
                 PRODUCT_OCS_2007_R2);
    assert_agent("RTCC/3.0.0.0 MediationServer", true, true, PRODUCT_OCS_2007);
    assert_agent("RTCC/4.0.0.0 MediationServer", true, true, PRODUCT_LYNC_2010);
    assert_agent("RTCC/5.0.0.0 MediationServer", true, true, PRODUCT_LYNC_2013);
    assert_agent("rtcc/6.0.0.0 mediationserver", true, true, PRODUCT_SFB_2015);
    assert_agent("RTCC/7.0.2046.0 MediationServer", true, true,
                 PRODUCT_SFB_2019);
    assert_agent("RTCC/9.0.0.0 MediationServer", true, true, PRODUCT_UNKNOWN);
    assert_agent("RTCC/5.0.0.0 Conferencing_Attendant_1.0", true, false,
                 PRODUCT_LYNC_2013);
    assert_agent("UCCAPI/15.0.4420.1017 OC/15.0.4420.1017 (Microsoft Lync)",
                 false, false, PRODUCT_UNKNOWN);
    assert_agent("Asterisk PBX 20.4.0", false, false, PRODUCT_ASTERISK);
    assert_agent("FPBX-16.0.40(20.5.0)", false, false, PRODUCT_ASTERISK);
    assert_agent("AudioCodes-Sip-Gateway-Mediant/v.7.20A", false, false,
                 PRODUCT_AUDIOCODES);
    assert_agent("AUDC-Mediant/7.20A", false, false, PRODUCT_AUDIOCODES);
    assert_agent("Cisco-SIPGateway/IOS-15.4", false, false, PRODUCT_CISCO);
    assert_agent("FreeSWITCH-mod_sofia/1.10.9", false, false,
                 PRODUCT_FREESWITCH);
    assert_agent("Kamailio (5.6.3)", false, false, PRODUCT_KAMAILIO);
    assert_agent("not Asterisk", false, false, PRODUCT_UNKNOWN);
    assert_agent("", false, false, PRODUCT_UNKNOWN);
}

/* Clients are known by their User-Agent ([MS-SIPAE] and [MS-CONMGMT]), servers
 * are not clients. */
TEST(client)
{
    static const struct {
        const char *name;
        bool client;
    } rows[] = {
        {"UCCAPI/15.0.4420.1017 OC/15.0.4420.1017 (Microsoft Lync)", true},
        {"uccp/2.0.6362.67", true},
        {"my OC/1", true},
        {"for Lync", true},
        {"Skype for Business 16", true},
        {"Office Communicator", true},
        {"RTCC/5.0.0.0 MediationServer", false},
        {"Asterisk PBX 20.4.0", false},
        {"Lyn", false},
        {"", false},
    };

    FOR_EACH_ROW(i, rows)
        g_assert_cmpint(
            sip_agent_read(text_of(rows[i].name), text_of("")).client, ==,
            rows[i].client);
}

TEST(label)
{
    static const struct {
        const char *said, *label;
    } rows[] = {
        {"RTCC/5.0.0.0 MediationServer", "Lync Server 2013"},
        {"RTCC/9.0.0.0 MediationServer", "Mediation Server"},
        {"Asterisk PBX 22.1", "Asterisk"},
        {"Linphonec/5.1.65 (belle-sip)", "Linphonec"},
        {"baresip v1.0.0 (x86_64/linux)", "baresip"},
        {"a\x01", "a?"},
        {"a-name-of-thirty-six-letters-or-more",
         "a-name-of-thirty-six-letters-or"},
        {"", ""},
    };
    struct text absent = {0};
    char label[SIP_AGENT_LABEL_BYTES];

    FOR_EACH_ROW(i, rows) {
        struct text said = text_of(rows[i].said);

        sip_agent_label(sip_agent_read(said, absent), said, label);
        g_assert_cmpstr(label, ==, rows[i].label);
    }
    sip_agent_label((struct sip_agent){0}, absent, label);
    g_assert_cmpstr(label, ==, "");
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
