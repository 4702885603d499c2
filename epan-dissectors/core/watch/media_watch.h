/* The watch over media: takes in RTP and RTCP, and what they prove of repeated
 * packets, absent RTCP, silence and code points.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_WATCH_H
#define LYNC_CORE_MEDIA_WATCH_H

#include "analysis.h"
#include "media_arrival.h"

/* What an RTP packet repeats. All zero: nothing. */
struct media_repeat {
    uint32_t first_frame;    /* that has the same packet; 0: none */
    uint32_t conflict_frame; /* that has the same sequence number and another
                                payload; 0: none */
    uint32_t burst;          /* index of the burst it belongs to; 0: of none */
    enum rtp_origin origin;  /* who made the copy; valid with first_frame */
};

/* ARRIVAL, an RTP packet of STREAM, which has been counted and described
 * (stream_watch.h): its time is corrected. REPEAT is set whole. */
void media_watch_on_rtp(struct analysis *analysis, struct media_stream *stream,
                        struct media_arrival *arrival,
                        struct media_repeat *repeat);

/* A packet that looks like RTCP, between any two endpoints. Returns its
 * session; NULL, and nothing is done, if no session fits. */
struct media_session_entry *
media_watch_on_rtcp(struct analysis *analysis,
                    const struct media_arrival *arrival);

/* A packet that looks like RTP, and that another dissector took. */
void media_watch_on_undissected(struct analysis *analysis,
                                const struct media_arrival *arrival);

/* The stream of an SSRC as the sender of ARRIVAL sends it: between the same
 * ends, or, for RTCP on a port of its own, from the same address. NULL for
 * none. */
struct media_stream *media_watch_stream_of(const struct analysis *analysis,
                                           const struct media_arrival *arrival,
                                           uint32_t ssrc);

/* Adds what only the end of the capture proves about streams and sessions to
 * the findings of the end. */
void media_watch_at_end(struct analysis *analysis);

#endif
