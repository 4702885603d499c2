/* Compares receiver reports on an RTP stream with the packets that the capture
 * holds. RFC 3550 6.4.1: extended highest sequence number received.
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

/* Packets; a greater advance between two reports is not believed. Two hours at
 * 50 packets/s. */
#define RTCP_ACCOUNT_MAX 360000

/* State for one stream and its receiver's reports. All zero: no report yet. */
struct rtcp_account {
    bool started;
    uint32_t reporter; /* SSRC */
    uint32_t n_sent;   /* extended highest sequence number received */
    uint64_t n_seen;   /* packets captured up to that number */
    uint64_t n_in_holes;
};

/* Processes REPORT, a report block of REPORTER on the stream TRACK. Returns
 * true if the previous report came from the same REPORTER and packets were
 * received since then. COUNT is then how many packets sent between the two the
 * capture holds and lacks, those in the track's n_in_holes left out.
 *
 * Otherwise returns false and sets COUNT to 0. The comparison starts anew with
 * a first report, another REPORTER, an advance of more than RTCP_ACCOUNT_MAX,
 * or a number RTP_TRACK_WINDOW or more behind the stream. */
bool rtcp_account_on_receiver(struct rtcp_account *account,
                              const struct rtp_track *track, uint32_t reporter,
                              const struct rtcp_report *report,
                              struct loss_count *count);

#endif
