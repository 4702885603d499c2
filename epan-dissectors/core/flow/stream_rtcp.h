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
    uint32_t interface_id;
    const struct media_stream *peer; /* stream of the latest reporter to the
                                        stream's sender; NULL: not known */
    struct rtcp_round_trip round_trip;
    uint32_t n_reports;        /* of receivers; if 0, the next three are not
                                  valid */
    struct rtcp_report report; /* the latest */
    uint8_t worst_fraction;    /* greatest fraction_lost, in 1/256 */
    bool jitter_known;         /* a report came while the clock rate was known;
                                  else the next two are not valid */
    int64_t jitter_ns;         /* as last reported */
    int64_t worst_jitter_ns;
    uint16_t told_ms; /* round trip that the receiver reports (VoIP metrics); 0:
                         none */
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
