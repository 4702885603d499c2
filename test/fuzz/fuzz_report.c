/* A libFuzzer harness for the reader of reports, and their sum.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_text.h"

#include "report_reader.h"

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

/* The same report twice: its streams are shared. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text input = fuzz_text(data, size);
    struct summary summary;
    GPtrArray *worst;

    summary_init(&summary);
    for (int i = 0; i < 2; i++) {
        char *problem;

        summary_capture(&summary, "one", NULL);
        problem = report_read(&summary, input.start, (gssize)input.length);
        FUZZ_CHECK(problem == NULL || problem[0] != '\0');
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
