/* The settings that fit the peer of a Mediation Server.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_recommendation.h"

#include <glib.h>

/* At least TRUNK_CALLS_MIN calls without the trait, none with it. */
static bool lacks(const struct trunk_end *end, enum trunk_trait trait)
{
    return end->traits[trait].n_against >= TRUNK_CALLS_MIN &&
           end->traits[trait].n_for == 0;
}

static bool contradicted(const struct trunk_end *end, enum trunk_trait trait)
{
    return end->traits[trait].n_against > 0 && end->traits[trait].n_for > 0;
}

static unsigned settings_of_lync(const struct trunk_end *server,
                                 const struct trunk_end *peer)
{
    unsigned settings = 0;

    if (lacks(peer, TRUNK_RTCP) && peer->n_rtcp_outlived == 0)
        settings |= TRUNK_SETTING_RTCP_ACTIVE_OFF;
    if (peer->n_hold_outlived == 0 &&
        (lacks(peer, TRUNK_RTCP_ON_HOLD) ||
         (settings != 0 && peer->traits[TRUNK_RTCP_ON_HOLD].n_for == 0)))
        settings |= TRUNK_SETTING_RTCP_HOLD_OFF;
    if (settings != 0 || lacks(server, TRUNK_TIMER_REFRESHED) ||
        (lacks(peer, TRUNK_RTCP) && peer->n_rtcp_outlived >= TRUNK_CALLS_MIN &&
         lacks(server, TRUNK_TIMER_OFFERED) &&
         peer->traits[TRUNK_TIMER_OFFERED].n_for == 0))
        settings |= TRUNK_SETTING_SESSION_TIMER;
    if (server->traits[TRUNK_TIMER_OFFERED].n_for > 0)
        settings &= ~(unsigned)TRUNK_SETTING_SESSION_TIMER; /* it is on */
    return settings;
}

static unsigned settings_of_ocs(const struct trunk_end *server,
                                const struct trunk_end *peer)
{
    if (peer->traits[TRUNK_MEDIA].n_against >= TRUNK_CALLS_MIN &&
        peer->n_media_outlived == 0)
        return TRUNK_SETTING_IGNORE_MEDIA_TIMEOUT;
    return lacks(server, TRUNK_TIMER_REFRESHED) ? TRUNK_SETTING_GATEWAY_TIMER
                                                : 0;
}

/* "in 2 of 5 calls", counting the calls that show it. */
static void append_trait(const struct trunk_end *end, enum trunk_trait trait,
                         GString *text)
{
    const struct trunk_evidence *evidence = &end->traits[trait];
    unsigned n_tell = evidence->n_for + evidence->n_against;

    if (n_tell > 0)
        g_string_append_printf(text, "; %s in %u of %u",
                               trunk_trait_text(trait), evidence->n_for,
                               n_tell);
}

static char *basis_of(const struct trunk_profile *profile)
{
    GString *text = g_string_new(NULL);
    char host[ENDPOINT_TEXT_BYTES];

    g_string_append_printf(text, "%u call%s.", profile->n_calls,
                           profile->n_calls == 1 ? "" : "s");
    for (int i = 0; i < N_TRUNK_ENDS; i++) {
        const struct trunk_end *end = &profile->ends[i];

        g_string_append_printf(text, " %s%s",
                               endpoint_address_text(&end->host, host),
                               end->microsoft ? " (Microsoft)" : "");
        for (int trait = 0; trait < N_TRUNK_TRAITS; trait++)
            append_trait(end, trait, text);
        if (end->n_media_lost > 0)
            g_string_append_printf(text, "; %u dropped for its silence",
                                   end->n_media_lost);
        if (end->n_expired > 0)
            g_string_append_printf(text,
                                   "; hung up on %u instead of "
                                   "refreshing",
                                   end->n_expired);
        g_string_append_c(text, '.');
    }
    return g_string_free(text, FALSE);
}

/* clang-format off */
static const struct setting_row {
    enum trunk_setting setting;
    const char *name;
    const char *parameter; /* of Set-CsTrunkConfiguration; or the value in
                              MediationServerSvc.exe.config */
} setting_rows[] = {
    {TRUNK_SETTING_RTCP_ACTIVE_OFF, "RTCPActiveCalls=$False",
     "-RTCPActiveCalls $False"},
    {TRUNK_SETTING_RTCP_HOLD_OFF, "RTCPCallsOnHold=$False",
     "-RTCPCallsOnHold $False"},
    {TRUNK_SETTING_SESSION_TIMER, "EnableSessionTimer=$True",
     "-EnableSessionTimer $True"},
    {TRUNK_SETTING_IGNORE_MEDIA_TIMEOUT, "GatewayIgnoreMediaTimeout=True",
     "GatewayIgnoreMediaTimeout=True"},
    {TRUNK_SETTING_GATEWAY_TIMER, "GatewaySessionTimer=True",
     "GatewaySessionTimer=True"},
};
/* clang-format on */

#define SETTINGS_OF_OCS                                                        \
    (TRUNK_SETTING_IGNORE_MEDIA_TIMEOUT | TRUNK_SETTING_GATEWAY_TIMER)

const char *trunk_setting_name(unsigned i, enum trunk_setting *setting)
{
    if (i >= G_N_ELEMENTS(setting_rows))
        return NULL;
    *setting = setting_rows[i].setting;
    return setting_rows[i].name;
}

static char *command_of(unsigned settings)
{
    GString *text;

    if (settings == 0)
        return NULL;
    text = g_string_new(settings & SETTINGS_OF_OCS
                            ? "MediationServerSvc.exe.config:"
                            : "Set-CsTrunkConfiguration -Identity "
                              "\"" TRUNK_IDENTITY "\"");
    for (size_t i = 0; i < G_N_ELEMENTS(setting_rows); i++)
        if (settings & (unsigned)setting_rows[i].setting)
            g_string_append_printf(text, " %s", setting_rows[i].parameter);
    return g_string_free(text, FALSE);
}

static const char *plural(unsigned n)
{
    return n == 1 ? "" : "s";
}

/* "3 calls " and REST, unless N is 0. NOUN: "call". */
static void append_some(GString *text, unsigned n, const char *noun,
                        const char *rest)
{
    if (n > 0)
        g_string_append_printf(text, "%u %s%s %s", n, noun, plural(n), rest);
}

/* Calls that went on: a check that is off need not be switched off. */
static void append_outlived(const struct trunk_end *peer, GString *text)
{
    append_some(text, peer->n_rtcp_outlived, "call",
                "went on without RTCP for longer than the check allows: "
                "RTCPActiveCalls seems to be off already. ");
    append_some(text, peer->n_hold_outlived, "held call",
                "went on without RTCP for longer than the check allows: "
                "RTCPCallsOnHold seems to be off already, or not to apply to "
                "such holds. ");
}

/* Why a setting that seems to fit is not advised. OCS 2007 R2 does not check
 * RTCP alone. */
static void append_withheld(const struct trunk_end *server,
                            const struct trunk_end *peer, GString *text)
{
    const struct trunk_evidence *rtcp = &peer->traits[TRUNK_RTCP];
    const struct trunk_evidence *refreshed =
        &server->traits[TRUNK_TIMER_REFRESHED];
    bool is_ocs = server->generation == PRODUCT_GENERATION_OCS_2007_R2;

    if (contradicted(peer, TRUNK_RTCP) && !is_ocs)
        g_string_append_printf(
            text,
            "RTCP came in %u call%s and not in %u: find what loses it before "
            "a check is switched off. ",
            rtcp->n_for, plural(rtcp->n_for), rtcp->n_against);
    if (contradicted(server, TRUNK_TIMER_REFRESHED))
        g_string_append_printf(
            text,
            "The server refreshed %u session%s and not %u: its session timer "
            "is on. ",
            refreshed->n_for, plural(refreshed->n_for), refreshed->n_against);
    if (!is_ocs)
        append_outlived(peer, text);
    append_some(text, peer->n_media_outlived, "call",
                "outlived the silence of both RTP and RTCP: that check seems "
                "to be off already. ");
}

static void append_against_lync(unsigned settings,
                                const struct trunk_end *server,
                                const struct trunk_end *peer, GString *text)
{
    const unsigned both =
        TRUNK_SETTING_RTCP_ACTIVE_OFF | TRUNK_SETTING_RTCP_HOLD_OFF;

    if ((settings & both) == both)
        g_string_append(text,
                        "Switching both checks off leaves dead calls up until "
                        "a session timer ends them: the three parameters "
                        "belong together. ");
    else if (settings & both)
        g_string_append(text, "Calls of which one side dies are then noticed "
                              "by the other check or a session timer only. ");
    if (settings & both)
        g_string_append(text,
                        "If the peer is known to send RTCP, a firewall between "
                        "loses it (RTP's port plus one), and that is to be "
                        "mended instead. ");
    if ((settings & both) && lacks(server, TRUNK_RTCP))
        g_string_append(text, "The capture holds no RTCP of the server either: "
                              "make sure that it was taken with RTCP. ");
    if (lacks(peer, TRUNK_TIMER_ACCEPTED) &&
        (settings & TRUNK_SETTING_SESSION_TIMER))
        g_string_append_printf(
            text,
            "The peer granted no session timer in %u calls: the server then "
            "has to refresh alone. ",
            peer->traits[TRUNK_TIMER_ACCEPTED].n_against);
}

static void append_identity(const struct trunk_end *server,
                            const struct trunk_end *peer, GString *text)
{
    char host[ENDPOINT_TEXT_BYTES];

    g_string_append_printf(
        text,
        "For " TRUNK_IDENTITY " put the trunk configuration that covers %s "
        "(Get-CsTrunkConfiguration lists them); Global holds for every trunk "
        "without one of its own.",
        endpoint_address_text(&peer->host, host));
    if (server->generation == PRODUCT_GENERATION_UNKNOWN)
        g_string_append(text, " The server's generation is not known; OCS 2007 "
                              "R2 has no such command.");
}

static char *against_of(unsigned n_calls, unsigned settings,
                        const struct trunk_end *server,
                        const struct trunk_end *peer)
{
    GString *text = g_string_new(NULL);

    append_withheld(server, peer, text);
    if (settings & TRUNK_SETTING_IGNORE_MEDIA_TIMEOUT) {
        g_string_append(text,
                        "Dead calls then end by session timers alone, which "
                        "are switched on with it unless "
                        "GatewaySessionTimer=False (needs the update of "
                        "KB 977937).");
    } else if (settings & TRUNK_SETTING_GATEWAY_TIMER) {
        g_string_append(text, "The peer has to answer refreshes: try one call "
                              "that is longer than its session interval.");
    } else if (settings != 0) {
        append_against_lync(settings, server, peer, text);
        append_identity(server, peer, text);
    } else if (n_calls < TRUNK_CALLS_MIN) {
        g_string_append_printf(text,
                               "A trunk is judged from %d calls on; what to "
                               "change for one call stands with the call.",
                               TRUNK_CALLS_MIN);
    } else {
        g_string_append_printf(text,
                               "Nothing is advised: no setting is supported "
                               "by %d calls without a contrary one.",
                               TRUNK_CALLS_MIN);
    }
    return g_string_free(text, FALSE);
}

void trunk_recommend(const struct trunk_profile *profile,
                     struct trunk_recommendation *recommendation)
{
    unsigned index = trunk_profile_server(profile);
    const struct trunk_end *server;
    const struct trunk_end *peer;

    *recommendation = (struct trunk_recommendation){.basis = basis_of(profile)};
    if (index == N_TRUNK_ENDS) {
        recommendation->against =
            g_strdup("Nothing is advised: not exactly one end is known as a "
                     "Microsoft server.");
        return;
    }
    server = &profile->ends[index];
    peer = &profile->ends[1 - index];
    recommendation->settings =
        server->generation == PRODUCT_GENERATION_OCS_2007_R2
            ? settings_of_ocs(server, peer)
            : settings_of_lync(server, peer);
    recommendation->command = command_of(recommendation->settings);
    recommendation->against =
        against_of(profile->n_calls, recommendation->settings, server, peer);
}

void trunk_recommendation_clear(struct trunk_recommendation *recommendation)
{
    g_free(recommendation->command);
    g_free(recommendation->basis);
    g_free(recommendation->against);
    *recommendation = (struct trunk_recommendation){0};
}
