/* What the capture did, and not the network: packets that it dropped, one
 * direction that it lacks, packets that it holds twice. RFC 3550 6.4.1 (what
 * receivers report), RFC 3261 12, 13 (what a message proves of others).
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

/* How many packets the capture has to lack beyond what the receiver missed
 * before that is reported: a few may be in flight around a report. */
#define CAPTURE_DROPS_MIN 3

/* How many report blocks on a side that was never captured make a finding. */
#define CAPTURE_REPORTS_MIN 2

/* How many packets of a stream have to be copies before it is called mirrored;
 * and at least three quarters of all, as in rtp_duplicate.h. */
#define CAPTURE_COPIES_MIN 3

/* One RTP stream as the capture holds it, against the report blocks of its
 * receiver. All zero: no report yet. */
struct capture_loss {
    unsigned n_reports;
    /* At the first report, at the one before the last, and at the last: */
    int64_t lacking[3];    /* sequence numbers that the capture lacks */
    int64_t duplicates[3]; /* repeats in the capture */
    int64_t reported[3];   /* lost by the receiver's count */
};

/* A report block of the stream's receiver, not encrypted, that says
 * CUMULATIVE_LOST packets (rtcp_report). At that point the capture lacks
 * N_LACKING of the stream's sequence numbers (expected less received, each
 * counted once) and holds N_DUPLICATES duplicate packets that the capture
 * itself did not make. If the receiver's count starts over, so does the
 * comparison. */
void capture_loss_on_report(struct capture_loss *loss, int32_t cumulative_lost,
                            uint64_t n_lacking, uint64_t n_duplicates);

/* At least how many packets reached the receiver but not the capture; 0 if that
 * is not proved. Packets around a report are left out, and so are duplicates,
 * which a receiver counts against its loss. Needs three reports. */
uint64_t capture_loss_dropped(const struct capture_loss *loss);

/* What the receiver missed and the capture lacks, from the stream's beginning
 * on if WHOLE, else from the first report on; n_sent is left 0. All zero
 * without reports. */
struct stream_count capture_loss_count(const struct capture_loss *loss,
                                       bool whole);

/* What the capture holds of one side of a call, and what the other side's
 * packets prove of it. All zero: nothing. */
struct capture_side {
    struct endpoint endpoint;
    uint64_t n_rtp;
    uint64_t n_rtcp;
    uint64_t n_reported; /* report blocks of the other side on sources of this
                            one, not encrypted */
    uint64_t n_sip;      /* SIP messages of it */
    uint64_t n_sip_owed; /* messages of the other side that answer one of this
                            side: ACK, PRACK, a response, a request with this
                            side's tag */
};

/* What the capture lacks of a side, as a set. */
enum capture_missing {
    CAPTURE_MISSING_NOTHING = 0,
    CAPTURE_MISSING_MEDIA = 1, /* no RTP and RTCP, but the other receives it */
    CAPTURE_MISSING_SIP = 2,   /* no SIP, but the other answers it */
};

/* What the capture lacks of SIDE entirely, a set of enum capture_missing. 0 if
 * the side may just as well have been silent. */
unsigned capture_side_missing(const struct capture_side *side);

/* Streams that were captured twice, over the capture. All zero: none seen. */
struct capture_mirror {
    unsigned n_streams;
    unsigned n_mirrored;
    uint64_t n_received; /* of the mirrored ones, each once */
    uint64_t n_copies;   /* of the mirrored ones */
};

/* Adds a stream with N_RECEIVED sequence numbers and N_COPIES duplicate packets
 * made by the capture (RTP_ORIGIN_CAPTURE). Returns whether it is mirrored. */
bool capture_mirror_add(struct capture_mirror *mirror, uint64_t n_received,
                        uint64_t n_copies);

/* The findings, for the reports at the end of the capture. Each adds at most
 * one for a stream, a side with something missing, or the capture. */

/* FINDING_CAPTURE_DROPS: LOSS is that of the stream SSRC from FROM to TO.
 * WHERE: the name of the interface that lacks the packets; NULL if there is
 * only one. */
void capture_report_drops(const struct capture_loss *loss, const char *where,
                          uint32_t ssrc, const struct endpoint *from,
                          const struct endpoint *to, GPtrArray *findings);

/* FINDING_CAPTURE_ONE_WAY, if something is missing of one of the SIDES of a
 * call. */
void capture_report_one_way(const struct capture_side sides[N_SIDES],
                            GPtrArray *findings);

/* FINDING_CAPTURE_MIRRORED, if a stream of MIRROR is mirrored. */
void capture_report_mirrored(const struct capture_mirror *mirror,
                             GPtrArray *findings);

#endif
