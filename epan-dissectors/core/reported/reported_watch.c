/* Compares what receivers say of streams with what the capture shows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "reported_watch.h"

#include "loss_watch.h"
#include "qoe_compare.h"
#include "qoe_line.h"
#include "reported_join.h"
#include "stream_loss.h"

/* A stream that a report is about. */
struct subject {
    struct media_stream *stream;
    enum qoe_way way; /* by the reporter */
    bool interim;     /* the report is of a part of the call */
    struct qoe_claim claim;
    struct qoe_shown shown;
    uint64_t n; /* packets that the difference is about */
};

static struct qoe_shown shown_of(const struct media_stream *stream)
{
    const struct rtp_point *point = loss_watch_best_point(stream);

    return (struct qoe_shown){
        .n_sent = rtp_seq_expected(&point->stats.seq),
        .n_lacking = rtp_seq_lost(&point->stats.seq),
        .n_doubled = point->stats.n_duplicates[RTP_ORIGIN_SENDER],
        .lasted_s = seconds_of(stream->last_ns - stream->first_ns),
    };
}

/* Whether receiver reports cover STREAM, which are exact: lync.loss and
 * lync.capture.drops tell what they show. */
static bool is_told_by_rtcp(const struct analysis *analysis,
                            const struct media_stream *stream)
{
    const struct rtp_point *point = loss_watch_best_point(stream);

    return capture_drops_reported(analysis->drops, point, false).n_sent * 2 >=
           rtp_seq_expected(&point->stats.seq);
}

static double percent_of(uint64_t part, uint64_t whole)
{
    return 100.0 * (double)part / (double)whole;
}

static bool is_grave(const struct subject *subject)
{
    return subject->shown.n_sent >= STREAM_LOSS_WARN_PACKETS &&
           percent_of(subject->n, subject->shown.n_sent) >=
               (subject->stream->kind == MEDIA_KIND_AUDIO
                    ? STREAM_LOSS_AUDIO_WARN_PERCENT
                    : STREAM_LOSS_WARN_PERCENT);
}

/* "10.0.0.2 reports 60.0 % of 3000 video packets from 10.0.0.1:5000 to
 * 10.0.0.2:6000 lost (so far), this capture lacks 0.0 %"; free with g_free().
 */
static char *said_text(const struct subject *subject)
{
    const struct media_stream *stream = subject->stream;
    const char *kind = media_kind_name(stream->kind);
    const struct endpoint *reporter = subject->way == QOE_INBOUND
                                          ? media_stream_to(stream)
                                          : media_stream_from(stream);
    char who[ENDPOINT_TEXT_BYTES], from[ENDPOINT_TEXT_BYTES];
    char to[ENDPOINT_TEXT_BYTES];

    return g_strdup_printf(
        "%s reports %.1f %% of %" G_GUINT64_FORMAT
        " %s%spackets from %s to %s lost%s, this capture lacks %.1f %%",
        endpoint_address_text(reporter, who), subject->claim.loss_rate * 100,
        subject->shown.n_sent, kind != NULL ? kind : "",
        kind != NULL ? " " : "", endpoint_text(media_stream_from(stream), from),
        endpoint_text(media_stream_to(stream), to),
        subject->interim ? " so far" : "",
        percent_of(subject->shown.n_lacking, subject->shown.n_sent));
}

/* Points the latest finding at WHO, if it is GRAVE with words for one line. */
static void point(GPtrArray *findings, const struct subject *subject,
                  const struct endpoint *who, const char *how)
{
    const char *kind = media_kind_name(subject->stream->kind);
    char *what = g_strdup_printf("%.0f %% of %s %s",
                                 percent_of(subject->n, subject->shown.n_sent),
                                 kind != NULL ? kind : "media", how);

    finding_point_at(findings, who, is_grave(subject) ? what : NULL);
    g_free(what);
}

static void report_behind(const struct subject *subject, const char *said,
                          GPtrArray *findings)
{
    const struct endpoint *to = media_stream_to(subject->stream);
    char receiver[ENDPOINT_TEXT_BYTES];

    finding_add_as(findings, FINDING_QOE_DIFFERS,
                   is_grave(subject) ? FINDING_WARN : FINDING_NOTE,
                   "%s: %" G_GUINT64_FORMAT
                   " lost between this capture and %s\nCapture closer to %s to "
                   "find the hop that drops them; this side of the capture is "
                   "clean.",
                   said, subject->n, endpoint_address_text(to, receiver),
                   receiver);
    point(findings, subject, to, "lost behind the capture");
}

static void report_doubled(const struct subject *subject, const char *said,
                           GPtrArray *findings)
{
    const struct endpoint *from = media_stream_from(subject->stream);
    char sender[ENDPOINT_TEXT_BYTES];

    finding_add_as(
        findings, FINDING_QOE_DOUBLED_LOST,
        is_grave(subject) ? FINDING_WARN : FINDING_NOTE,
        "%s: %s sent %" G_GUINT64_FORMAT
        " of them twice\nWhat the sender repeats never arrives: look "
        "at its QoS packet scheduler (Windows XP with Communicator "
        "2007 R2 video: KB 969695, KB 971846), network driver and "
        "VPN.",
        said, endpoint_address_text(from, sender), subject->shown.n_doubled);
    point(findings, subject, from, "doubled, then lost");
}

static void report_here(const struct subject *subject, const char *said,
                        GPtrArray *findings)
{
    finding_add_as(findings, FINDING_QOE_DIFFERS, FINDING_NOTE,
                   "%s: %" G_GUINT64_FORMAT
                   " lost by the capture itself, or on a way that only the "
                   "capture's copy takes",
                   said, subject->n);
}

/* Notes that the receiver lost what the capture lacks: the capture did not. */
static void note_agreed(struct analysis *analysis,
                        const struct subject *subject)
{
    double lost = subject->claim.loss_rate * (double)subject->shown.n_sent;

    if (!subject->interim &&
        lost + QOE_LOSS_MIN > (double)subject->shown.n_lacking)
        g_hash_table_add(analysis->qoe->agreed,
                         GUINT_TO_POINTER(subject->stream->index + 1));
}

/* Reports a difference, unless one at least as grave was reported of the
 * stream, and what RTCP tells only if it is the sender's fault. Returns whether
 * it did. */
static bool compare(struct analysis *analysis, struct subject *subject)
{
    enum qoe_difference difference =
        qoe_compare(&subject->claim, &subject->shown, &subject->n);
    GPtrArray *findings = analysis->findings->pending;
    gpointer key = GUINT_TO_POINTER(subject->stream->index + 1);
    int severity = difference != QOE_LOST_HERE && is_grave(subject)
                       ? FINDING_WARN
                       : FINDING_NOTE;
    char *said;

    if (difference != QOE_NOT_COMPARABLE)
        note_agreed(analysis, subject);
    if (difference < QOE_LOST_BEHIND ||
        subject->shown.n_sent < STREAM_LOSS_PACKETS_MIN ||
        severity <=
            GPOINTER_TO_INT(g_hash_table_lookup(analysis->qoe->told, key)) ||
        (difference != QOE_LOST_DOUBLED &&
         is_told_by_rtcp(analysis, subject->stream)))
        return false;
    g_hash_table_insert(analysis->qoe->told, key, GINT_TO_POINTER(severity));
    said = said_text(subject);
    if (difference == QOE_LOST_BEHIND)
        report_behind(subject, said, findings);
    else if (difference == QOE_LOST_DOUBLED)
        report_doubled(subject, said, findings);
    else
        report_here(subject, said, findings);
    g_free(said);
    return true;
}

/* Compares LINE of ENTRY's report on CALL with its stream that goes WAY. Of
 * what it sent, the reporter knows the loss from its receiver. */
static void take_stream(struct analysis *analysis,
                        const struct qoe_entry *entry, uint32_t call,
                        const struct qoe_line *line, enum qoe_way way)
{
    const GArray *facts = line->streams[way];
    struct subject subject = {
        .way = way,
        .interim = entry->report->interim,
        .claim = {.lasted_s = qoe_report_lasted(entry->report)}};

    if (!qoe_number(facts, QOE_LOSS_RATE, &subject.claim.loss_rate))
        return;
    qoe_number(facts, QOE_PACKETS, &subject.claim.packets);
    if (way == QOE_OUTBOUND)
        subject.claim.packets *= 1 - subject.claim.loss_rate;
    subject.stream = reported_stream(analysis, call, line, way);
    if (subject.stream == NULL || subject.stream->points.n_points == 0)
        return;
    subject.shown = shown_of(subject.stream);
    if (compare(analysis, &subject))
        findings_keep(analysis->findings, &entry->moment, subject.stream->index,
                      call != NO_INDEX ? call : subject.stream->call);
}

/* The call of the first stream that REPORT describes, for want of a dialog. */
static uint32_t call_of_streams(const struct analysis *analysis,
                                const struct qoe_report *report)
{
    for (guint i = 0; i < report->lines->len; i++)
        for (int way = 0; way < N_QOE_WAYS; way++) {
            const struct media_stream *stream = reported_stream(
                analysis, NO_INDEX, g_ptr_array_index(report->lines, i),
                (enum qoe_way)way);

            if (stream != NULL)
                return stream->call;
        }
    return NO_INDEX;
}

static void take_report(struct analysis *analysis, struct qoe_entry *entry)
{
    const struct qoe_report *report = entry->report;
    uint32_t call = reported_call(analysis, report);

    qoe_reports_set_call(analysis->qoe, entry,
                         call != NO_INDEX ? call
                                          : call_of_streams(analysis, report));
    for (guint i = 0; !entry->is_copy && i < report->lines->len; i++)
        for (int way = 0; way < N_QOE_WAYS; way++)
            take_stream(analysis, entry, call,
                        g_ptr_array_index(report->lines, i), (enum qoe_way)way);
}

struct qoe_entry *reported_watch_take(struct analysis *analysis,
                                      GPtrArray *found, struct text body,
                                      const struct endpoint *source,
                                      const struct moment *moment)
{
    struct qoe_entry *first =
        qoe_reports_keep(analysis->qoe, found, body, source, moment);

    for (struct qoe_entry *entry = first; entry != NULL; entry = entry->next)
        take_report(analysis, entry);
    return first;
}
