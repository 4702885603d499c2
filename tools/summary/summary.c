/* Adding up reports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "summary.h"
#include "call_verdict.h"
#include "hash.h"

#include <string.h>

#define TEXTS_BLOCK_BYTES 4096

/* A copy of TEXT that lives as long as SUMMARY; NULL of NULL. */
static const char *keep(struct summary *summary, const char *text)
{
    return text != NULL ? g_string_chunk_insert(summary->texts, text) : NULL;
}

/* The same, made valid UTF-8. */
static const char *keep_valid(struct summary *summary, const char *text)
{
    g_autofree char *valid = text != NULL ? g_utf8_make_valid(text, -1) : NULL;

    return keep(summary, valid);
}

void summary_init(struct summary *summary)
{
    *summary = (struct summary){0};
    summary->captures = g_ptr_array_new_with_free_func(g_free);
    summary->streams =
        g_hash_table_new_full(hash_of_text, g_str_equal, g_free, NULL);
    summary->faults = g_ptr_array_new_with_free_func(g_free);
    summary->calls = g_ptr_array_new_with_free_func(g_free);
    summary->findings = g_ptr_array_new_with_free_func(g_free);
    summary->trunks = g_ptr_array_new_with_free_func(g_free);
    summary->texts = g_string_chunk_new(TEXTS_BLOCK_BYTES);
}

void summary_clear(struct summary *summary)
{
    g_hash_table_destroy(summary->streams);
    g_ptr_array_unref(summary->captures);
    g_ptr_array_unref(summary->faults);
    g_ptr_array_unref(summary->calls);
    g_ptr_array_unref(summary->findings);
    g_ptr_array_unref(summary->trunks);
    g_string_chunk_free(summary->texts);
}

struct captured *summary_capture(struct summary *summary, const char *name,
                                 const char *problem)
{
    struct captured *captured = g_new0(struct captured, 1);

    captured->name = keep_valid(summary, name);
    captured->problem = keep_valid(summary, problem);
    g_ptr_array_add(summary->captures, captured);
    return captured;
}

static struct captured *latest(struct summary *summary)
{
    return summary->captures->pdata[summary->captures->len - 1];
}

void summary_finding(struct summary *summary, const char *filter,
                     enum finding_severity severity)
{
    struct finding_sum *sum = NULL;

    summary->n_findings[severity]++;
    latest(summary)->n_findings[severity]++;
    for (guint i = 0; i < summary->findings->len && sum == NULL; i++) {
        struct finding_sum *other = summary->findings->pdata[i];

        if (other->severity == severity && g_str_equal(other->filter, filter))
            sum = other;
    }
    if (sum == NULL) {
        sum = g_new0(struct finding_sum, 1);
        sum->filter = keep(summary, filter);
        sum->severity = severity;
        g_ptr_array_add(summary->findings, sum);
    }
    sum->n++;
    if (sum->last_capture != summary->captures->len) {
        sum->last_capture = summary->captures->len;
        sum->n_captures++;
    }
}

static int by_number(uint64_t more, uint64_t less)
{
    return more > less ? -1 : more < less;
}

void summary_stream(struct summary *summary, const char *ssrc,
                    const char *source, const char *destination)
{
    char *key = g_strdup_printf("%s %s %s", ssrc, source, destination);
    struct captured *first = g_hash_table_lookup(summary->streams, key);

    summary->n_streams++;
    if (first == NULL) {
        g_hash_table_insert(summary->streams, key, latest(summary));
        return;
    }
    if (first != latest(summary))
        first->shares_stream = latest(summary)->shares_stream = true;
    g_free(key);
}

void summary_fault(struct summary *summary, enum call_harm harm,
                   const char *line)
{
    guint place = summary->faults->len;
    struct listed_fault *fault;

    summary->n_faults++;
    while (place > 0 &&
           ((struct listed_fault *)summary->faults->pdata[place - 1])->harm <
               harm)
        place--;
    if (place >= SUMMARY_LISTED_MAX)
        return;
    fault = g_new(struct listed_fault, 1);
    *fault = (struct listed_fault){summary->captures->len - 1, harm,
                                   keep(summary, line)};
    g_ptr_array_insert(summary->faults, (gint)place, fault);
    if (summary->faults->len > SUMMARY_LISTED_MAX)
        g_ptr_array_set_size(summary->faults, SUMMARY_LISTED_MAX);
}

/* Worst first: by what the verdict did to the user, by the severity of the
 * findings, by how many there are, by the order of the captures and calls. */
static int compare_calls(const struct listed_call *a,
                         const struct listed_call *b)
{
    int order = by_number(call_verdict_info(a->verdict)->harm,
                          call_verdict_info(b->verdict)->harm);

    if (order == 0)
        order = by_number(a->worst, b->worst);
    if (order == 0)
        order = by_number(a->n_findings[FINDING_ERROR],
                          b->n_findings[FINDING_ERROR]);
    if (order == 0)
        order =
            by_number(a->n_findings[FINDING_WARN], b->n_findings[FINDING_WARN]);
    if (order == 0)
        order = by_number(b->capture, a->capture);
    return order != 0 ? order : by_number(b->call, a->call);
}

void summary_call(struct summary *summary, const struct listed_call *call)
{
    struct listed_call *kept;
    guint place = summary->calls->len;

    summary->n_calls++;
    summary->n_verdicts[call->verdict]++;
    latest(summary)->n_calls++;
    latest(summary)->n_broken += call_verdict_info(call->verdict)->harm > 0;
    if (call->worst < FINDING_WARN &&
        call_verdict_info(call->verdict)->harm == 0)
        return;
    summary->n_calls_to_list++;
    while (place > 0 &&
           compare_calls(call, summary->calls->pdata[place - 1]) < 0)
        place--;
    if (place >= SUMMARY_LISTED_MAX)
        return;
    kept = g_memdup2(call, sizeof *call);
    kept->caller = keep(summary, call->caller);
    kept->callee = keep(summary, call->callee);
    kept->cause = keep(summary, call->cause);
    g_ptr_array_insert(summary->calls, (gint)place, kept);
    if (summary->calls->len > SUMMARY_LISTED_MAX)
        g_ptr_array_set_size(summary->calls, SUMMARY_LISTED_MAX);
}

void summary_trunk(struct summary *summary, const struct trunk_profile *profile)
{
    for (guint i = 0; i < summary->trunks->len; i++)
        if (trunk_profile_merge(summary->trunks->pdata[i], profile))
            return;
    if (profile->n_calls > 0)
        g_ptr_array_add(summary->trunks, g_memdup2(profile, sizeof *profile));
}

bool summary_has(const struct summary *summary, enum finding_severity severity)
{
    for (int i = severity; i < N_SEVERITIES; i++)
        if (summary->n_findings[i] > 0)
            return true;
    return false;
}

static gint compare_captures(gconstpointer a, gconstpointer b)
{
    const struct captured *left = *(const struct captured *const *)a;
    const struct captured *right = *(const struct captured *const *)b;
    int order = by_number(left->n_broken, right->n_broken);

    for (int i = FINDING_ERROR; i >= FINDING_WARN && order == 0; i--)
        order = by_number(left->n_findings[i], right->n_findings[i]);
    return order;
}

GPtrArray *summary_worst_captures(const struct summary *summary)
{
    GPtrArray *worst = g_ptr_array_new();

    for (guint i = 0; i < summary->captures->len; i++) {
        struct captured *captured = summary->captures->pdata[i];

        if (captured->n_broken + captured->n_findings[FINDING_ERROR] +
                captured->n_findings[FINDING_WARN] >
            0)
            g_ptr_array_add(worst, captured);
    }
    g_ptr_array_sort(worst, compare_captures); /* stable */
    return worst;
}

static gint compare_findings(gconstpointer a, gconstpointer b)
{
    const struct finding_sum *left = *(const struct finding_sum *const *)a;
    const struct finding_sum *right = *(const struct finding_sum *const *)b;
    int order = by_number(left->severity, right->severity);

    if (order == 0)
        order = by_number(left->n, right->n);
    return order != 0 ? order : strcmp(left->filter, right->filter);
}

GPtrArray *summary_findings(const struct summary *summary)
{
    GPtrArray *sorted = g_ptr_array_new();

    for (guint i = 0; i < summary->findings->len; i++)
        g_ptr_array_add(sorted, summary->findings->pdata[i]);
    g_ptr_array_sort(sorted, compare_findings);
    return sorted;
}
