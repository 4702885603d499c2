/* Findings about calls that only the end of a capture proves.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_end.h"

static void report_sides(struct analysis *analysis,
                         const struct capture_side sides[N_SIDES],
                         uint32_t call)
{
    capture_report_one_way(sides, analysis->findings->pending);
    findings_keep_at_end(analysis->findings, NO_INDEX, call);
}

/* Returns the sides of the first N calls as SIP and RTCP show them; free with
 * g_free(). */
static struct capture_call *sum_sides(const struct analysis *analysis,
                                      uint32_t n)
{
    const GPtrArray *entries = analysis->sessions.entries;
    struct capture_call *sums = g_new0(struct capture_call, n + 1);

    for (uint32_t i = 0; i < n; i++)
        if (analysis_call(analysis, i) != NULL)
            sums[i] = analysis_call(analysis, i)->in_capture;
    for (guint i = 0; i < entries->len; i++) {
        const struct media_session_entry *entry = g_ptr_array_index(entries, i);

        if (entry->call < n)
            capture_one_way_add(analysis->one_way, entry,
                                sums[entry->call].sides);
    }
    return sums;
}

/* Reports the sides of media that belongs to no call with signalling. */
static void report_hidden_sides(struct analysis *analysis, uint32_t n_calls)
{
    const GPtrArray *entries = analysis->sessions.entries;

    for (guint i = 0; i < entries->len; i++) {
        const struct media_session_entry *entry = g_ptr_array_index(entries, i);
        struct capture_side sides[N_SIDES] = {0};

        if (entry->call < n_calls)
            continue;
        capture_one_way_add(analysis->one_way, entry, sides);
        report_sides(analysis, sides, entry->number);
    }
}

void call_end_report(struct analysis *analysis)
{
    for (guint i = 0; i < analysis->watched->len; i++) {
        const struct watched_call *kept = analysis_call(analysis, i);

        if (kept == NULL)
            continue;
        media_call_at_end(&kept->media.call, analysis->end_ns,
                          analysis->findings->pending);
        findings_keep_at_end(analysis->findings, NO_INDEX, i);
    }
}

void call_end_report_sides(struct analysis *analysis)
{
    uint32_t n_calls = analysis->watched->len;
    struct capture_call *sums;

    /* Media dropped because of a limit may be what seems to be missing. */
    if (analysis->streams.n_not_kept > 0)
        return;
    sums = sum_sides(analysis, n_calls);
    for (uint32_t i = 0; i < n_calls; i++)
        report_sides(analysis, sums[i].sides, i);
    report_hidden_sides(analysis, n_calls);
    g_free(sums);
}
