/* Faults of the capture itself, not of the network.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_artefact.h"

enum snapshot { FIRST, BEFORE, LAST };

static void take(struct capture_loss *loss, enum snapshot place,
                 int64_t reported, int64_t lacking, int64_t duplicates)
{
    loss->reported[place] = reported;
    loss->lacking[place] = lacking;
    loss->duplicates[place] = duplicates;
}

void capture_loss_on_report(struct capture_loss *loss, int32_t cumulative_lost,
                            uint64_t n_lacking, uint64_t n_duplicates)
{
    int64_t lacking = (int64_t)n_lacking;
    int64_t duplicates = (int64_t)n_duplicates;

    /* Duplicates lower the receiver's count (RFC 3550 A.3). So do late packets.
     * A count that falls by more than the duplicates explain has started over,
     * or packets came late; starting anew is right for both. */
    if (loss->n_reports > 0 && cumulative_lost - loss->reported[LAST] <
                                   -(duplicates - loss->duplicates[LAST]))
        *loss = (struct capture_loss){0};
    if (loss->n_reports == 0)
        take(loss, FIRST, cumulative_lost, lacking, duplicates);
    take(loss, BEFORE, loss->reported[LAST], loss->lacking[LAST],
         loss->duplicates[LAST]);
    take(loss, LAST, cumulative_lost, lacking, duplicates);
    loss->n_reports++;
}

uint64_t capture_loss_dropped(const struct capture_loss *loss)
{
    int64_t lacking, missed;

    if (loss->n_reports < 3)
        return 0;
    /* The last report covers everything that was missing when the one before it
     * was sent. */
    lacking = loss->lacking[BEFORE] - loss->lacking[FIRST];
    missed = loss->reported[LAST] - loss->reported[FIRST] +
             loss->duplicates[LAST] - loss->duplicates[FIRST];
    return lacking - missed >= CAPTURE_DROPS_MIN ? (uint64_t)(lacking - missed)
                                                 : 0;
}

/* How much COUNTS grew since the first report; since the start if WHOLE. */
static uint64_t growth(const int64_t counts[3], bool whole)
{
    return (uint64_t)MAX(counts[LAST] - (whole ? 0 : counts[FIRST]), 0);
}

struct stream_count capture_loss_count(const struct capture_loss *loss,
                                       bool whole)
{
    return (struct stream_count){
        .n_lacking = growth(loss->lacking, whole),
        .n_missed = growth(loss->reported, whole),
        .n_repeated = growth(loss->duplicates, whole),
    };
}

unsigned capture_side_missing(const struct capture_side *side)
{
    unsigned missing = CAPTURE_MISSING_NOTHING;

    if (side->n_rtp == 0 && side->n_rtcp == 0 &&
        side->n_reported >= CAPTURE_REPORTS_MIN)
        missing |= CAPTURE_MISSING_MEDIA;
    if (side->n_sip == 0 && side->n_sip_owed > 0)
        missing |= CAPTURE_MISSING_SIP;
    return missing;
}

bool capture_mirror_add(struct capture_mirror *mirror, uint64_t n_received,
                        uint64_t n_copies)
{
    mirror->n_streams++;
    if (n_copies < CAPTURE_COPIES_MIN || n_copies < n_received - n_received / 4)
        return false;
    mirror->n_mirrored++;
    mirror->n_received += n_received;
    mirror->n_copies += n_copies;
    return true;
}

void capture_report_drops(const struct capture_loss *loss, const char *where,
                          uint32_t ssrc, const struct endpoint *from,
                          const struct endpoint *to, GPtrArray *findings)
{
    uint64_t n_dropped = capture_loss_dropped(loss);
    char source[ENDPOINT_TEXT_BYTES];
    char destination[ENDPOINT_TEXT_BYTES];

    if (n_dropped == 0)
        return;
    finding_add(
        findings, FINDING_CAPTURE_DROPS,
        "the capture%s%s lacks %" G_GINT64_FORMAT
        " packets of SSRC 0x%08x from %s to %s over %u reports, and their "
        "receiver misses %" G_GINT64_FORMAT ": at least %" G_GUINT64_FORMAT
        " were dropped by the capture, not by the network\nCapture with a "
        "larger buffer or a filter.",
        where != NULL ? " at " : "", where != NULL ? where : "",
        loss->lacking[BEFORE] - loss->lacking[FIRST], ssrc,
        endpoint_text(from, source), endpoint_text(to, destination),
        loss->n_reports, loss->reported[LAST] - loss->reported[FIRST],
        n_dropped);
}

void capture_report_one_way(const struct capture_side sides[N_SIDES],
                            GPtrArray *findings)
{
    for (int i = 0; i < N_SIDES; i++) {
        unsigned missing = capture_side_missing(&sides[i]);
        char name[ENDPOINT_TEXT_BYTES];
        char other[ENDPOINT_TEXT_BYTES];

        if (missing == CAPTURE_MISSING_NOTHING)
            continue;
        endpoint_text(&sides[i].endpoint, name);
        endpoint_text(&sides[side_other(i)].endpoint, other);
        finding_add(findings, FINDING_CAPTURE_ONE_WAY,
                    "the capture holds no %s%s%s of %s, although %s receives "
                    "it (%" G_GUINT64_FORMAT " RTCP reports, %" G_GUINT64_FORMAT
                    " SIP messages say so): one direction was not captured\n"
                    "Mirror both directions of the port.",
                    missing & CAPTURE_MISSING_MEDIA ? "RTP and RTCP" : "",
                    missing == (CAPTURE_MISSING_MEDIA | CAPTURE_MISSING_SIP)
                        ? " and no "
                        : "",
                    missing & CAPTURE_MISSING_SIP ? "SIP" : "", name, other,
                    sides[i].n_reported, sides[i].n_sip_owed);
        finding_point_at(findings, &sides[i].endpoint, NULL);
    }
}

void capture_report_mirrored(const struct capture_mirror *mirror,
                             GPtrArray *findings)
{
    if (mirror->n_mirrored == 0)
        return;
    finding_add(findings, FINDING_CAPTURE_MIRRORED,
                "%u of %u RTP streams were captured twice (%" G_GUINT64_FORMAT
                " copies of %" G_GUINT64_FORMAT
                " packets): a mirror port of both sides, or every interface "
                "at once. Loss and jitter are not affected",
                mirror->n_mirrored, mirror->n_streams, mirror->n_copies,
                mirror->n_received);
}
