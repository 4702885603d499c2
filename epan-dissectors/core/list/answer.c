/* The answer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "answer.h"

#include "call_detail.h"
#include "call_list.h"
#include "fault_list.h"
#include "finding_blame.h"
#include "hash.h"

/* What the User-Agent or Server of WHO in the call of ROW said; "". */
static const char *product_of(const struct call_row *row,
                              const struct endpoint *who)
{
    for (int side = 0; row != NULL && side < N_SIDES; side++)
        if (endpoint_same_address(&row->facts->parties[side], who))
            return row->facts->products[side];
    return "";
}

/* Whom FINDING points at: else the sender of its stream, if any. */
static struct endpoint who_of(const struct analysis *analysis,
                              const struct finding *finding)
{
    const GPtrArray *streams = analysis->streams.streams;

    if (finding->who.family != 0 || finding->stream >= streams->len)
        return finding->who;
    return *media_stream_from(g_ptr_array_index(streams, finding->stream));
}

/* Among what tells of a stream's loss: that its sender's repeats explain it. */
#define TOLD_DOUBLED_LOSS (N_FINDINGS + 1)

/* Whether FINDING tells of loss that its sender's repeats explain
 * (stream_loss_report). */
static bool is_doubled_loss(const struct finding *finding)
{
    return finding->id == FINDING_LOSS && finding->change != NULL;
}

/* What TOLD has about the stream of FINDING: the id of a finding, plus one, or
 * TOLD_DOUBLED_LOSS; 0: nothing. */
static unsigned told_of(GHashTable *told, const struct finding *finding)
{
    return GPOINTER_TO_UINT(
        g_hash_table_lookup(told, GUINT_TO_POINTER(finding->stream + 1)));
}

/* What FINDING tells of its stream's loss or copies, as told_of, if that is
 * more than BEFORE tells; else 0. Findings of several points tell more than
 * one's. */
static unsigned tells_more(const struct finding *finding, unsigned before)
{
    bool is_plain = before == 0 || before == FINDING_LOSS + 1;

    if (is_doubled_loss(finding))
        return is_plain || before == FINDING_POINTS_LOSS + 1 ? TOLD_DOUBLED_LOSS
                                                             : 0;
    if (finding->id == FINDING_DUP_BURST_MISSING ||
        finding->id == FINDING_QOE_DOUBLED_LOST ||
        (finding->id == FINDING_POINTS_LOSS && is_plain) ||
        (finding->id == FINDING_LOSS && finding_is_fault(finding) &&
         before == 0))
        return finding->id + 1;
    return 0;
}

/* Of each stream (by index, plus one): what told_of answers. */
static GHashTable *told_of_streams(const struct analysis *analysis)
{
    GHashTable *told = g_hash_table_new(NULL, NULL);

    for (uint32_t i = 0; i < findings_count(analysis->findings); i++) {
        const struct finding *finding = findings_at(analysis->findings, i);
        unsigned more = tells_more(finding, told_of(told, finding));

        if (more != 0)
            g_hash_table_insert(told, GUINT_TO_POINTER(finding->stream + 1),
                                GUINT_TO_POINTER(more));
    }
    return told;
}

/* Whether FINDING on a stream points at another than its sender. */
static bool is_behind(const struct analysis *analysis,
                      const struct finding *finding)
{
    const struct media_stream *stream =
        g_ptr_array_index(analysis->streams.streams, finding->stream);

    return !endpoint_same_address(&finding->who, media_stream_from(stream));
}

/* Whether a finding of TOLD tells more than FINDING. */
static bool is_told_better(const struct analysis *analysis, GHashTable *told,
                           const struct finding *finding)
{
    unsigned id = told_of(told, finding);

    if (is_doubled_loss(finding))
        return id != TOLD_DOUBLED_LOSS;
    if (id == TOLD_DOUBLED_LOSS && finding->id == FINDING_DUP_BURST)
        return true;
    if (id == FINDING_QOE_DOUBLED_LOST + 1 &&
        finding->id != FINDING_QUALITY_POOR)
        return finding->id == FINDING_DUP_BURST ||
               (finding->id == FINDING_LOSS && is_behind(analysis, finding));
    if (finding->id == FINDING_QUALITY_POOR || id == FINDING_LOSS + 1)
        return finding->id == FINDING_QUALITY_POOR && id != 0;
    return (finding->id == FINDING_LOSS && id != 0) ||
           (id == FINDING_DUP_BURST_MISSING + 1 &&
            (finding->id == FINDING_DUP_BURST ||
             finding->id == FINDING_QOE_DOUBLED_LOST));
}

/* Whether the capture holds streams twice. */
static bool is_mirrored(const struct analysis *analysis)
{
    for (uint32_t i = findings_count(analysis->findings); i > 0; i--)
        if (findings_at(analysis->findings, i - 1)->id ==
            FINDING_CAPTURE_MIRRORED)
            return true;
    return false;
}

/* Whether FINDING is of repeats that nothing tells the maker of. In a capture
 * that holds streams twice, such as two merged into one interface, they are
 * likely to be more of the same. */
static bool is_of_unknown_repeats(const struct analysis *analysis,
                                  const struct finding *finding)
{
    return finding->id == FINDING_DUP_BURST && finding->burst > 0 &&
           finding->burst <= analysis->bursts->len &&
           rtp_dup_burst_is_unknown(&g_array_index(
               analysis->bursts, struct rtp_dup_burst, finding->burst - 1));
}

/* Adds FINDING on the call of ROW, which may be NULL, if it is a fault. */
static void add_finding(const struct analysis *analysis,
                        struct fault_list *faults, const struct call_row *row,
                        const struct finding *finding)
{
    const struct finding_blame *kind = finding_blame(finding->id);
    struct call_blame blame;

    if (!finding_is_fault(finding) ||
        (row != NULL &&
         (finding_is_in_verdict(finding->id, row->judgement->verdict) ||
          (finding->id == FINDING_SESSION_MEDIATION_REFRESHER &&
           call_detail_ran_out(row->facts)))))
        return;
    blame = (struct call_blame){
        .harm = kind->harm,
        .who = who_of(analysis, finding),
        .change = finding->change != NULL ? finding->change : kind->change,
        .certainty = kind->certainty};
    if (finding->id == FINDING_MEDIA_TIMEOUT &&
        finding->severity < FINDING_WARN) {
        blame.change = "see if it sends; capture both ways";
        blame.certainty = CALL_CERTAINTY_UNKNOWN;
    } else if (finding->id == FINDING_RTP_STOPPED) {
        blame.certainty = CALL_CERTAINTY_UNKNOWN;
    } else if (finding->severity < FINDING_WARN || is_doubled_loss(finding)) {
        blame.certainty = CALL_CERTAINTY_LIKELY;
    }
    g_strlcpy(blame.what, finding->what != NULL ? finding->what : kind->what,
              sizeof blame.what);
    blame.product = product_of(row, &blame.who);
    fault_list_add(faults, &blame, row != NULL ? row->call : NO_INDEX);
}

/* Points BLAME of the call of ROW at where the silent side sends its media
 * from, if a finding tells: its SIP may come by a proxy. */
static void point_at_media(const struct analysis *analysis,
                           const struct call_row *row, struct call_blame *blame)
{
    if (row->judgement->verdict != CALL_VERDICT_MEDIA_TIMEOUT ||
        row->facts->bye_by >= N_SIDES ||
        endpoint_same_address(&blame->who,
                              &row->facts->parties[row->facts->bye_by]))
        return;
    for (guint i = 0; i < row->findings->len; i++) {
        const struct finding *finding = findings_at(
            analysis->findings, g_array_index(row->findings, uint32_t, i));

        if (finding->id == FINDING_MEDIA_TIMEOUT_BYE &&
            finding->who.family != 0)
            blame->who = finding->who;
    }
}

GPtrArray *answer_faults(struct analysis *analysis)
{
    const GPtrArray *rows = call_list(analysis);
    struct fault_list *faults = fault_list_new();
    GHashTable *told = told_of_streams(analysis);
    bool mirrored = is_mirrored(analysis);

    for (guint i = 0; i < rows->len; i++) {
        const struct call_row *row = g_ptr_array_index(rows, i);
        struct call_blame blame = call_blame_of(row->facts, row->judgement);

        point_at_media(analysis, row, &blame);
        if (blame.harm != CALL_HARM_NONE)
            fault_list_add(faults, &blame, row->call);
    }
    for (uint32_t i = 0; i < findings_count(analysis->findings); i++) {
        const struct finding *finding = findings_at(analysis->findings, i);

        if (!is_told_better(analysis, told, finding) &&
            !(mirrored && is_of_unknown_repeats(analysis, finding)))
            add_finding(analysis, faults,
                        call_list_of_leg(analysis, finding->call), finding);
    }
    g_hash_table_destroy(told);
    return fault_list_end(faults);
}

static const char *plural(unsigned n)
{
    return n == 1 ? "" : "s";
}

char *answer_headline(struct analysis *analysis, unsigned n_faults)
{
    const GPtrArray *rows = call_list(analysis);
    unsigned n_streams = analysis->streams.streams->len;
    unsigned n_unknown = 0;
    char *seen =
        g_strdup_printf("%u call%s, %u stream%s", rows->len, plural(rows->len),
                        n_streams, plural(n_streams));
    char *line;

    for (guint i = 0; i < rows->len; i++) {
        const struct call_row *row = g_ptr_array_index(rows, i);

        n_unknown += row->judgement->certainty == CALL_CERTAINTY_UNKNOWN;
    }
    if (n_faults > 0)
        line = g_strdup_printf("%u fault%s in %s.", n_faults, plural(n_faults),
                               seen);
    else if (rows->len == 0 && n_streams == 0)
        line = g_strdup("This capture proves nothing: no call and no RTP "
                        "stream is in it.");
    else if (n_unknown > 0)
        line = g_strdup_printf("Nothing wrong was seen: %s; how or why %u of "
                               "the calls ended is not known.",
                               seen, n_unknown);
    else
        line = g_strdup_printf("Nothing wrong was seen: %s.", seen);
    g_free(seen);
    return line;
}

/* "Call 3 and 2 more began before this capture, ...", if any did. */
static void note_late(const GPtrArray *rows, unsigned n_streams, GString *text)
{
    const struct call_row *first = NULL;
    unsigned n = 0;

    for (guint i = 0; i < rows->len; i++) {
        const struct call_row *row = g_ptr_array_index(rows, i);

        if (!row->signalling_seen || row->facts->invite.frame != 0)
            continue;
        if (n++ == 0)
            first = row;
    }
    if (n == 0)
        return;
    g_string_append_printf(text, "Call %u", first->call);
    if (n > 1)
        g_string_append_printf(text, " and %u more", n - 1);
    g_string_append(text, n_streams == 0
                              ? " began before this capture, and no media was "
                                "recognised: how it sounded is not known.\n"
                              : " began before this capture: its codecs and "
                                "media may not be recognised.\n");
}

/* What the capture itself lacks, a line for each kind and host. */
static void note_lacking(const struct analysis *analysis, GString *text)
{
    GHashTable *told =
        g_hash_table_new_full(hash_of_text, g_str_equal, g_free, NULL);

    for (uint32_t i = 0; i < findings_count(analysis->findings); i++) {
        const struct finding *finding = findings_at(analysis->findings, i);
        char who[ENDPOINT_TEXT_BYTES];
        char *line = NULL;

        if (finding->id == FINDING_CAPTURE_ONE_WAY)
            line = g_strdup_printf(
                "This capture lacks the direction from %s: its silence proves "
                "nothing.\n",
                endpoint_address_text(&finding->who, who));
        else if (finding->id == FINDING_CAPTURE_DROPS)
            line = g_strdup("This capture dropped packets: some that it lacks "
                            "were not lost on the way.\n");
        if (line != NULL && !g_hash_table_contains(told, line))
            g_string_append(text, line);
        if (line != NULL)
            g_hash_table_add(told, line);
    }
    g_hash_table_destroy(told);
}

char *answer_text(struct analysis *analysis)
{
    GPtrArray *faults = answer_faults(analysis);
    GString *text = g_string_new(NULL);

    if (faults->len == 0) {
        char *line = answer_headline(analysis, 0);

        g_string_append_printf(text, "%s\n", line);
        g_free(line);
    }
    for (guint i = 0; i < faults->len; i++) {
        const struct fault *fault = g_ptr_array_index(faults, i);

        g_string_append_printf(text, "%s\n", fault->line);
    }
    g_ptr_array_unref(faults);
    note_late(call_list(analysis), analysis->streams.streams->len, text);
    note_lacking(analysis, text);
    return g_string_free(text, FALSE);
}
