/* What RTCP says of an RTP source that fell silent: that it sends nothing, or
 * that it sends what nobody sees. RFC 3550 6.4 (only who has sent RTP since the
 * report before the last sends sender reports), 6.4.1 (packet count).
 *
 * One for each source. All zero: nothing is known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_STOP_H
#define LYNC_CORE_RTP_STOP_H

#include <stdbool.h>
#include <stdint.h>

#include "rtcp_header.h"

/* Reports since its last RTP packet. */
struct rtp_stop {
    unsigned n_reports;   /* sender and receiver reports */
    unsigned n_receivers; /* of them, receiver reports */
    unsigned n_unread;    /* of them, sender reports that are encrypted */
    unsigned n_counts;    /* of them, sender reports that are not */
    uint32_t first_count; /* packets sent, by the first of these */
    uint32_t count;       /* by the last */
    int64_t last_ns;      /* time of the last report */
};

enum rtp_stop_proof {
    RTP_STOP_UNKNOWN,
    RTP_STOP_RECEIVES, /* it sends receiver reports only: no RTP */
    RTP_STOP_STANDS,   /* its packet count stands: no RTP */
    RTP_STOP_GROWS,    /* its packet count grows: RTP that nobody sees */
};

/* Processes HEADER, RTCP of the source at TIME_NS. */
void rtp_stop_on_rtcp(struct rtp_stop *stop, const struct rtcp_header *header,
                      int64_t time_ns);

/* Returns what the reports prove. The first receiver report may still be about
 * a time with RTP, so that one alone proves nothing; nor does a single count.
 */
enum rtp_stop_proof rtp_stop_proof(const struct rtp_stop *stop);

#endif
