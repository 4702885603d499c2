/* Faults of the capture itself, not of the network: packets that it dropped, a
 * direction that it lacks, packets that it holds twice. RFC 3550 6.4.1
 * (receiver reports), RFC 3261 12, 13 (what a message proves of earlier ones).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_ARTEFACT_H
#define LYNC_CORE_CAPTURE_ARTEFACT_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "finding.h"
#include "side.h"
#include "stream_loss.h"

/* Least number of dropped packets that is reported; a few may be in flight when
 * a report passes. */
#define CAPTURE_DROPS_MIN 3

/* Least number of report blocks on a side that was never captured. */
#define CAPTURE_REPORTS_MIN 2

/* Least number of copies in a stream that counts as mirrored; at least three
 * quarters of its packets must be copies, too, as in rtp_duplicate.h. */
#define CAPTURE_COPIES_MIN 3

/* One RTP stream in the capture, compared with its receiver's report blocks.
 * All zero: no report yet. */
struct capture_loss {
    unsigned n_reports;
    /* Each at the first report, at the last but one, and at the last: */
    int64_t lacking[3];    /* sequence numbers that the capture lacks */
    int64_t duplicates[3]; /* repeats in the capture */
    int64_t reported[3];   /* cumulative number of packets lost */
};

/* Processes an unencrypted report block of the stream's receiver.
 * CUMULATIVE_LOST is the cumulative number of packets lost (rtcp_report). At
 * that point the capture lacks N_LACKING of the stream's sequence numbers
 * (expected less received, each counted once) and holds N_DUPLICATES duplicates
 * that the capture itself did not make. If the receiver's count starts over, so
 * does the comparison. */
void capture_loss_on_report(struct capture_loss *loss, int32_t cumulative_lost,
                            uint64_t n_lacking, uint64_t n_duplicates);

/* Returns the least number of packets that reached the receiver but not the
 * capture; 0 if none is proved or there are fewer than three reports. Leaves
 * out packets around a report, and duplicates, which a receiver subtracts from
 * its loss. */
uint64_t capture_loss_dropped(const struct capture_loss *loss);

/* Counts what the receiver missed and the capture lacks, from the start of the
 * stream if WHOLE, else from the first report. n_sent stays 0. All zero without
 * reports. */
struct stream_count capture_loss_count(const struct capture_loss *loss,
                                       bool whole);

/* What the capture holds of one side of a call, and how many packets of the
 * other side prove that this one sent something. All zero: nothing. */
struct capture_side {
    struct endpoint endpoint;
    uint64_t n_rtp;
    uint64_t n_rtcp;
    uint64_t n_reported; /* unencrypted report blocks of the other side on
                            sources of this side */
    uint64_t n_sip;      /* SIP messages of this side */
    uint64_t n_sip_owed; /* SIP messages of the other side that need one of this
                            side before them: an ACK, a PRACK, a response, a
                            request with this side's tag */
};

/* What the capture lacks of a side; a set of bits. */
enum capture_missing {
    CAPTURE_MISSING_NOTHING = 0,
    CAPTURE_MISSING_MEDIA = 1, /* no RTP or RTCP, which the other receives */
    CAPTURE_MISSING_SIP = 2,   /* no SIP, which the other side answers */
};

/* Returns what the capture lacks entirely of SIDE, as a set of enum
 * capture_missing. 0 if the side may have been silent. */
unsigned capture_side_missing(const struct capture_side *side);

/* Counts of streams captured twice. All zero: no stream yet. */
struct capture_mirror {
    unsigned n_streams;
    unsigned n_mirrored;
    uint64_t n_received; /* sequence numbers of mirrored streams */
    uint64_t n_copies;   /* copies in mirrored streams */
};

/* Adds a stream with N_RECEIVED sequence numbers and N_COPIES duplicates made
 * by the capture (RTP_ORIGIN_CAPTURE). Returns whether the stream is
 * mirrored. */
bool capture_mirror_add(struct capture_mirror *mirror, uint64_t n_received,
                        uint64_t n_copies);

/* The findings at the end of the capture. Each function adds at most one for
 * each stream, for each side, or for the capture. */

/* Adds FINDING_CAPTURE_DROPS if LOSS, of the stream SSRC from FROM to TO,
 * proves drops. WHERE names the interface that lacks the packets; NULL if there
 * is only one. */
void capture_report_drops(const struct capture_loss *loss, const char *where,
                          uint32_t ssrc, const struct endpoint *from,
                          const struct endpoint *to, GPtrArray *findings);

/* Adds FINDING_CAPTURE_ONE_WAY for each of SIDES that the capture lacks. */
void capture_report_one_way(const struct capture_side sides[N_SIDES],
                            GPtrArray *findings);

/* Adds FINDING_CAPTURE_MIRRORED if a stream of MIRROR is mirrored. */
void capture_report_mirrored(const struct capture_mirror *mirror,
                             GPtrArray *findings);

#endif
