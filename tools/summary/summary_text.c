/* A summary for people.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "summary_write.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "trunk_text.h"

/* TEXT (may be NULL) with everything escaped that a terminal could take for a
 * command. Free with g_free. */
static char *printable(const char *text)
{
    GString *shown = g_string_new(NULL);

    for (; text != NULL && *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar letter = g_utf8_get_char(text);

        if (g_unichar_isprint(letter))
            g_string_append_unichar(shown, letter);
        else
            g_string_append_printf(shown, "\\x%02x", letter);
    }
    return g_string_free(shown, FALSE);
}

/* "alice@example.com" of "sip:alice@example.com;user=phone". */
static char *party(const char *uri)
{
    static const char scheme[] = "sip:";
    char *shown;

    if (uri != NULL && g_str_has_prefix(uri, scheme))
        uri += strlen(scheme);
    shown = printable(uri);
    shown[strcspn(shown, ";?")] = '\0';
    return shown;
}

/* The lines of all answers, each below the name of its capture. */
static void write_faults(const struct summary *summary)
{
    if (summary->n_faults == 0 && summary->n_calls > 0)
        printf("Nothing wrong was seen in any call.\n");
    for (guint i = 0; i < summary->faults->len; i++) {
        const struct listed_fault *fault = summary->faults->pdata[i];
        const struct captured *captured =
            g_ptr_array_index(summary->captures, fault->capture);
        char *name = printable(captured->name);
        char *line = printable(fault->line);

        printf("%s\n    %s\n", name, line);
        g_free(line);
        g_free(name);
    }
    if (summary->n_faults > summary->faults->len)
        printf("and %" PRIu64 " more faults\n",
               summary->n_faults - summary->faults->len);
    printf("\n");
}

/* Names the captures that hold streams of each other. */
static void write_shared(const struct summary *summary)
{
    GString *names = g_string_new(NULL);

    for (guint i = 0; i < summary->captures->len; i++) {
        const struct captured *captured = summary->captures->pdata[i];
        char *name = printable(captured->name);

        if (captured->shares_stream)
            g_string_append_printf(names, " %s", name);
        g_free(name);
    }
    if (names->len > 0)
        printf(
            "Captures that hold the same streams:%s\n"
            "    Where between them is the loss? tools/analyze --merge%s\n\n",
            names->str, names->str);
    g_string_free(names, TRUE);
}

static void write_totals(const struct summary *summary)
{
    unsigned n_bad = 0;

    for (guint i = 0; i < summary->captures->len; i++) {
        const struct captured *captured = summary->captures->pdata[i];

        n_bad += captured->problem != NULL;
    }
    printf("== Summary of %u capture%s ==\n", summary->captures->len,
           summary->captures->len == 1 ? "" : "s");
    write_faults(summary);
    write_shared(summary);
    printf("Calls: %" PRIu64, summary->n_calls);
    for (int i = 0, n = 0; i < N_CALL_VERDICTS; i++)
        if (summary->n_verdicts[i] > 0)
            printf("%s %s %" PRIu64, n++ == 0 ? ":" : ",",
                   call_verdict_name((enum call_verdict)i),
                   summary->n_verdicts[i]);
    printf("\nRTP streams: %" PRIu64 "\n", summary->n_streams);
    if (n_bad > 0)
        printf("Not analysed to the end: %u\n", n_bad);
}

static void write_findings(const struct summary *summary)
{
    GPtrArray *findings = summary_findings(summary);
    uint64_t n = 0;

    for (int i = 0; i < N_SEVERITIES; i++)
        n += summary->n_findings[i];
    printf("Findings: %" PRIu64 "\n", n);
    for (guint i = 0; i < findings->len; i++) {
        const struct finding_sum *sum = findings->pdata[i];

        printf("  %-5s  %8" PRIu64 "  in %u capture%s  %s\n",
               finding_severity_name(sum->severity), sum->n, sum->n_captures,
               sum->n_captures == 1 ? " " : "s", sum->filter);
    }
    g_ptr_array_unref(findings);
}

static void write_captures(const struct summary *summary)
{
    GPtrArray *worst = summary_worst_captures(summary);

    if (worst->len > 0)
        printf("\nCaptures, worst first:\n  %6s  %6s  %6s  %6s  %s\n", "broken",
               "errors", "warns", "calls", "capture");
    for (guint i = 0; i < MIN(worst->len, SUMMARY_LISTED_MAX); i++) {
        const struct captured *captured = worst->pdata[i];
        char *name = printable(captured->name);

        printf("  %6" PRIu64 "  %6" PRIu64 "  %6" PRIu64 "  %6" PRIu64 "  %s\n",
               captured->n_broken, captured->n_findings[FINDING_ERROR],
               captured->n_findings[FINDING_WARN], captured->n_calls, name);
        g_free(name);
    }
    if (worst->len > SUMMARY_LISTED_MAX)
        printf("  and %u more\n", worst->len - SUMMARY_LISTED_MAX);
    g_ptr_array_unref(worst);
}

static void write_call(const struct summary *summary,
                       const struct listed_call *call)
{
    const struct captured *captured =
        g_ptr_array_index(summary->captures, call->capture);
    char *name = printable(captured->name);
    char *caller = party(call->caller);
    char *callee = party(call->callee);
    char *cause = printable(call->cause);

    printf("  %-15s  %s, call %" PRIu64 ": %s to %s\n        %s\n",
           call_verdict_name(call->verdict), name, call->call,
           *caller != '\0' ? caller : "?", *callee != '\0' ? callee : "?",
           cause);
    g_free(cause);
    g_free(callee);
    g_free(caller);
    g_free(name);
}

static void write_calls(const struct summary *summary)
{
    if (summary->calls->len > 0)
        printf("\nCalls, worst first:\n");
    for (guint i = 0; i < summary->calls->len; i++)
        write_call(summary, summary->calls->pdata[i]);
    if (summary->n_calls_to_list > summary->calls->len)
        printf("  and %" PRIu64 " more\n",
               summary->n_calls_to_list - summary->calls->len);
}

/* The trunks with advice; for the others see the reports. */
static void write_trunks(const struct summary *summary)
{
    unsigned n_without = 0;

    if (summary->trunks->len > 0)
        printf("\nTrunks over all captures: %u\n", summary->trunks->len);
    for (guint i = 0; i < summary->trunks->len; i++) {
        const struct trunk_profile *profile = summary->trunks->pdata[i];
        struct trunk_recommendation advice;
        GString *text = g_string_new(NULL);

        trunk_recommend(profile, &advice);
        trunk_text_append(text, profile, &advice);
        if (advice.settings != 0)
            printf("\n%s", text->str);
        else
            n_without++;
        g_string_free(text, TRUE);
        trunk_recommendation_clear(&advice);
    }
    if (n_without > 0)
        printf("%sNothing is advised for %u of them.\n",
               n_without < summary->trunks->len ? "\n" : "", n_without);
}

static void write_problems(const struct summary *summary)
{
    bool told = false;

    for (guint i = 0; i < summary->captures->len; i++) {
        const struct captured *captured = summary->captures->pdata[i];
        char *name = printable(captured->name);
        char *problem = printable(captured->problem);

        if (captured->problem != NULL) {
            if (!told)
                printf("\nNot analysed to the end:\n");
            told = true;
            printf("  %s: %s\n", name, problem);
        }
        g_free(problem);
        g_free(name);
    }
}

void summary_text_write(const struct summary *summary)
{
    write_totals(summary);
    write_findings(summary);
    write_captures(summary);
    write_calls(summary);
    write_trunks(summary);
    write_problems(summary);
}
