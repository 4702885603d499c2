/* A paragraph for each trunk of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_trunks.h"

#include <stdio.h>

#include "report.h"
#include "trunk_list.h"

static const char *software_of(const struct trunk_end *end)
{
    static const char *const names[N_TRUNK_GENERATIONS] = {
        [TRUNK_GENERATION_UNKNOWN] = " (Microsoft)",
        [TRUNK_GENERATION_OCS_2007_R2] = " (OCS 2007 R2)",
        [TRUNK_GENERATION_LYNC] = " (Lync or Skype for Business)",
    };

    return end->microsoft ? names[end->generation] : "";
}

static void print_count(const char *what, unsigned n)
{
    if (n > 0)
        printf("    %-26s %5u\n", what, n);
}

static void print_end(const struct trunk_end *end)
{
    char host[ENDPOINT_TEXT_BYTES];

    printf("  %s%s\n", endpoint_address_text(&end->host, host),
           software_of(end));
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++) {
        const struct trunk_evidence *evidence = &end->traits[trait];

        if (evidence->n_for + evidence->n_against > 0)
            printf("    %-26s %5u %5u\n", trunk_trait_text(trait),
                   evidence->n_for, evidence->n_against);
    }
    print_count("outlived lack of RTCP", end->n_rtcp_outlived);
    print_count("the same on hold", end->n_hold_outlived);
    print_count("outlived lack of media", end->n_media_outlived);
    print_count("dropped for its silence", end->n_media_lost);
    print_count("ended, not refreshed", end->n_expired);
}

static void print_trunk(const struct trunk_row *row)
{
    const struct trunk_profile *profile = &row->profile;
    char host[ENDPOINT_TEXT_BYTES];
    char peer[ENDPOINT_TEXT_BYTES];

    printf("\n%s - %s, %u call%s\n",
           endpoint_address_text(&profile->ends[0].host, host),
           endpoint_address_text(&profile->ends[1].host, peer),
           profile->n_calls, profile->n_calls == 1 ? "" : "s");
    printf("    %-26s %5s %5s\n", "in calls", "yes", "no");
    for (int i = 0; i < N_TRUNK_ENDS; i++)
        print_end(&profile->ends[i]);
    if (row->recommendation.command != NULL)
        printf("  Advice: %s\n", row->recommendation.command);
    else
        printf("  Advice: none\n");
    printf("  Basis: %s\n", row->recommendation.basis);
    printf("  Against: %s\n", row->recommendation.against);
}

static void print_trunks(void)
{
    const GPtrArray *trunks = trunk_list();

    printf("Trunks: %u\n", trunks->len);
    for (guint i = 0; i < trunks->len; i++)
        print_trunk(g_ptr_array_index(trunks, i));
}

void report_trunks_register(void)
{
    static struct report report = {"lync,trunks", print_trunks};

    report_register(&report);
}
