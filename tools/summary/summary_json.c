/* A summary for programs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "summary_write.h"

#include <stdio.h>

#include <json-glib/json-glib.h>

#include "trunk_recommendation.h"

/* Writes what BUILDER made to standard output, and frees BUILDER. */
static void write_built(JsonBuilder *builder)
{
    JsonNode *root = json_builder_get_root(builder);
    char *text = json_to_string(root, TRUE);

    fputs(text, stdout);
    g_free(text);
    json_node_unref(root);
    g_object_unref(builder);
}

static void add_text(JsonBuilder *builder, const char *name, const char *text)
{
    json_builder_set_member_name(builder, name);
    if (text != NULL)
        json_builder_add_string_value(builder, text);
    else
        json_builder_add_null_value(builder);
}

static void add_number(JsonBuilder *builder, const char *name, uint64_t number)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_int_value(builder, (gint64)number);
}

static void write_string(const char *text)
{
    JsonNode *node =
        json_node_new(text != NULL ? JSON_NODE_VALUE : JSON_NODE_NULL);
    char *written;

    if (text != NULL)
        json_node_set_string(node, text);
    written = json_to_string(node, FALSE);
    fputs(written, stdout);
    g_free(written);
    json_node_unref(node);
}

static void add_evidence(JsonBuilder *builder, const struct trunk_end *end)
{
    json_builder_set_member_name(builder, "traits");
    json_builder_begin_object(builder);
    for (int i = 0; i < N_TRUNK_TRAITS; i++) {
        json_builder_set_member_name(builder,
                                     trunk_trait_name((enum trunk_trait)i));
        json_builder_begin_object(builder);
        add_number(builder, "for", end->traits[i].n_for);
        add_number(builder, "against", end->traits[i].n_against);
        json_builder_end_object(builder);
    }
    json_builder_end_object(builder);
}

static void add_end(JsonBuilder *builder, const struct trunk_end *end)
{
    char host[ENDPOINT_TEXT_BYTES];

    json_builder_begin_object(builder);
    add_text(builder, "host", endpoint_address_text(&end->host, host));
    json_builder_set_member_name(builder, "microsoft");
    json_builder_add_boolean_value(builder, end->microsoft);
    add_text(builder, "generation", trunk_generation_name(end->generation));
    add_evidence(builder, end);
    add_number(builder, "rtcp_outlived", end->n_rtcp_outlived);
    add_number(builder, "rtcp_hold_outlived", end->n_hold_outlived);
    add_number(builder, "media_outlived", end->n_media_outlived);
    add_number(builder, "media_lost", end->n_media_lost);
    add_number(builder, "expired", end->n_expired);
    json_builder_end_object(builder);
}

static void add_advice(JsonBuilder *builder,
                       const struct trunk_recommendation *advice)
{
    enum trunk_setting setting;
    const char *name;

    json_builder_set_member_name(builder, "settings");
    json_builder_begin_array(builder);
    for (unsigned i = 0; (name = trunk_setting_name(i, &setting)) != NULL; i++)
        if (advice->settings & setting)
            json_builder_add_string_value(builder, name);
    json_builder_end_array(builder);
    add_text(builder, "command", advice->command);
    add_text(builder, "basis", advice->basis);
    add_text(builder, "against", advice->against);
}

static void add_trunk(JsonBuilder *builder, const struct trunk_profile *profile)
{
    struct trunk_recommendation advice;
    char host[ENDPOINT_TEXT_BYTES];

    trunk_recommend(profile, &advice);
    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "hosts");
    json_builder_begin_array(builder);
    for (int i = 0; i < N_TRUNK_ENDS; i++)
        json_builder_add_string_value(
            builder, endpoint_address_text(&profile->ends[i].host, host));
    json_builder_end_array(builder);
    add_number(builder, "calls", profile->n_calls);
    json_builder_set_member_name(builder, "ends");
    json_builder_begin_array(builder);
    for (int i = 0; i < N_TRUNK_ENDS; i++)
        add_end(builder, &profile->ends[i]);
    json_builder_end_array(builder);
    add_advice(builder, &advice);
    json_builder_end_object(builder);
    trunk_recommendation_clear(&advice);
}

static void add_findings(JsonBuilder *builder, const struct summary *summary)
{
    GPtrArray *findings = summary_findings(summary);

    json_builder_set_member_name(builder, "findings");
    json_builder_begin_array(builder);
    for (guint i = 0; i < findings->len; i++) {
        const struct finding_sum *sum = findings->pdata[i];

        json_builder_begin_object(builder);
        add_text(builder, "severity", finding_severity_name(sum->severity));
        add_text(builder, "filter", sum->filter);
        add_number(builder, "count", sum->n);
        add_number(builder, "captures", sum->n_captures);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
    g_ptr_array_unref(findings);
}

static void write_summary(const struct summary *summary)
{
    JsonBuilder *builder = json_builder_new();

    json_builder_begin_object(builder);
    add_number(builder, "captures", summary->captures->len);
    add_number(builder, "calls", summary->n_calls);
    add_number(builder, "streams", summary->n_streams);
    json_builder_set_member_name(builder, "verdicts");
    json_builder_begin_object(builder);
    for (int i = 0; i < N_CALL_VERDICTS; i++)
        add_number(builder, call_verdict_name((enum call_verdict)i),
                   summary->n_verdicts[i]);
    json_builder_end_object(builder);
    add_findings(builder, summary);
    json_builder_end_object(builder);
    write_built(builder);
}

void summary_json_begin(void)
{
    printf("{\n\"schema\": \"lync-summary/1\",\n\"captures\": [");
}

void summary_json_capture(const struct captured *captured, bool is_first,
                          const char *report, size_t length)
{
    printf("%s\n{\"file\": ", is_first ? "" : ",");
    write_string(captured->name);
    printf(", \"problem\": ");
    write_string(captured->problem);
    printf(", \"report\": ");
    if (report != NULL)
        fwrite(report, 1, length, stdout);
    else
        printf("null");
    printf("}");
}

void summary_json_end(const struct summary *summary)
{
    JsonBuilder *builder = json_builder_new();

    printf("\n],\n\"trunks\": ");
    json_builder_begin_array(builder);
    for (guint i = 0; i < summary->trunks->len; i++)
        add_trunk(builder, summary->trunks->pdata[i]);
    json_builder_end_array(builder);
    write_built(builder);
    printf(",\n\"summary\": ");
    write_summary(summary);
    printf("\n}\n");
}
