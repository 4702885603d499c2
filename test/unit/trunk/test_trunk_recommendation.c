/* Tests of the settings that are advised for a trunk, and mostly of those that
 * are not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_recommendation.h"

#include <string.h>

#include "call_scene.h"
#include "product.h"
#include "unit_test.h"

#define ACTIVE TRUNK_SETTING_RTCP_ACTIVE_OFF
#define HOLD   TRUNK_SETTING_RTCP_HOLD_OFF
#define TIMER  TRUNK_SETTING_SESSION_TIMER
#define IGNORE TRUNK_SETTING_IGNORE_MEDIA_TIMEOUT

/* The command for a Lync trunk: SET, and the settings after it. */
#define SET        "Set-CsTrunkConfiguration -Identity \"<IDENTITY>\""
#define ACTIVE_OFF " -RTCPActiveCalls $False"
#define HOLD_OFF   " -RTCPCallsOnHold $False"
#define TIMER_ON   " -EnableSessionTimer $True"

static struct trunk_profile profile;

BEFORE_EACH()
{
    profile = (struct trunk_profile){0};
}

/* N calls between a server (192.0.2.1) and its peer (192.0.2.2). */
static void add(unsigned n, enum product_generation generation,
                struct trunk_end_facts server, struct trunk_end_facts peer)
{
    struct trunk_call call = {.hosts = {host(1), host(2)},
                              .ends = {server, peer},
                              .ended_by = N_TRUNK_ENDS};

    call.ends[0].microsoft = true;
    call.ends[0].generation = generation;
    while (n-- > 0)
        g_assert_true(trunk_profile_add(&profile, &call));
}

#define FACTS(...) ((struct trunk_end_facts){__VA_ARGS__})
#define LYNC       PRODUCT_GENERATION_LYNC
#define OCS        PRODUCT_GENERATION_OCS_2007_R2
#define NO_RTCP    FACTS(.rtp_ns = 32 * S)
#define WITH_RTCP  FACTS(.rtp_ns = 32 * S, .rtcp_seen = true)
#define NONE       FACTS(.microsoft = false)

/* That SETTINGS are advised, by COMMAND; what speaks against it has WORDS. */
static void assert_advice(unsigned settings, const char *command,
                          const char *words)
{
    struct trunk_recommendation advice;

    trunk_recommend(&profile, &advice);
    g_test_message("%s | %s | %s", advice.command, advice.basis,
                   advice.against);
    g_assert_cmpuint(advice.settings, ==, settings);
    g_assert_cmpstr(advice.command, ==, command);
    g_assert_nonnull(strstr(advice.against, words));
    g_assert_true(g_str_has_suffix(advice.against, "."));
    trunk_recommendation_clear(&advice);
    g_assert_null(advice.basis);
}

static void assert_silent(const char *words)
{
    assert_advice(0, NULL, words);
}

static void assert_basis_begins(const char *words)
{
    struct trunk_recommendation advice;

    trunk_recommend(&profile, &advice);
    g_assert_true(g_str_has_prefix(advice.basis, words));
    trunk_recommendation_clear(&advice);
}

TEST(basis_of_one)
{
    add(1, LYNC, NONE, NO_RTCP);
    assert_basis_begins("1 call. 192.0.2.1");
    add(1, LYNC, NONE, NO_RTCP);
    assert_basis_begins("2 calls. 192.0.2.1");
}

/* From three calls on. */
TEST(rtcp_none)
{
    assert_silent("Nothing is advised");
    add(2, LYNC, NONE, NO_RTCP);
    assert_silent("A trunk is judged from 3 calls on");
    add(1, LYNC, NONE, NO_RTCP);
    assert_advice(ACTIVE | HOLD | TIMER, SET ACTIVE_OFF HOLD_OFF TIMER_ON,
                  "leaves dead calls up");
    assert_advice(ACTIVE | HOLD | TIMER, SET ACTIVE_OFF HOLD_OFF TIMER_ON,
                  "covers 192.0.2.2 (Get-CsTrunkConfiguration");
    add(1, LYNC, NONE, WITH_RTCP); /* one is enough */
    assert_silent("RTCP came in 1 call and not in 3");
}

TEST(rtcp_sent)
{
    add(5, LYNC, NONE, WITH_RTCP);
    assert_silent("Nothing is advised");
}

/* What speaks against the settings for N calls alone, whose ends show SERVER
 * and PEER; to be freed. */
static char *against(unsigned n, struct trunk_end_facts server,
                     struct trunk_end_facts peer)
{
    struct trunk_recommendation advice;
    char *text;

    profile = (struct trunk_profile){0};
    add(n, LYNC, server, peer);
    trunk_recommend(&profile, &advice);
    text = g_strdup(advice.against);
    trunk_recommendation_clear(&advice);
    return text;
}

/* Nothing is said that was not seen. */
TEST(against_bare)
{
    char *texts[] = {
        against(5, FACTS(.refreshed = true), WITH_RTCP),
        against(2, FACTS(.refresh_due = true), NO_RTCP),
        /* The timer is on, and not granted. */
        against(3, FACTS(.request_seen = true, .timer_asked = true),
                FACTS(.rtp_ns = 32 * S, .timer_requested = true)),
        against(3, NONE, NO_RTCP), /* nothing is known of granting */
    };

    g_assert_true(g_str_has_prefix(texts[0], "Nothing is advised"));
    g_assert_true(g_str_has_prefix(texts[1], "A trunk is judged"));
    g_assert_null(strstr(texts[2], "granted no session timer"));
    g_assert_null(strstr(texts[3], "granted no session timer"));
    FOR_EACH_ROW(i, texts)
        g_free(texts[i]);
}

/* The server's own RTCP is not the peer's. */
TEST(rtcp_of_server)
{
    add(5, LYNC, NO_RTCP, WITH_RTCP);
    assert_silent("Nothing is advised");
}

TEST(rtcp_on_hold)
{
    add(3, LYNC, NONE,
        FACTS(.rtp_ns = 60 * S, .rtcp_seen = true, .held_ns = 31 * S));
    assert_advice(HOLD | TIMER, SET HOLD_OFF TIMER_ON, "the other check");

    profile = (struct trunk_profile){0}; /* RTCP on hold only */
    add(3, LYNC, NONE, NO_RTCP);
    add(1, LYNC, NONE, FACTS(.held_ns = 31 * S, .rtcp_on_hold = true));
    assert_advice(ACTIVE | TIMER, SET ACTIVE_OFF TIMER_ON, "the other check");
}

/* Whoever checks RTCP on hold drops a silent hold within 35 s. */
TEST(rtcp_hold_outlived)
{
    struct trunk_end_facts peer =
        FACTS(.rtp_ns = 20 * S, .rtcp_seen = true, .held_ns = 35 * S);

    add(3, LYNC, NONE, peer);
    assert_advice(HOLD | TIMER, SET HOLD_OFF TIMER_ON, "the other check");
    peer.held_ns++;
    add(1, LYNC, NONE, peer);
    assert_silent("1 held call went on without RTCP");

    profile = (struct trunk_profile){0}; /* nor together with the other check */
    peer = NO_RTCP;
    peer.held_ns = 60 * S;
    add(3, LYNC, NONE, peer);
    assert_advice(ACTIVE | TIMER, SET ACTIVE_OFF TIMER_ON,
                  "3 held calls went on without RTCP");
}

/* No RTCP of either end: the capture may lack it. */
TEST(rtcp_not_captured)
{
    struct trunk_recommendation advice;

    add(3, LYNC, NO_RTCP, NO_RTCP);
    assert_advice(ACTIVE | HOLD | TIMER, SET ACTIVE_OFF HOLD_OFF TIMER_ON,
                  "no RTCP of the server either");
    profile = (struct trunk_profile){0};
    add(3, LYNC, WITH_RTCP, NO_RTCP);
    trunk_recommend(&profile, &advice);
    g_assert_null(strstr(advice.against, "of the server either"));
    trunk_recommendation_clear(&advice);
}

/* Checks of RTCP alone came with Lync: none is advised for OCS 2007 R2. */
TEST(ocs_rtcp)
{
    struct trunk_recommendation advice;

    add(3, OCS, NONE, WITH_RTCP);
    add(3, OCS, NONE, FACTS(.rtp_ns = 60 * S, .held_ns = 60 * S));
    trunk_recommend(&profile, &advice);
    g_assert_true(g_str_has_prefix(advice.against, "Nothing is advised"));
    trunk_recommendation_clear(&advice);
}

/* Each setting has one name, and the command says the same. */
TEST(setting_names)
{
    static const char *const names[] = {
        "RTCPActiveCalls=$False", "RTCPCallsOnHold=$False",
        "EnableSessionTimer=$True", "GatewayIgnoreMediaTimeout=True",
        "GatewaySessionTimer=True"};
    enum trunk_setting setting = 0;

    FOR_EACH_ROW(i, names) {
        g_assert_cmpstr(trunk_setting_name(i, &setting), ==, names[i]);
        g_assert_cmpint(setting, ==, 1 << i);
    }
    g_assert_null(trunk_setting_name(G_N_ELEMENTS(names), &setting));
}

/* The timer that is on need not be switched on. */
TEST(timer_on)
{
    add(3, LYNC, FACTS(.request_seen = true, .timer_asked = true), NO_RTCP);
    assert_advice(ACTIVE | HOLD, SET ACTIVE_OFF HOLD_OFF,
                  "leaves dead calls up");
}

TEST(timer_peer_without)
{
    add(3, LYNC, NONE, FACTS(.rtp_ns = 32 * S, .timer_requested = true));
    assert_advice(ACTIVE | HOLD | TIMER, SET ACTIVE_OFF HOLD_OFF TIMER_ON,
                  "granted no session timer in 3 calls");
}

/* Calls outlive the lack of RTCP: the check is off, a timer may be missing. */
TEST(rtcp_outlived)
{
    struct trunk_end_facts peer = FACTS(.rtp_ns = 60 * S);

    add(3, LYNC, NONE, peer);
    assert_silent("seems to be off already");
    profile = (struct trunk_profile){0};
    add(3, LYNC, FACTS(.request_seen = true), peer);
    assert_advice(TIMER, SET TIMER_ON, "seems to be off already");
    peer.request_seen = peer.timer_asked = true; /* the peer asks for one */
    add(1, LYNC, NONE, peer);
    assert_silent("seems to be off already");
}

/* A server that is made the refresher, and hangs up instead. */
TEST(timer_not_refreshed)
{
    add(2, LYNC, FACTS(.refresh_due = true), WITH_RTCP);
    assert_silent("A trunk is judged from 3 calls on");
    add(1, LYNC, FACTS(.refresh_due = true), WITH_RTCP);
    assert_advice(TIMER, SET TIMER_ON, "<IDENTITY>");
    add(1, LYNC, FACTS(.refreshed = true), WITH_RTCP);
    assert_silent("refreshed 1 session and not 3");
}

/* KB 981218: OCS 2007 R2 keeps calls with RTP alone. */
TEST(ocs_media)
{
    struct trunk_end_facts silent = FACTS(.up_ns = 60 * S, .silent_ns = 32 * S);

    add(3, OCS, NONE, NO_RTCP);
    assert_silent("Nothing is advised");
    add(2, OCS, NONE, silent);
    assert_silent("Nothing is advised");
    add(1, OCS, NONE, silent);
    assert_advice(IGNORE,
                  "MediationServerSvc.exe.config: "
                  "GatewayIgnoreMediaTimeout=True",
                  "GatewaySessionTimer=False");
    silent.silent_ns = 60 * S;
    add(1, OCS, NONE, silent);
    assert_silent("1 call outlived the silence");
}

TEST(ocs_timer)
{
    add(3, OCS, FACTS(.refresh_due = true), NONE);
    assert_advice(TRUNK_SETTING_GATEWAY_TIMER,
                  "MediationServerSvc.exe.config: GatewaySessionTimer=True",
                  "answer refreshes");
}

/* Two gateways, or two of Microsoft's: no trunk of a Mediation Server. */
TEST(server_none)
{
    struct trunk_end_facts peer = NO_RTCP;

    peer.microsoft = true;
    add(5, LYNC, NONE, peer);
    assert_silent("not exactly one end");
}

TEST(server_generation_unknown)
{
    add(3, PRODUCT_GENERATION_UNKNOWN, NONE, NO_RTCP);
    assert_advice(ACTIVE | HOLD | TIMER, SET ACTIVE_OFF HOLD_OFF TIMER_ON,
                  "generation is not known");
}

TEST(basis_counts)
{
    struct trunk_recommendation advice;

    add(3, LYNC, NONE, NO_RTCP);
    add(1, LYNC, NONE, WITH_RTCP);
    trunk_recommend(&profile, &advice);
    g_assert_cmpstr(advice.basis, ==,
                    "4 calls. 192.0.2.1 (Microsoft). 192.0.2.2; sends RTCP "
                    "with its RTP in 1 of 4.");
    trunk_recommendation_clear(&advice);
}
