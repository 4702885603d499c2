/* A libFuzzer harness for the reader of reports, and their sum. An input that
 * begins with "{" is a report, any other one is a program of rows of a report.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_text.h"

#include "report_reader.h"

#define PROGRAM_MAX 64

static void check_findings(const struct summary *summary)
{
    GPtrArray *findings = summary_findings(summary);
    uint64_t n[N_SEVERITIES] = {0};

    for (guint i = 0; i < findings->len; i++) {
        const struct finding_sum *sum = g_ptr_array_index(findings, i);

        FUZZ_CHECK(sum->n > 0 && sum->n_captures > 0);
        FUZZ_CHECK(sum->n_captures <= summary->captures->len);
        n[sum->severity] += sum->n;
    }
    for (int i = 0; i < N_SEVERITIES; i++) {
        FUZZ_CHECK(n[i] == summary->n_findings[i]);
        if (n[i] > 0)
            FUZZ_CHECK(summary_has(summary, (enum finding_severity)i));
    }
    g_ptr_array_unref(findings);
}

static void check_lists(const struct summary *summary)
{
    uint64_t n_verdicts = 0;
    uint64_t n_calls = 0;

    FUZZ_CHECK(summary->calls->len <= SUMMARY_LISTED_MAX);
    FUZZ_CHECK(summary->calls->len <= summary->n_calls_to_list);
    FUZZ_CHECK(summary->n_calls_to_list <= summary->n_calls);
    FUZZ_CHECK(summary->faults->len <= summary->n_faults);
    for (int i = 0; i < N_CALL_VERDICTS; i++)
        n_verdicts += summary->n_verdicts[i];
    FUZZ_CHECK(n_verdicts == summary->n_calls);
    for (guint i = 0; i < summary->captures->len; i++) {
        const struct captured *captured =
            g_ptr_array_index(summary->captures, i);

        FUZZ_CHECK(captured->n_broken <= captured->n_calls);
        n_calls += captured->n_calls;
    }
    FUZZ_CHECK(n_calls == summary->n_calls);
}

/* The rows that a report may have, and what is read of them. */
static const struct {
    const char *array;
    const char *members[8];
} kinds[] = {
    {"answer", {"harm", "line", "line"}},
    {"findings", {"filter", "severity", "severity"}},
    {"calls",
     {"call", "call.verdict", "caller", "callee.address", "cause", "findings",
      "findings", "call.verdict"}},
    {"streams", {"ssrc", "source", "destination"}},
    {"trunks", {"calls", "ends", "ends"}},
};

static const char *const values[] = {
    "\"Error\"",
    "\"Warn\"",
    "\"Chat\"",
    "\"failed\"",
    "\"\"",
    "0",
    "1",
    "-1",
    "9223372036854775807",
    "1e300",
    "null",
    "true",
    "[]",
    "{}",
    "[0,1,1,99,-1,null,\"x\",{}]",
    "[{\"host\":\"10.0.0.1\"},{\"host\":\"10.0.0.2\"}]",
    ("[{\"host\":\"10.0.0.1\",\"microsoft\":true,\"generation\":\"Lync Server "
     "2013\",\"traits\":{\"rtcp\":{\"for\":1,\"against\":4294967296}}},"
     "{\"host\":\"::1\",\"expired\":3,\"traits\":[]}]"),
    "[{\"host\":\"x\"},null]",
    "[null,null,null]",
};

static GString *rows[G_N_ELEMENTS(kinds)];

static void add_value(GString *row, uint8_t octet)
{
    if (octet & 0x80)
        g_string_append_printf(
            row, "\"%s\"",
            call_verdict_info((enum call_verdict)(octet % N_CALL_VERDICTS))
                ->name);
    else
        g_string_append(row, FUZZ_PICK(values, octet));
}

static void step_row(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    unsigned kind = (octet & 7) % G_N_ELEMENTS(kinds);
    const char *const *members = kinds[kind].members;
    unsigned n_members = 0;

    while (n_members < G_N_ELEMENTS(kinds[0].members) &&
           members[n_members] != NULL)
        n_members++;
    g_string_append(rows[kind], rows[kind]->len > 0 ? ",{" : "{");
    for (unsigned i = 0; i < (octet >> 3 & 7); i++) {
        g_string_append_printf(rows[kind], "%s\"%s\":", i > 0 ? "," : "",
                               members[fuzz_octet(input) % n_members]);
        add_value(rows[kind], fuzz_octet(input));
    }
    g_string_append_c(rows[kind], '}');
}

/* The report that the program DATA makes. Free its start with free(). */
static struct text made_of(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {step_row};
    GString *text = g_string_new("{\"schema\":\"lync-report/1\"");
    struct text made;

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        rows[i] = g_string_new("");
    fuzz_run(data, MIN(size, PROGRAM_MAX), steps, G_N_ELEMENTS(steps));
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_string_append_printf(text, ",\"%s\":[%s]", kinds[i].array,
                               rows[i]->str);
        g_string_free(rows[i], TRUE);
    }
    g_string_append_c(text, '}');
    made = fuzz_text((const uint8_t *)text->str, text->len);
    g_string_free(text, TRUE);
    return made;
}

/* The same report twice: its streams are shared. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text input = size > 0 && data[0] != '{' ? made_of(data, size)
                                                   : fuzz_text(data, size);
    struct summary summary;
    GPtrArray *worst;

    summary_init(&summary);
    for (int i = 0; i < 2; i++) {
        char *problem;

        summary_capture(&summary, "one", NULL);
        problem = report_read(&summary, input.start, (gssize)input.length);
        FUZZ_CHECK(problem == NULL || problem[0] != '\0');
        if (size > 0 && data[0] != '{')
            FUZZ_CHECK(problem == NULL);
        g_free(problem);
    }
    check_findings(&summary);
    check_lists(&summary);
    worst = summary_worst_captures(&summary);
    FUZZ_CHECK(worst->len <= summary.captures->len);
    g_ptr_array_unref(worst);
    summary_clear(&summary);
    free((char *)input.start);
    return 0;
}
