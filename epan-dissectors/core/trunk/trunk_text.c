/* A trunk in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_text.h"

static const char *software_of(const struct trunk_end *end)
{
    static const char *const names[N_PRODUCT_GENERATIONS] = {
        [PRODUCT_GENERATION_UNKNOWN] = " (Microsoft)",
        [PRODUCT_GENERATION_OCS_2007_R2] = " (OCS 2007 R2)",
        [PRODUCT_GENERATION_LYNC] = " (Lync or Skype for Business)",
    };

    return end->microsoft ? names[end->generation] : "";
}

static void append_count(GString *text, const char *what, unsigned n)
{
    if (n > 0)
        g_string_append_printf(text, "    %-26s %5u\n", what, n);
}

static void append_end(GString *text, const struct trunk_end *end)
{
    char host[ENDPOINT_TEXT_BYTES];

    g_string_append_printf(text, "  %s%s\n",
                           endpoint_address_text(&end->host, host),
                           software_of(end));
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++) {
        const struct trunk_evidence *evidence = &end->traits[trait];

        if (evidence->n_for + evidence->n_against > 0)
            g_string_append_printf(text, "    %-26s %5u %5u\n",
                                   trunk_trait_text((enum trunk_trait)trait),
                                   evidence->n_for, evidence->n_against);
    }
    append_count(text, "outlived lack of RTCP", end->n_rtcp_outlived);
    append_count(text, "the same on hold", end->n_hold_outlived);
    append_count(text, "outlived lack of media", end->n_media_outlived);
    append_count(text, "dropped for its silence", end->n_media_lost);
    append_count(text, "ended, not refreshed", end->n_expired);
}

void trunk_text_append(GString *text, const struct trunk_profile *profile,
                       const struct trunk_recommendation *recommendation)
{
    char host[ENDPOINT_TEXT_BYTES];
    char peer[ENDPOINT_TEXT_BYTES];

    g_string_append_printf(text, "%s - %s, %u call%s\n",
                           endpoint_address_text(&profile->ends[0].host, host),
                           endpoint_address_text(&profile->ends[1].host, peer),
                           profile->n_calls, profile->n_calls == 1 ? "" : "s");
    g_string_append_printf(text, "    %-26s %5s %5s\n", "in calls", "yes",
                           "no");
    for (int i = 0; i < N_TRUNK_ENDS; i++)
        append_end(text, &profile->ends[i]);
    g_string_append_printf(
        text, "  Advice: %s\n",
        recommendation->command != NULL ? recommendation->command : "none");
    if (recommendation->basis != NULL)
        g_string_append_printf(text, "  Basis: %s\n", recommendation->basis);
    g_string_append_printf(text, "  Against: %s\n", recommendation->against);
}
