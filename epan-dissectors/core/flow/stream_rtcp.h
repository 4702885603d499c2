/* What RTCP says of an RTP stream: how its receiver got it, and how long the
 * round trip is. RFC 3550 6.4.1, RFC 3611 4.5, 4.7.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_STREAM_RTCP_H
#define LYNC_CORE_STREAM_RTCP_H

#include "media_arrival.h"
#include "rtcp_header.h"
#include "rtcp_round_trip.h"

/* RTCP about one stream, as one interface shows it: of all interfaces that show
 * any, the one with the lowest number, which is the same for both directions.
 */
struct stream_rtcp {
    const struct media_stream *peer; /* stream of the latest reporter to the
                                        stream's sender; NULL: not known */
    struct rtcp_round_trip round_trip;
    int64_t jitter_ns; /* as last reported; valid if JITTER_KNOWN */
    int64_t worst_jitter_ns;
    uint32_t interface_id;
    uint32_t n_reports;      /* of receivers; if 0, the next four are not
                                valid */
    int32_t cumulative_lost; /* of the latest: struct rtcp_report */
    uint16_t highest_seq;
    uint8_t fraction_lost;
    uint8_t worst_fraction; /* greatest fraction_lost, in 1/256 */
    uint16_t told_ms; /* round trip that the receiver reports (VoIP metrics); 0:
                         none */
    bool jitter_known; /* a report came while the clock rate was known */
};

/* Processes an RTCP packet with HEADER for the streams that it comes from and
 * reports on. Returns what it proves of the round trip; of several reports in
 * it the last counts that proves anything. */
struct rtcp_round_trip_proof
stream_rtcp_on_packet(struct media_streams *streams,
                      const struct media_arrival *arrival,
                      const struct rtcp_header *header);

/* Returns the mean round trip between the ends of STREAM in ns; -1 if not both
 * halves of it were measured. */
int64_t stream_rtcp_round_trip_ns(const struct media_stream *stream);

/* Returns the longest single one in ns; -1 if there was none. */
int64_t stream_rtcp_longest_ns(const struct media_stream *stream);

/* Return the mean of a half of it in ns: between the capture point and the
 * receiver of STREAM, or its sender. -1 if it was not measured. */
int64_t stream_rtcp_receiver_ns(const struct media_stream *stream);
int64_t stream_rtcp_sender_ns(const struct media_stream *stream);

#endif
