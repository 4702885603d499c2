/* Loss of an RTP stream, and on which side of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stream_loss.h"

#include "finding.h"
#include "seconds.h"

/* A - B; 0 if the excess may be in flight. */
static uint64_t excess(uint64_t a, uint64_t b)
{
    return a >= b + STREAM_LOSS_FLIGHT ? a - b : 0;
}

/* Decides by the reports. If they cover three quarters of the stream, and the
 * capture lacks there what the receiver misses, the capture is trusted for the
 * rest too. */
static struct stream_loss_sides sides_by_reports(const struct stream_loss *loss)
{
    const struct stream_count *reported = &loss->reported;
    uint64_t n_missed_most = reported->n_missed + reported->n_repeated;
    uint64_t n_uncovered =
        loss->all.n_lacking - MIN(reported->n_lacking, loss->all.n_lacking);
    struct stream_loss_sides sides = {
        .known = true,
        .n_sent = reported->n_sent,
        .n_before = MIN(reported->n_lacking, n_missed_most),
        .n_behind = excess(reported->n_missed, reported->n_lacking),
    };

    if (sides.n_behind == 0 && reported->n_sent * 4 >= loss->all.n_sent * 3 &&
        excess(reported->n_lacking, n_missed_most) == 0) {
        sides.n_sent = loss->all.n_sent;
        sides.n_before =
            loss->all.n_lacking - MIN(loss->n_in_holes, n_uncovered);
    }
    return sides;
}

struct stream_loss_sides stream_loss_sides(const struct stream_loss *loss)
{
    const struct stream_count *all = &loss->all;

    if (loss->reported.n_sent > 0 && loss->reported.n_sent * 2 >= all->n_sent)
        return sides_by_reports(loss);
    return (struct stream_loss_sides){
        .known = loss->capture_is_complete,
        .n_sent = all->n_sent,
        .n_before = all->n_lacking - MIN(loss->n_in_holes, all->n_lacking),
    };
}

static bool is_at_least(uint64_t part, uint64_t whole, unsigned percent)
{
    return part * 100 >= whole * percent;
}

/* "lost between A and this capture", "60 lost between A and this capture, 20
 * between it and B", and so on; free with g_free. */
static char *where_text(const struct stream_loss_sides *sides, const char *from,
                        const char *to)
{
    if (!sides->known)
        return g_strdup("lost before this capture or by it; nothing tells "
                        "which");
    if (sides->n_behind == 0)
        return g_strdup_printf("lost between %s and this capture", from);
    if (sides->n_before == 0)
        return g_strdup_printf("lost between this capture and %s, by its "
                               "reports",
                               to);
    return g_strdup_printf(
        "%" G_GUINT64_FORMAT
        " lost between %s and this capture, %" G_GUINT64_FORMAT
        " between it and %s, by its reports",
        sides->n_before, from, sides->n_behind, to);
}

/* Whether one gap of WORST is nearly all of N_LOST. */
static bool is_one_gap(const struct rtp_worst *worst, uint64_t n_lost)
{
    return worst->gap_until_ns - worst->gap_since_ns >= STREAM_LOSS_GAP_NS &&
           (uint64_t)worst->gap_lost * 10 >= n_lost * 9;
}

/* "; worst: 12 in seconds 10 to 20 of the stream", or, of N_LOST, "; 600 in one
 * gap, seconds 10.0 to 48.1 of the stream"; empty if the capture lacks none.
 * Free with g_free. */
static char *worst_text(const struct rtp_worst *worst, uint64_t n_lost)
{
    int64_t second;
    uint32_t n_worst = rtp_worst_find(worst, &second);

    if (n_worst == 0)
        return g_strdup("");
    if (is_one_gap(worst, n_lost))
        return g_strdup_printf(
            "; %u in one gap, seconds %.1f to %.1f of the stream",
            worst->gap_lost, seconds_of(worst->gap_since_ns),
            seconds_of(worst->gap_until_ns));
    return g_strdup_printf("; worst: %u in seconds %" G_GINT64_FORMAT
                           " to %" G_GINT64_FORMAT " of the stream",
                           n_worst, second, second + RTP_WORST_SECONDS);
}

/* Whether enough is lost for a finding, and its severity. */
static bool is_grave(enum media_kind kind,
                     const struct stream_loss_sides *sides)
{
    return sides->known &&
           is_at_least(sides->n_before + sides->n_behind, sides->n_sent,
                       kind == MEDIA_KIND_AUDIO ? STREAM_LOSS_AUDIO_WARN_PERCENT
                                                : STREAM_LOSS_WARN_PERCENT);
}

/* Whether enough is lost to tell it, and how severe that is. */
static bool weigh(enum media_kind kind, const struct stream_loss_sides *sides,
                  enum finding_severity *severity)
{
    uint64_t n_lost = sides->n_before + sides->n_behind;

    *severity =
        is_grave(kind, sides) && sides->n_sent >= STREAM_LOSS_WARN_PACKETS
            ? FINDING_WARN
            : FINDING_NOTE;
    return sides->n_sent >= STREAM_LOSS_PACKETS_MIN &&
           n_lost >= STREAM_LOSS_MIN &&
           is_at_least(n_lost, sides->n_sent, STREAM_LOSS_NOTE_PERCENT);
}

/* Whether most of what was lost may be what the sender sent twice. */
static bool is_doubled(const struct stream_loss_sides *sides)
{
    return sides->n_behind > sides->n_before &&
           sides->n_doubled * 2 >= sides->n_behind;
}

/* "; 450 of them sent twice" and so on, with the advice; free with g_free. */
static char *advice_text(const struct stream_loss_sides *sides,
                         const char *from, const char *to)
{
    if (is_doubled(sides))
        return g_strdup_printf(
            "; the sender sent %" G_GUINT64_FORMAT
            " twice\nWhat is sent twice never arrives: look at the QoS packet "
            "scheduler of %s (Windows XP with Communicator 2007 R2 video: KB "
            "969695, KB 971846), its network driver and VPN.",
            sides->n_doubled, from);
    if (!sides->known)
        return g_strdup("");
    return g_strdup_printf("\nCapture closer to %s to find the hop that drops "
                           "them.",
                           sides->n_behind > sides->n_before ? to : from);
}

/* Says whom the latest of FINDINGS points at, and in a few words what was
 * lost. */
static void point(const struct stream_loss_sides *sides, const char *name,
                  const struct endpoint *from, const struct endpoint *to,
                  bool grave, GPtrArray *findings)
{
    bool behind = sides->n_behind > sides->n_before;
    uint64_t n_lost = sides->n_before + sides->n_behind;
    const char *how = is_doubled(sides) ? "doubled, then lost"
                      : behind          ? "lost behind the capture"
                                        : "lost before the capture";
    char *what = g_strdup_printf("%.0f %% of %s %s",
                                 100.0 * (double)n_lost / (double)sides->n_sent,
                                 name != NULL ? name : "media", how);
    struct finding *finding;

    finding_point_at(findings, behind && !is_doubled(sides) ? to : from,
                     grave ? what : NULL);
    finding = g_ptr_array_index(findings, findings->len - 1);
    if (is_doubled(sides))
        finding->change = "find what sends them twice";
    g_free(what);
}

bool stream_loss_report(enum media_kind kind,
                        const struct stream_loss_sides *sides,
                        const struct rtp_worst *worst,
                        const struct endpoint *from, const struct endpoint *to,
                        GPtrArray *findings)
{
    uint64_t n_lost = sides->n_before + sides->n_behind;
    const char *name = media_kind_name(kind);
    char source[ENDPOINT_TEXT_BYTES], destination[ENDPOINT_TEXT_BYTES];
    char sender[ENDPOINT_TEXT_BYTES], receiver[ENDPOINT_TEXT_BYTES];
    enum finding_severity severity;
    char *where, *most, *advice;

    if (!weigh(kind, sides, &severity))
        return false;
    where = where_text(sides, endpoint_address_text(from, sender),
                       endpoint_address_text(to, receiver));
    most = worst_text(worst, n_lost);
    advice = advice_text(sides, sender, receiver);
    finding_add_as(findings, FINDING_LOSS, severity,
                   "%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                   " %s%spackets from %s to %s missing (%.1f %%): %s%s%s",
                   n_lost, sides->n_sent, name != NULL ? name : "",
                   name != NULL ? " " : "", endpoint_text(from, source),
                   endpoint_text(to, destination),
                   100.0 * (double)n_lost / (double)sides->n_sent, where, most,
                   advice);
    point(sides, name, from, to, is_grave(kind, sides), findings);
    g_free(where);
    g_free(most);
    g_free(advice);
    return true;
}
