/* What receiver reports say was sent of an RTP stream, against what the capture
 * holds of it. RFC 3550 6.4.1: extended highest sequence number received.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTCP_ACCOUNT_H
#define LYNC_CORE_RTCP_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "loss_tally.h"
#include "rtcp_header.h"
#include "rtp_track.h"

/* More packets than this between two reports is not believed: two hours at 50
 * a second. */
#define RTCP_ACCOUNT_MAX 360000

/* One for a stream and the reports of its receiver. All zero: no report
 * yet. */
struct rtcp_account {
    bool started;
    uint32_t reporter; /* SSRC */
    uint32_t n_sent;   /* extended highest sequence number */
    uint64_t n_seen;   /* by the capture up to then */
    uint64_t n_in_holes;
};

/* A report block of REPORTER on the stream TRACK. True, and COUNT filled in,
 * when the report before was one of the same REPORTER and packets were sent
 * since: how many of these the capture holds and lacks, but for the track's
 * n_in_holes. The first report, one that counts anew, or one of numbers that
 * the capture has left behind by RTP_TRACK_WINDOW packets begins a new
 * account. */
bool rtcp_account_on_receiver(struct rtcp_account *account,
                              const struct rtp_track *track, uint32_t reporter,
                              const struct rtcp_report *report,
                              struct loss_count *count);

#endif
