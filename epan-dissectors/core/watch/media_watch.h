/* Processes RTP and RTCP: repeated packets, missing RTCP, silence and code
 * points.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_WATCH_H
#define LYNC_CORE_MEDIA_WATCH_H

#include "analysis.h"
#include "media_arrival.h"
#include "stream_rtcp.h"

/* What an RTP packet repeats. All zero: nothing. */
struct media_repeat {
    uint32_t first_frame;    /* frame with the same packet; 0: none */
    uint32_t conflict_frame; /* frame with the same sequence number and another
                                payload; 0: none */
    uint32_t burst;          /* index of the burst it belongs to; 0: none */
    enum rtp_origin origin;  /* who made the copy; valid if first_frame is
                                set */
};

/* Processes ARRIVAL, an RTP packet of STREAM, after stream_watch.h has counted
 * and described it. Corrects its time and sets all of REPEAT. */
void media_watch_on_rtp(struct analysis *analysis, struct media_stream *stream,
                        struct media_arrival *arrival,
                        struct media_repeat *repeat);

/* Processes a packet that looks like RTCP, between any endpoints. Returns its
 * session, and sets PROOF to what it proves of the round trip; NULL, without
 * any effect, if no session matches. */
struct media_session_entry *
media_watch_on_rtcp(struct analysis *analysis,
                    const struct media_arrival *arrival,
                    struct rtcp_round_trip_proof *proof);

/* Returns the stream with SSRC that the sender of ARRIVAL sends: between the
 * same endpoints, or, for RTCP, which may use another port, from the same
 * address, of the latest 64 with SSRC. NULL if there is none. */
struct media_stream *media_watch_stream_of(const struct analysis *analysis,
                                           const struct media_arrival *arrival,
                                           uint32_t ssrc);

/* Adds to the findings of the end what the end of the capture proves about
 * streams and sessions. */
void media_watch_at_end(struct analysis *analysis);

#endif
