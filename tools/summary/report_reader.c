/* Reading one report.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_reader.h"
#include "product.h"

#include <arpa/inet.h>

#include <json-glib/json-glib.h>

#define SCHEMA "lync-report/1"

/* The object at PLACE of ARRAY, or NULL. */
static JsonObject *object_at(JsonArray *array, guint place)
{
    JsonNode *node = json_array_get_element(array, place);

    return JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
}

static JsonArray *array_of(JsonObject *object, const char *name)
{
    JsonNode *node = json_object_get_member(object, name);

    return node != NULL && JSON_NODE_HOLDS_ARRAY(node)
               ? json_node_get_array(node)
               : NULL;
}

static JsonObject *object_of(JsonObject *object, const char *name)
{
    JsonNode *node = json_object_get_member(object, name);

    return node != NULL && JSON_NODE_HOLDS_OBJECT(node)
               ? json_node_get_object(node)
               : NULL;
}

static const char *string_of(JsonObject *object, const char *name)
{
    JsonNode *node = json_object_get_member(object, name);

    return node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
                   json_node_get_value_type(node) == G_TYPE_STRING
               ? json_node_get_string(node)
               : NULL;
}

/* 0 for a negative number, and for anything that is not a number. */
static uint64_t number_of(JsonObject *object, const char *name)
{
    JsonNode *node = json_object_get_member(object, name);
    gint64 number = node != NULL && JSON_NODE_HOLDS_VALUE(node)
                        ? json_node_get_int(node)
                        : 0;

    return number > 0 ? (uint64_t)number : 0;
}

static unsigned count_of(JsonObject *object, const char *name)
{
    return (unsigned)MIN(number_of(object, name), UINT_MAX);
}

/* The severity called NAME; N_SEVERITIES if there is none. */
static int severity_of(const char *name)
{
    int severity = 0;

    while (severity < N_SEVERITIES &&
           g_strcmp0(name, finding_severity_name(
                               (enum finding_severity)severity)) != 0)
        severity++;
    return severity;
}

static void read_findings(struct summary *summary, JsonArray *findings)
{
    for (guint i = 0; i < json_array_get_length(findings); i++) {
        JsonObject *finding = object_at(findings, i);
        const char *filter =
            finding != NULL ? string_of(finding, "filter") : NULL;
        int severity = filter != NULL
                           ? severity_of(string_of(finding, "severity"))
                           : N_SEVERITIES;

        if (severity < N_SEVERITIES)
            summary_finding(summary, filter, (enum finding_severity)severity);
    }
}

static enum call_harm harm_of(const char *name)
{
    for (int i = 0; i < N_CALL_HARMS; i++)
        if (g_strcmp0(name, call_harm_name((enum call_harm)i)) == 0)
            return (enum call_harm)i;
    return CALL_HARM_NONE;
}

static void read_answer(struct summary *summary, JsonArray *faults)
{
    for (guint i = 0; i < json_array_get_length(faults); i++) {
        JsonObject *fault = object_at(faults, i);
        const char *line = fault != NULL ? string_of(fault, "line") : NULL;

        if (line != NULL)
            summary_fault(summary, harm_of(string_of(fault, "harm")), line);
    }
}

/* Counts the findings whose indexes are in PLACES. */
static void count_findings(struct listed_call *call, JsonArray *places,
                           JsonArray *findings)
{
    for (guint i = 0; i < json_array_get_length(places); i++) {
        JsonNode *node = json_array_get_element(places, i);
        gint64 place =
            JSON_NODE_HOLDS_VALUE(node) ? json_node_get_int(node) : -1;
        JsonObject *finding =
            place >= 0 && place < (gint64)json_array_get_length(findings)
                ? object_at(findings, (guint)place)
                : NULL;
        int severity = finding != NULL
                           ? severity_of(string_of(finding, "severity"))
                           : N_SEVERITIES;

        if (severity == N_SEVERITIES)
            continue;
        call->n_findings[severity]++;
        call->worst = MAX(call->worst, (enum finding_severity)severity);
    }
}

static void read_call(struct summary *summary, JsonObject *object,
                      JsonArray *findings)
{
    enum call_verdict verdict =
        call_verdict_of(string_of(object, "call.verdict"));
    JsonArray *places = array_of(object, "findings");
    const char *caller = string_of(object, "caller");
    const char *callee = string_of(object, "callee");
    struct listed_call call = {
        .capture = summary->captures->len - 1,
        .call = number_of(object, "call"),
        .verdict = verdict,
        .worst = FINDING_CHAT,
        .caller = caller != NULL ? caller : string_of(object, "caller.address"),
        .callee = callee != NULL ? callee : string_of(object, "callee.address"),
        .cause = string_of(object, "cause"),
    };

    if (verdict == N_CALL_VERDICTS)
        return;
    if (places != NULL && findings != NULL)
        count_findings(&call, places, findings);
    summary_call(summary, &call);
}

static struct endpoint host_of(const char *text)
{
    struct endpoint none = {0};
    uint8_t address[sizeof none.address];

    if (text != NULL && inet_pton(AF_INET, text, address) == 1)
        return endpoint_of(4, address, 0);
    if (text != NULL && inet_pton(AF_INET6, text, address) == 1)
        return endpoint_of(6, address, 0);
    return none;
}

static enum product_generation generation_of(const char *name)
{
    for (int i = 0; i < N_PRODUCT_GENERATIONS; i++) {
        const char *known = trunk_generation_name((enum product_generation)i);

        if (known != NULL && g_strcmp0(name, known) == 0)
            return (enum product_generation)i;
    }
    return PRODUCT_GENERATION_UNKNOWN;
}

static void read_traits(struct trunk_end *end, JsonObject *traits)
{
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++) {
        JsonObject *evidence =
            object_of(traits, trunk_trait_name((enum trunk_trait)trait));

        if (evidence == NULL)
            continue;
        end->traits[trait].n_for = count_of(evidence, "for");
        end->traits[trait].n_against = count_of(evidence, "against");
    }
}

static void read_end(struct trunk_end *end, JsonObject *object)
{
    JsonNode *microsoft = json_object_get_member(object, "microsoft");
    JsonObject *traits = object_of(object, "traits");

    end->host = host_of(string_of(object, "host"));
    end->microsoft = microsoft != NULL && JSON_NODE_HOLDS_VALUE(microsoft) &&
                     json_node_get_boolean(microsoft);
    end->generation = generation_of(string_of(object, "generation"));
    if (traits != NULL)
        read_traits(end, traits);
    end->n_rtcp_outlived = count_of(object, "rtcp_outlived");
    end->n_hold_outlived = count_of(object, "rtcp_hold_outlived");
    end->n_media_outlived = count_of(object, "media_outlived");
    end->n_media_lost = count_of(object, "media_lost");
    end->n_expired = count_of(object, "expired");
}

static void read_trunk(struct summary *summary, JsonObject *object)
{
    struct trunk_profile profile = {.n_calls = count_of(object, "calls")};
    JsonArray *ends = array_of(object, "ends");

    if (ends == NULL || json_array_get_length(ends) != N_TRUNK_ENDS)
        return;
    for (guint i = 0; i < N_TRUNK_ENDS; i++) {
        JsonObject *end = object_at(ends, i);

        if (end == NULL)
            return;
        read_end(&profile.ends[i], end);
        if (profile.ends[i].host.family == 0)
            return;
    }
    summary_trunk(summary, &profile);
}

static void read_streams(struct summary *summary, JsonArray *streams)
{
    for (guint i = 0; i < json_array_get_length(streams); i++) {
        JsonObject *stream = object_at(streams, i);

        if (stream != NULL)
            summary_stream(summary, string_of(stream, "ssrc"),
                           string_of(stream, "source"),
                           string_of(stream, "destination"));
    }
}

static char *read_document(struct summary *summary, JsonObject *document)
{
    JsonArray *answer = array_of(document, "answer");
    JsonArray *findings = array_of(document, "findings");
    JsonArray *calls = array_of(document, "calls");
    JsonArray *streams = array_of(document, "streams");
    JsonArray *trunks = array_of(document, "trunks");
    JsonObject *object;

    if (g_strcmp0(string_of(document, "schema"), SCHEMA) != 0)
        return g_strdup("the report is no " SCHEMA);
    if (answer != NULL)
        read_answer(summary, answer);
    if (findings != NULL)
        read_findings(summary, findings);
    for (guint i = 0; calls != NULL && i < json_array_get_length(calls); i++)
        if ((object = object_at(calls, i)) != NULL)
            read_call(summary, object, findings);
    for (guint i = 0; trunks != NULL && i < json_array_get_length(trunks); i++)
        if ((object = object_at(trunks, i)) != NULL)
            read_trunk(summary, object);
    if (streams != NULL)
        read_streams(summary, streams);
    return NULL;
}

char *report_read(struct summary *summary, const char *text, gssize length)
{
    JsonParser *parser = json_parser_new_immutable();
    GError *error = NULL;
    JsonNode *root;
    char *problem;

    if (!json_parser_load_from_data(parser, text, length, &error)) {
        problem =
            g_strdup_printf("the report cannot be read: %s", error->message);
        g_error_free(error);
        g_object_unref(parser);
        return problem;
    }
    root = json_parser_get_root(parser);
    problem = root != NULL && JSON_NODE_HOLDS_OBJECT(root)
                  ? read_document(summary, json_node_get_object(root))
                  : g_strdup("the report is no " SCHEMA);
    g_object_unref(parser);
    return problem;
}
