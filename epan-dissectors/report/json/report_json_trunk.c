/* The trunks in the JSON document: pairs of hosts, what their calls showed of
 * each, and the settings that fit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_json_row.h"
#include "report_json_value.h"
#include "trunk_list.h"

static void write_traits(json_dumper *dumper, const struct trunk_end *end)
{
    report_json_object(dumper, "traits");
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++) {
        report_json_object(dumper, trunk_trait_name((enum trunk_trait)trait));
        report_json_uint(dumper, "for", end->traits[trait].n_for);
        report_json_uint(dumper, "against", end->traits[trait].n_against);
        json_dumper_end_object(dumper);
    }
    json_dumper_end_object(dumper);
}

static void write_end(json_dumper *dumper, const struct trunk_end *end)
{
    json_dumper_begin_object(dumper);
    report_json_address(dumper, "host", &end->host);
    report_json_bool(dumper, "microsoft", end->microsoft);
    report_json_text(dumper, "generation",
                     trunk_generation_name(end->generation));
    write_traits(dumper, end);
    report_json_uint(dumper, "rtcp_outlived", end->n_rtcp_outlived);
    report_json_uint(dumper, "rtcp_hold_outlived", end->n_hold_outlived);
    report_json_uint(dumper, "media_outlived", end->n_media_outlived);
    report_json_uint(dumper, "media_lost", end->n_media_lost);
    report_json_uint(dumper, "expired", end->n_expired);
    json_dumper_end_object(dumper);
}

static void write_settings(json_dumper *dumper, unsigned settings)
{
    enum trunk_setting setting;
    const char *name;

    report_json_array(dumper, "settings");
    for (unsigned i = 0; (name = trunk_setting_name(i, &setting)) != NULL; i++)
        if (settings & setting)
            report_json_element(dumper, name);
    json_dumper_end_array(dumper);
}

static void write_trunk(json_dumper *dumper, const struct trunk_row *row)
{
    const struct trunk_recommendation *advice = &row->recommendation;
    char text[ENDPOINT_TEXT_BYTES];

    json_dumper_begin_object(dumper);
    report_json_array(dumper, "hosts");
    for (int i = 0; i < N_TRUNK_ENDS; i++)
        report_json_element(
            dumper, endpoint_address_text(&row->profile.ends[i].host, text));
    json_dumper_end_array(dumper);
    report_json_uint(dumper, "calls", row->profile.n_calls);
    report_json_array(dumper, "ends");
    for (int i = 0; i < N_TRUNK_ENDS; i++)
        write_end(dumper, &row->profile.ends[i]);
    json_dumper_end_array(dumper);
    write_settings(dumper, advice->settings);
    report_json_text(dumper, "command", advice->command);
    report_json_text(dumper, "basis", advice->basis);
    report_json_text(dumper, "against", advice->against);
    json_dumper_end_object(dumper);
}

void report_json_trunks(json_dumper *dumper)
{
    const GPtrArray *trunks = trunk_list();

    for (guint i = 0; i < trunks->len; i++)
        write_trunk(dumper, trunks->pdata[i]);
}
